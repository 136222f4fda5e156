import { Undo2 } from 'lucide-react';
import type { Profile } from '../../../preload/contract/types.ts';
import { useAnswer } from '../../store/border/use-answer.ts';
import { useRequests, useRequestsFailure, withdrawRequest } from '../../store/household/requests.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { answerWords } from '../../words/request-words.ts';
import { say } from '../../words/say.ts';
import { RequestCard } from '../household/requests/request-card.tsx';
import { SafeToFreePanel } from '../household/storage/safe-to-free-panel.tsx';
import { TrashPanel } from '../household/storage/trash-panel.tsx';
import { LanguageChoice } from '../settings/language-choice.tsx';
import { OwnLimits } from './own-limits.tsx';
import styles from './requests-page.module.css';

/** Shows a child what they asked for and what the answer was, what is left for today, and their own space. */
export function RequestsPage({ profile }: { readonly profile: Profile }) {
  const requests = useRequests();
  const failure = useRequestsFailure();
  const limits = useAnswer('profiles:limits', { profileId: profile.id }, [
    'profiles:changed',
    'requests:changed',
    'library:changed',
  ]);
  const nowMs = Date.now();
  return (
    <Page title={say('request.name')}>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      <div className={styles['layout']}>
        <div className={styles['requests']}>
          {requests?.length === 0 && (
            <EmptyState title={say('request.none')}>
              <p>{say('request.noneHint')}</p>
            </EmptyState>
          )}
          <h2 className="visually-hidden">{say('request.yours')}</h2>
          <ul className={styles['cards']}>
            {requests?.map((request) => (
              <li key={request.id}>
                <RequestCard
                  request={request}
                  line={
                    <>
                      <p className={styles[request.status]}>{answerWords(request, nowMs)}</p>
                      {request.status === 'waiting' && (
                        <Button
                          variant="quiet"
                          icon={Undo2}
                          className={styles['back']}
                          aria-label={say('request.takeItBack', { title: request.title })}
                          onClick={() => void withdrawRequest(request.id)}
                        >
                          {say('request.takeBack')}
                        </Button>
                      )}
                    </>
                  }
                />
              </li>
            ))}
          </ul>
        </div>
        <div className={styles['side']}>
          {limits.value && <OwnLimits profile={profile} limits={limits.value.limits} today={limits.value.today} />}
          <SafeToFreePanel profileId={profile.id} />
          <TrashPanel />
          <Panel title={say('settings.language')}>
            <LanguageChoice />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

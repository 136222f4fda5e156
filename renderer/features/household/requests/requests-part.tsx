import { useRequests, useRequestsFailure } from '../../../store/household/requests.ts';
import { useProfiles } from '../../../store/window/acting-profile.ts';
import { Problem } from '../../../ui/controls/field.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Face } from '../../../ui/faces/face.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { formatMoment, isolated } from '../../../words/format.ts';
import { answerWords } from '../../../words/request-words.ts';
import { say } from '../../../words/say.ts';
import { AllowedChannels } from './allowed-channels.tsx';
import { DecideButtons } from './decide-buttons.tsx';
import { RequestCard } from './request-card.tsx';
import styles from './requests-part.module.css';

/** Shows what children ask for: what is to decide, then the channels that are always allowed, then what was answered. */
export function RequestsPart() {
  const requests = useRequests();
  const failure = useRequestsFailure();
  const profiles = useProfiles();
  const waiting = requests?.filter(({ status }) => status === 'waiting') ?? [];
  const answered = requests?.filter(({ status }) => status !== 'waiting') ?? [];
  const nowMs = Date.now();
  return (
    <div className={styles['part']}>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {!requests && !failure && <ProgressBar name={say('request.loading')} percent={undefined} />}
      {requests && waiting.length === 0 && (
        <EmptyState title={say('request.noneWaiting')}>
          <p>{say('request.appearHere')}</p>
        </EmptyState>
      )}
      {waiting.length > 0 && (
        <section aria-labelledby="to-decide" className={styles['section']}>
          <h2 id="to-decide">{say('request.toDecide')}</h2>
          <ul className={styles['cards']}>
            {waiting.map((request) => {
              const child = profiles.find(({ id }) => id === request.profileId);
              return (
                <li key={request.id}>
                  <RequestCard
                    request={request}
                    line={
                      <>
                        {child && <Face avatar={child.avatar} colour={child.colour} size="small" />}
                        <p>
                          <strong>
                            <bdi>{request.profileName}</bdi>
                          </strong>{' '}
                          {say('request.asked', { when: formatMoment(request.createdAt, nowMs) })}
                        </p>
                      </>
                    }
                    actions={<DecideButtons request={request} />}
                  />
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <AllowedChannels />
      {answered.length > 0 && (
        <section aria-labelledby="answered" className={styles['section']}>
          <h2 id="answered">{say('request.answered')}</h2>
          <ul className={styles['answers']}>
            {answered.slice(0, MOST_ANSWERS).map((request) => (
              <li key={request.id}>
                <p className={styles['answerTitle']} title={request.title}>
                  <bdi>{request.title}</bdi>
                </p>
                <p className={styles['small']}>
                  {say('request.forAnswer', { name: isolated(request.profileName), answer: answerWords(request, nowMs) })}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const MOST_ANSWERS = 30;

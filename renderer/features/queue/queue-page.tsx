import { ListChecks, Pause, Play } from 'lucide-react';
import { useAsksFirst } from '../../store/paste/asks-first.ts';
import { pauseAll, unpauseAll } from '../../store/queue/queue-actions.ts';
import {
  useAnyOpen,
  useQueueFailure,
  useQueueLoaded,
  useQueueSections,
  useRecentlyCancelled,
} from '../../store/queue/queue-store.ts';
import { leaveSelection, startSelection, useSelecting } from '../../store/queue/selection.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { ActivityDialog } from '../activity/activity-dialog.tsx';
import { NowGroups } from './groups/now-groups.tsx';
import { HoldBanner } from './hold-banner.tsx';
import { useFocusAfterMove } from './order/use-focus-after-move.ts';
import styles from './queue-page.module.css';
import { RecentlyCancelled } from './recently-cancelled.tsx';
import { RowList } from './row-list.tsx';
import { NowCard } from './rows/now-card.tsx';
import { Section } from './section.tsx';
import { SelectionBar } from './selection-bar.tsx';

/** Shows one person's queue: what runs, what waits, what needs them, what is done. */
export function QueuePage() {
  const { now, upNext, needsYou, done } = useQueueSections();
  const loaded = useQueueLoaded();
  const failure = useQueueFailure();
  const cancelled = useRecentlyCancelled();
  const selecting = useSelecting();
  useFocusAfterMove(upNext);
  const empty = now.length + upNext.length + needsYou.length + done.length === 0;

  return (
    <Page title={say('frame.queue')} tools={<QueueTools empty={empty} />}>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      <HoldBanner />
      {loaded && empty && (
        <EmptyState title={say('queue.nothing')}>
          <HowToBegin />
        </EmptyState>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {!empty && (
            <Section name={say('queue.now')} count={now.length}>
              <NowGroups now={now} upNext={upNext} />
              {now.length === 0 ? (
                <p className={styles['quiet']}>{say('queue.nothingDownloading')}</p>
              ) : (
                <ul className={styles['nowList']} aria-label={say('queue.downloadingNow')}>
                  {now.map((videoId) => (
                    <li key={videoId}>
                      <NowCard videoId={videoId} order={now} />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          )}
          {upNext.length > 0 && (
            <Section name={say('queue.upNext')} count={upNext.length}>
              <RowList name={say('queue.waiting')} ids={upNext} grouping="ordered" />
            </Section>
          )}
        </div>
        <div className={styles['column']}>
          {needsYou.length > 0 && (
            <Section name={say('queue.needsYou')} count={needsYou.length}>
              <RowList name={say('queue.notFinished')} ids={needsYou} />
            </Section>
          )}
          {done.length > 0 && (
            <Section name={say('queue.done')} count={done.length}>
              <RowList name={say('queue.finished')} ids={done} grouping="gathered" />
            </Section>
          )}
          {cancelled.length > 0 && <RecentlyCancelled items={cancelled} />}
        </div>
      </div>
      {selecting && <SelectionBar />}
      <ActivityDialog />
    </Page>
  );
}

/** Explains how to add a video; only an empty queue asks whether this person has to ask first. */
function HowToBegin() {
  const asks = useAsksFirst();
  return <p>{say(asks ? 'queue.copyLinkToAsk' : 'queue.copyLinkAbove')}</p>;
}

/** Pauses or resumes everything of this person, or selects several; offers only what would change something. */
function QueueTools({ empty }: { readonly empty: boolean }) {
  const selecting = useSelecting();
  const anyRunning = useAnyOpen(false);
  const anyPaused = useAnyOpen(true);
  return (
    <>
      {anyRunning && (
        <Button variant="plain" icon={Pause} onClick={() => void pauseAll()}>
          {say('button.pauseAll')}
        </Button>
      )}
      {anyPaused && (
        <Button variant="plain" icon={Play} onClick={() => void unpauseAll()}>
          {say('button.resumeAll')}
        </Button>
      )}
      {!empty && (
        <Button variant="plain" icon={ListChecks} aria-pressed={selecting} onClick={selecting ? leaveSelection : startSelection}>
          {say('queue.select')}
        </Button>
      )}
    </>
  );
}

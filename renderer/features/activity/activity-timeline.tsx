import { useActivityFeed } from '../../store/household/activity-feed.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { ActivityList } from './activity-list.tsx';
import styles from './activity-timeline.module.css';
import { byDay } from './activity-words.ts';

/** Shows what happened in the whole household, day by day. */
export function ActivityTimeline() {
  const { entries, failure, loadMore } = useActivityFeed();
  const nowMs = Date.now();
  return (
    <Panel title={say('household.activity')} className={styles['story']}>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {entries?.length === 0 && <p className={styles['none']}>{say('activity.nothingYet')}</p>}
      {byDay(entries ?? [], nowMs).map(({ day, entries: ofDay }) => (
        <div key={day}>
          <h3 className={styles['day']}>{day}</h3>
          <ActivityList entries={ofDay} nowMs={nowMs} withTitles />
        </div>
      ))}
      {loadMore && (
        <Button variant="quiet" onClick={loadMore}>
          {say('button.showOlder')}
        </Button>
      )}
    </Panel>
  );
}

import type { ActivityEntry } from '../../../preload/contract/types.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './activity-list.module.css';
import { activitySentence, activityTone, momentOf } from './activity-words.ts';

interface ActivityListProps {
  readonly entries: readonly ActivityEntry[];
  readonly nowMs: number;
  /** Names the video of each entry; left out where all belong to one. */
  readonly withTitles?: boolean;
}

/** Lists what happened, one sentence per entry, newest first. */
export function ActivityList({ entries, nowMs, withTitles = false }: ActivityListProps) {
  return (
    <ol className={styles['list']}>
      {entries.map((entry) => (
        <li key={entry.id} className={classNames(styles['entry'], styles[activityTone(entry)])}>
          <span className={styles['bead']} aria-hidden />
          <div>
            {withTitles && entry.title !== undefined && (
              <p className={styles['title']}>
                <bdi>{entry.title}</bdi>
              </p>
            )}
            <p>
              {activitySentence(entry, nowMs)} <span className={styles['when']}>{momentOf(entry, nowMs)}</span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

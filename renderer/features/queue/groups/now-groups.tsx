import { useMemo } from 'react';
import { blocksOf } from '../../../store/queue/queue-blocks.ts';
import { queueStore } from '../../../store/queue/queue-store.ts';
import { say } from '../../../words/say.ts';
import styles from '../queue-page.module.css';
import { GroupRow } from './group-row.tsx';

interface NowGroupsProps {
  readonly now: readonly string[];
  readonly upNext: readonly string[];
}

/** Shows the groups whose last items are running; while some wait, the group's row stands among the waiting. */
export function NowGroups({ now, upNext }: NowGroupsProps) {
  const blocks = useMemo(() => {
    const { items } = queueStore.getState().mirror;
    const waiting = new Set(upNext.map((videoId) => items.get(videoId)?.group?.id));
    return blocksOf(now, items, true).filter(({ groupId }) => groupId !== undefined && !waiting.has(groupId));
  }, [now, upNext]);
  if (blocks.length === 0) return null;
  return (
    <ul className={styles['groups']} aria-label={say('queue.playlists')}>
      {blocks.map(({ groupId = '', videoIds }) => (
        <li key={groupId}>
          <GroupRow groupId={groupId} videoIds={videoIds} />
        </li>
      ))}
    </ul>
  );
}

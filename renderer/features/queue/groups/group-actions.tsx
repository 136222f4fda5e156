import { Pause, Play, X } from 'lucide-react';
import { bulkCancel, bulkPause, bulkResume, bulkTargetsOfGroup } from '../../../store/queue/bulk-actions.ts';
import type { QueueGroup } from '../../../store/queue/queue-groups.ts';
import { IconButton } from '../../../ui/controls/button.tsx';
import { say } from '../../../words/say.ts';
import styles from '../rows/queue-row.module.css';

/** Acts on all unfinished items of a group; offers only what would change something. */
export function GroupActions({ group }: { readonly group: QueueGroup }) {
  const { id, title, running, waiting, paused, failed } = group;
  const open = running + waiting;
  return (
    <div className={styles['actions']}>
      {open > paused && (
        <IconButton
          name={say('group.pauseAllOf', { title })}
          tip={say('button.pauseAll')}
          icon={Pause}
          onClick={() => void bulkPause(bulkTargetsOfGroup(id).pause)}
        />
      )}
      {paused > 0 && (
        <IconButton
          name={say('group.resumeAllOf', { title })}
          tip={say('button.resumeAll')}
          icon={Play}
          onClick={() => void bulkResume(bulkTargetsOfGroup(id).resume)}
        />
      )}
      {open + failed > 0 && (
        <IconButton
          name={say('group.cancelAllOf', { title })}
          tip={say('group.cancelAll')}
          icon={X}
          onClick={() => void bulkCancel(bulkTargetsOfGroup(id).cancel)}
        />
      )}
    </div>
  );
}

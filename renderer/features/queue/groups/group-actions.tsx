import { Pause, Play, X } from 'lucide-react';
import { bulkCancel, bulkPause, bulkResume, bulkTargetsOfGroup } from '../../../store/queue/bulk-actions.ts';
import type { QueueGroup } from '../../../store/queue/queue-groups.ts';
import { IconButton } from '../../../ui/controls/button.tsx';
import styles from '../rows/queue-row.module.css';

/** Acts on all unfinished items of a group; offers only what would change something. */
export function GroupActions({ group }: { readonly group: QueueGroup }) {
  const { id, title, running, waiting, paused, failed } = group;
  const open = running + waiting;
  return (
    <div className={styles['actions']}>
      {open > paused && (
        <IconButton
          name={`Pause all of ${title}`}
          tip="Pause all"
          icon={Pause}
          onClick={() => void bulkPause(bulkTargetsOfGroup(id).pause)}
        />
      )}
      {paused > 0 && (
        <IconButton
          name={`Resume all of ${title}`}
          tip="Resume all"
          icon={Play}
          onClick={() => void bulkResume(bulkTargetsOfGroup(id).resume)}
        />
      )}
      {open + failed > 0 && (
        <IconButton
          name={`Cancel all of ${title}`}
          tip="Cancel all"
          icon={X}
          onClick={() => void bulkCancel(bulkTargetsOfGroup(id).cancel)}
        />
      )}
    </div>
  );
}

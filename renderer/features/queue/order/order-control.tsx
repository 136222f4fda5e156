import { ChevronDown, ChevronUp } from 'lucide-react';
import { moveBy } from '../../../store/queue/queue-actions.ts';
import { IconButton } from '../../../ui/controls/button.tsx';
import { say } from '../../../words/say.ts';
import styles from '../rows/queue-row.module.css';
import type { useRowDrag } from './use-row-drag.ts';

interface OrderControlProps {
  /** One item, or all of a group's that stand together. */
  readonly videoIds: readonly string[];
  readonly title: string;
  /** Place of the first one among the waiting, from 0. */
  readonly start: number;
  readonly places: number;
  /** Makes it the handle that the row is dragged by. */
  readonly handle: ReturnType<typeof useRowDrag>['handle'];
}

/** Shows the place of a waiting row in the order, with a step up and a step down. */
export function OrderControl({ videoIds, title, start, places, handle }: OrderControlProps) {
  const end = start + videoIds.length;
  return (
    <div className={styles['order']} {...handle}>
      <IconButton
        name={say('item.moveItUp', { title })}
        tip={say('item.moveUp')}
        icon={ChevronUp}
        className={styles['step']}
        disabled={start === 0}
        data-move="up"
        onClick={() => void moveBy(videoIds, -1)}
      />
      <span className={styles['place']}>{videoIds.length === 1 ? end : `${start + 1}–${end}`}</span>
      <IconButton
        name={say('item.moveItDown', { title })}
        tip={say('item.moveDown')}
        icon={ChevronDown}
        className={styles['step']}
        disabled={end === places}
        data-move="down"
        onClick={() => void moveBy(videoIds, 1)}
      />
    </div>
  );
}

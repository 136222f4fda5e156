import { ChevronDown, ChevronUp } from 'lucide-react';
import { moveBy } from '../../store/queue-actions.ts';
import { IconButton } from '../../ui/button.tsx';
import styles from './queue-row.module.css';
import type { useRowDrag } from './use-row-drag.ts';

interface OrderControlProps {
  readonly videoId: string;
  readonly title: string;
  readonly place: number;
  readonly places: number;
  /** Makes it the handle that the row is dragged by. */
  readonly handle: ReturnType<typeof useRowDrag>['handle'];
}

/** A waiting item's place in the order, with a step up and a step down. */
export function OrderControl({ videoId, title, place, places, handle }: OrderControlProps) {
  return (
    <div className={styles['order']} {...handle}>
      <IconButton
        name={`Move ${title} up`}
        tip="Move up"
        icon={ChevronUp}
        className={styles['step']}
        disabled={place === 0}
        data-move="up"
        onClick={() => void moveBy(videoId, -1)}
      />
      <span className={styles['place']}>{place + 1}</span>
      <IconButton
        name={`Move ${title} down`}
        tip="Move down"
        icon={ChevronDown}
        className={styles['step']}
        disabled={place === places - 1}
        data-move="down"
        onClick={() => void moveBy(videoId, 1)}
      />
    </div>
  );
}

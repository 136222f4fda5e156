import { memo } from 'react';
import { useQueueItem } from '../../../store/queue/queue-store.ts';
import { classNames } from '../../../ui/class-names.ts';
import { sceneFor } from '../../../ui/thumbnails/drawn-scene.ts';
import styles from './queue-row.module.css';

interface BriefRowProps {
  /** The item, or the first one of the group that the row stands for. */
  readonly videoId: string;
  readonly ofGroup: boolean;
  readonly isInside: boolean;
  /** Its place among the waiting ones, from 0; absent where there is no order. */
  readonly place?: number;
}

/**
 * Shows a row while the list is pulled past whole screens: place, colour and title, to see where one is. A whole row has eight
 * times the elements, and building a screen of them took longer than a frame lasts.
 */
export const BriefRow = memo(function BriefRow({ videoId, ofGroup, isInside, place }: BriefRowProps) {
  const item = useQueueItem(videoId);
  if (!item) return null;
  return (
    <article className={classNames(styles['row'], isInside && styles['inside'])} data-brief>
      {place !== undefined && <span className={classNames(styles['order'], styles['place'])}>{place + 1}</span>}
      <span
        className={classNames(styles['thumbnail'], styles['tint'])}
        style={{ background: `oklch(0.88 0.06 ${sceneFor(videoId).hue})` }}
      />
      <h3 className={styles['flitting']}>
        <bdi>{(ofGroup ? item.group?.title : undefined) ?? item.title}</bdi>
      </h3>
    </article>
  );
});

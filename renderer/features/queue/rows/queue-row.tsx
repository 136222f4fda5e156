import { memo, useId } from 'react';
import { useQueueItem } from '../../../store/queue/queue-store.ts';
import { thumbnailUrl } from '../../../store/window/media-address.ts';
import { useSpokenLanguage } from '../../../store/window/spoken-language.ts';
import { classNames } from '../../../ui/class-names.ts';
import { VideoThumbnail } from '../../../ui/thumbnails/video-thumbnail.tsx';
import { GroupLabel } from '../groups/group-label.tsx';
import { OrderControl } from '../order/order-control.tsx';
import { SelectBox } from '../order/select-box.tsx';
import { useRowDrag } from '../order/use-row-drag.ts';
import { HelpingButton } from './helping-button.tsx';
import { ItemActions } from './item-actions.tsx';
import styles from './queue-row.module.css';
import { StatusLine } from './status-line.tsx';
import { WantedBy } from './wanted-by.tsx';

interface QueueRowProps {
  readonly videoId: string;
  /** The rows of its list, in order. */
  readonly order: readonly string[];
  /** Its place among the waiting ones, from 0; absent where there is no order to change. */
  readonly place?: number;
  /** It stands under the row of its group, which names the group already. */
  readonly isInside?: boolean;
}

/** Shows an item that is not running now, in one row. */
export const QueueRow = memo(function QueueRow({ videoId, order, place, isInside = false }: QueueRowProps) {
  useSpokenLanguage();
  const titleId = useId();
  const item = useQueueItem(videoId);
  const { edge, handle, row } = useRowDrag([videoId]);
  if (!item) return null;
  const ordered = place !== undefined;
  return (
    <article
      className={classNames(
        styles['row'],
        item.status === 'failed' && styles['failed'],
        isInside && styles['inside'],
        edge && styles[edge],
      )}
      {...(ordered ? row : {})}
      data-video-id={videoId}
      aria-labelledby={titleId}
    >
      <SelectBox videoId={videoId} title={item.title} order={order} />
      {ordered && <OrderControl videoIds={[videoId]} title={item.title} start={place} places={order.length} handle={handle} />}
      <VideoThumbnail
        seed={videoId}
        src={thumbnailUrl(item)}
        kind={item.kind}
        durationSeconds={item.durationSeconds}
        className={styles['thumbnail']}
      />
      <div className={styles['text']}>
        <h3 id={titleId} className={styles['title']} title={item.title}>
          <bdi>{item.title}</bdi>
        </h3>
        <p className={styles['status']}>
          <StatusLine item={item} />
        </p>
        {!isInside && <GroupLabel item={item} />}
        <WantedBy item={item} />
      </div>
      <div className={styles['end']}>
        {item.status === 'failed' && <HelpingButton item={item} />}
        <ItemActions item={item} />
      </div>
    </article>
  );
});

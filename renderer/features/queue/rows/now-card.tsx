import { memo, useId } from 'react';
import { useQueueItem } from '../../../store/queue/queue-store.ts';
import { thumbnailUrl } from '../../../store/window/media-address.ts';
import { useSpokenLanguage } from '../../../store/window/spoken-language.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { VideoThumbnail } from '../../../ui/thumbnails/video-thumbnail.tsx';
import { say } from '../../../words/say.ts';
import { GroupLabel } from '../groups/group-label.tsx';
import { SelectBox } from '../order/select-box.tsx';
import { ItemActions } from './item-actions.tsx';
import { progressFacts } from './item-words.ts';
import styles from './now-card.module.css';
import { StatusLine } from './status-line.tsx';
import { WantedBy } from './wanted-by.tsx';

interface NowCardProps {
  readonly videoId: string;
  /** All that run, in order. */
  readonly order: readonly string[];
}

/** Shows a running download, large. It redraws by itself as its numbers change, and nothing else does. */
export const NowCard = memo(function NowCard({ videoId, order }: NowCardProps) {
  useSpokenLanguage();
  const titleId = useId();
  const item = useQueueItem(videoId);
  if (!item) return null;
  const measurable = item.phase === 'downloading' || item.phase === 'finalizing';
  const percent = measurable && item.status === 'downloading' ? item.percent : undefined;
  return (
    <article className={styles['card']} data-video-id={videoId} aria-labelledby={titleId}>
      <VideoThumbnail
        seed={videoId}
        src={thumbnailUrl(item)}
        kind={item.kind}
        durationSeconds={item.durationSeconds}
        className={styles['thumbnail']}
      />
      <div className={styles['side']}>
        <h3 id={titleId} className={styles['title']} title={item.title}>
          <bdi>{item.title}</bdi>
        </h3>
        <GroupLabel item={item} />
        <div>
          <p className={styles['state']}>
            <span className={styles['phase']}>
              <StatusLine item={item} />
            </span>
            {percent !== undefined && (
              <span className={styles['percent']}>{say('format.percent', { percent: Math.floor(percent) })}</span>
            )}
          </p>
          <ProgressBar
            name={say('item.progress', { title: item.title })}
            percent={percent}
            isStill={item.status === 'cancelling'}
          />
          <p className={styles['facts']}>
            {progressFacts(item).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
      </div>
      <div className={styles['foot']}>
        <SelectBox videoId={videoId} title={item.title} order={order} />
        <WantedBy item={item} />
        <ItemActions item={item} />
      </div>
    </article>
  );
});

import { CirclePlay, EllipsisVertical, ExternalLink, FolderOpen, Play, Trash2 } from 'lucide-react';
import { memo, useId } from 'react';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import { openVideo, revealVideo } from '../../store/library/library-pages.ts';
import { play } from '../../store/library/playing-video.ts';
import { removeDone } from '../../store/queue/queue-actions.ts';
import { useActiveProfile } from '../../store/window/acting-profile.ts';
import { thumbnailUrl } from '../../store/window/media-address.ts';
import { useSpokenLanguage } from '../../store/window/spoken-language.ts';
import { Menu } from '../../ui/controls/menu.tsx';
import { VideoThumbnail } from '../../ui/thumbnails/video-thumbnail.tsx';
import { formatBytes } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { watchedPercent } from './shelves.ts';
import styles from './video-card.module.css';

/** Shows a video of the library: its thumbnail plays it, the menu does the rest. */
export const VideoCard = memo(function VideoCard({ video }: { readonly video: LibraryVideo }) {
  useSpokenLanguage();
  const titleId = useId();
  const { videoId, title } = video;
  const seen = watchedPercent(video);
  const isAdult = useActiveProfile()?.role === 'adult';
  return (
    <article className={styles['card']} data-video-id={videoId} aria-labelledby={titleId}>
      <div className={styles['frame']}>
        <VideoThumbnail
          seed={videoId}
          src={thumbnailUrl(video)}
          kind={video.kind}
          durationSeconds={video.durationSeconds}
          className={styles['thumbnail']}
        />
        {seen > 0 && (
          <span className={styles['seen']}>
            <span style={{ width: `${seen}%` }} />
          </span>
        )}
        <button type="button" className={styles['play']} aria-label={say('item.play', { title })} onClick={() => play(video)}>
          <span className={styles['disc']}>
            <Play aria-hidden />
          </span>
        </button>
      </div>
      <div className={styles['below']}>
        <div>
          <h3 id={titleId} className={styles['title']} title={title}>
            <bdi>{title}</bdi>
          </h3>
          <p className={styles['facts']}>
            {video.channel && (
              <>
                <bdi>{video.channel}</bdi> ·{' '}
              </>
            )}
            {formatBytes(video.bytes)}
            {video.watched && ` · ${say('library.watched')}`}
          </p>
        </div>
        <Menu
          name={say('library.moreFor', { title })}
          icon={EllipsisVertical}
          className={styles['more']}
          items={[
            { label: say('button.play'), icon: CirclePlay, run: () => play(video) },
            // The folder holds everybody's files, and another player opens whatever lies there: that is not for children.
            ...(isAdult
              ? [
                  { label: say('library.openElsewhere'), icon: ExternalLink, run: () => void openVideo(videoId) },
                  { label: say('item.showInFolder'), icon: FolderOpen, run: () => void revealVideo(videoId) },
                ]
              : []),
            { label: say('button.remove'), icon: Trash2, run: () => void removeDone(videoId) },
          ]}
        />
      </div>
    </article>
  );
});

import { Music } from 'lucide-react';
import { type CSSProperties, memo, useState } from 'react';
import type { MediaKind } from '../../../preload/contract/types.ts';
import { thumbnailUrl } from '../../store/window/media-address.ts';
import { formatDuration } from '../../words/format.ts';
import { classNames } from '../class-names.ts';
import { sceneFor } from './drawn-scene.ts';
import styles from './thumbnail.module.css';

interface PictureProps {
  readonly videoId: string;
  readonly hasThumbnail: boolean;
  /** Another address than the library's own picture. */
  readonly src?: string | undefined;
  readonly kind?: MediaKind;
  readonly durationSeconds?: number | undefined;
  readonly className?: string | undefined;
}

/** A video's picture, or a drawn scene until there is one. Decoration: the title stands beside it. */
export const Picture = memo(function Picture({ videoId, hasThumbnail, src, kind, durationSeconds, className }: PictureProps) {
  const [broken, setBroken] = useState(false);
  return (
    <span className={classNames(styles['picture'], className)}>
      {hasThumbnail && !broken ? (
        <img
          src={src ?? thumbnailUrl(videoId)}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(true)}
        />
      ) : (
        <PlaceholderScene seed={videoId} />
      )}
      {kind === 'audio' && (
        <span className={styles['sound']}>
          <Music aria-hidden />
        </span>
      )}
      {durationSeconds !== undefined && durationSeconds > 0 && (
        <span className={styles['length']}>{formatDuration(durationSeconds)}</span>
      )}
    </span>
  );
});

const tone = (lightness: number, chroma: number, hue: number): CSSProperties => ({
  fill: `oklch(${lightness} ${chroma} ${hue})`,
});

/** Hills under a sun with a small house, drawn from a seed so that each video keeps its own. */
function PlaceholderScene({ seed }: { readonly seed: string }) {
  const { hue, sunX, sunY, sunRadius, hills, houseX, houseY } = sceneFor(seed);
  return (
    <svg viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <rect width="160" height="90" style={tone(0.88, 0.06, hue)} />
      <circle cx={sunX} cy={sunY} r={sunRadius} style={tone(0.95, 0.08, (hue + 60) % 360)} />
      {hills.map((outline, index) => (
        <path key={outline} d={outline} style={tone(0.74 - index * 0.12, 0.09, (hue + index * 14) % 360)} />
      ))}
      <path d={`M${houseX - 7} ${houseY} l7 -6.5 l7 6.5 v8 h-14z`} style={tone(0.93, 0.03, hue)} />
      <rect x={houseX - 1.6} y={houseY + 2} width="3.2" height="3.2" rx="0.6" style={tone(0.8, 0.14, 80)} />
    </svg>
  );
}

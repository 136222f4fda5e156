import { Music } from 'lucide-react';
import { type CSSProperties, memo, useState } from 'react';
import type { MediaKind } from '../../../preload/contract/types.ts';
import { formatDuration } from '../../words/format.ts';
import { classNames } from '../class-names.ts';
import { sceneFor } from './drawn-scene.ts';
import styles from './video-thumbnail.module.css';

interface VideoThumbnailProps {
  /** Where the thumbnail is served; undefined while there is none. */
  readonly src: string | undefined;
  /** Chooses the scene that is drawn instead; the same seed draws the same one. */
  readonly seed: string;
  readonly kind?: MediaKind;
  readonly durationSeconds?: number | undefined;
  readonly className?: string | undefined;
}

/** Shows a video's thumbnail, or a drawn scene until there is one. Decoration: the title stands beside it. */
export const VideoThumbnail = memo(function VideoThumbnail({ src, seed, kind, durationSeconds, className }: VideoThumbnailProps) {
  const [broken, setBroken] = useState(false);
  return (
    <span className={classNames(styles['thumbnail'], className)}>
      {src !== undefined && !broken ? (
        <img src={src} alt="" loading="lazy" decoding="async" draggable={false} onError={() => setBroken(true)} />
      ) : (
        <PlaceholderScene seed={seed} />
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

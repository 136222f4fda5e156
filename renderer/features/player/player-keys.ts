/** What a key or a control does in the player. Shares and volumes are 0 to 1. */
export type PlayerCommand =
  | { readonly kind: 'toggle-play' | 'toggle-mute' | 'toggle-fullscreen' | 'toggle-picture-in-picture' }
  | { readonly kind: 'toggle-subtitles' }
  /** Undefined shows none. */
  | { readonly kind: 'show-subtitles'; readonly index: number | undefined }
  | { readonly kind: 'seek-by'; readonly seconds: number }
  | { readonly kind: 'seek-to'; readonly share: number }
  | { readonly kind: 'volume-by'; readonly step: number }
  | { readonly kind: 'set-volume'; readonly volume: number }
  | { readonly kind: 'speed-by'; readonly step: 1 | -1 }
  | { readonly kind: 'set-speed'; readonly speed: number };

/** The speeds that can be picked, slowest first. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** Finds the command of a key as people know it from other players; undefined for keys that mean nothing here or carry a modifier. */
export function commandFor(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): PlayerCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (/^[0-9]$/.test(event.key)) return { kind: 'seek-to', share: Number(event.key) / 10 };
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case ' ':
    case 'k':
      return { kind: 'toggle-play' };
    case 'ArrowLeft':
      return { kind: 'seek-by', seconds: -5 };
    case 'ArrowRight':
      return { kind: 'seek-by', seconds: 5 };
    case 'j':
      return { kind: 'seek-by', seconds: -10 };
    case 'l':
      return { kind: 'seek-by', seconds: 10 };
    case 'ArrowUp':
      return { kind: 'volume-by', step: 0.1 };
    case 'ArrowDown':
      return { kind: 'volume-by', step: -0.1 };
    case 'm':
      return { kind: 'toggle-mute' };
    case 'f':
      return { kind: 'toggle-fullscreen' };
    case 'p':
      return { kind: 'toggle-picture-in-picture' };
    case 'c':
      return { kind: 'toggle-subtitles' };
    case '>':
      return { kind: 'speed-by', step: 1 };
    case '<':
      return { kind: 'speed-by', step: -1 };
    default:
      return undefined;
  }
}

/** Steps to the next speed up or down; stays at the ends. */
export function nextSpeed(current: number, step: 1 | -1): number {
  const at = SPEEDS.findIndex((speed) => speed >= current - 0.01);
  const index = Math.min(SPEEDS.length - 1, Math.max(0, (at < 0 ? SPEEDS.length - 1 : at) + step));
  return SPEEDS[index] ?? 1;
}

/** Says where to begin: where the person stopped, unless that is so near the end that only the credits are left. The length may be endless. */
export function startSeconds(watchedSeconds: number, watched: boolean, durationSeconds: number): number {
  if (watched || watchedSeconds < 5) return 0;
  if (watchedSeconds > durationSeconds - 10) return 0;
  return watchedSeconds;
}

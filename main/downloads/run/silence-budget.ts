import type { RunPhase } from '../../../preload/contract/types.ts';
import type { Timings } from '../../settings/timings.ts';

/** Holds what the watchdog knows of a run, all on the monotonic clock. */
export interface LifeSigns {
  readonly phase: RunPhase;
  readonly startedAtMs: number;
  readonly lastSignAtMs: number;
  /** Silence that yt-dlp announced ("Sleeping N seconds") counts from the announcement. */
  readonly announcedSleepUntilMs: number;
  readonly isLive: boolean;
}

export type Verdict =
  | { readonly kind: 'alive' }
  | { readonly kind: 'stalled'; readonly silentMs: number }
  | { readonly kind: 'deadline' };

/** Returns how long a run may be silent in a phase. */
export function silenceBudgetMs(phase: RunPhase, timings: Timings): number {
  switch (phase) {
    case 'starting':
    case 'probing':
      return timings.startSilenceMs;
    case 'downloading':
      return timings.noOutputMs;
    case 'post-processing':
    case 'finalizing':
      return timings.postProcessingSilenceMs;
  }
}

/** Tells whether a run is so long past its deadline that it ends without a second suspicion. Pure. */
export function isPastBackstop({ isLive, startedAtMs }: LifeSigns, nowMs: number, timings: Timings): boolean {
  return !isLive && nowMs - startedAtMs >= timings.backstopMs;
}

/** Judges one run at one moment. A live recording has no deadline: it ends when the broadcast does. Pure. */
export function judge(signs: LifeSigns, nowMs: number, timings: Timings): Verdict {
  if (!signs.isLive && nowMs - signs.startedAtMs >= timings.deadlineMs) return { kind: 'deadline' };
  const silentSinceMs = Math.max(signs.lastSignAtMs, signs.announcedSleepUntilMs);
  const silentMs = nowMs - silentSinceMs;
  return silentMs >= silenceBudgetMs(signs.phase, timings) ? { kind: 'stalled', silentMs } : { kind: 'alive' };
}

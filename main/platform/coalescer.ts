import type { Clock } from './clock.ts';

/** Turns many requests into few runs. */
export interface Coalescer {
  /** Asks for a run: at once (next turn) when the last one is long enough ago, else when the interval is over. */
  request(): void;
  /** Runs now if a run was asked for and has not happened yet. */
  settle(): void;
  /** Forgets what was asked for. */
  cancel(): void;
}

/** Runs `work` at most once every `intervalMs`; requests that come in between share one run. */
export function createCoalescer(clock: Clock, intervalMs: number, work: () => void): Coalescer {
  let cancelTimer: (() => void) | undefined;
  let lastRunMs = Number.NEGATIVE_INFINITY;
  const cancel = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
  };
  const run = (): void => {
    cancel();
    lastRunMs = clock.monotonicMs();
    work();
  };
  return {
    request: () => {
      cancelTimer ??= clock.after(Math.max(0, lastRunMs + intervalMs - clock.monotonicMs()), run);
    },
    settle: () => {
      if (cancelTimer !== undefined) run();
    },
    cancel,
  };
}

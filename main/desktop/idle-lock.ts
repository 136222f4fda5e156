import type { Session } from '../ipc/session.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';

export interface IdleLockOptions {
  readonly session: Pick<Session, 'lockIfPin' | 'lastPresenceMs'>;
  readonly clock: Pick<Clock, 'every' | 'monotonicMs'>;
  /** Reads after how long the household wants that; null: never. */
  readonly idleLockMinutes: () => number | null;
  /** No longer than this, whatever was chosen. */
  readonly longestMs: number;
  /** Reads for how long nobody has touched the computer. */
  readonly systemIdleMs: () => number;
}

const MINUTE_MS = 60_000;
const LONGEST_CHECK_INTERVAL_MS = 10_000;
const SHORTEST_CHECK_INTERVAL_MS = 100;

/** Locks the window's session once nobody has been there for the chosen time: nothing touched, nobody chosen, no video playing. */
export function lockWhenIdle({ session, clock, idleLockMinutes, longestMs, systemIdleMs }: IdleLockOptions): CancelTimer {
  const intervalMs = Math.max(SHORTEST_CHECK_INTERVAL_MS, Math.min(longestMs / 10, LONGEST_CHECK_INTERVAL_MS));
  return clock.every(intervalMs, () => {
    const minutes = idleLockMinutes();
    if (minutes === null) return;
    const idleMs = Math.min(systemIdleMs(), clock.monotonicMs() - session.lastPresenceMs());
    if (idleMs >= Math.min(minutes * MINUTE_MS, longestMs)) session.lockIfPin('idle');
  });
}

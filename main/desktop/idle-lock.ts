import type { Session } from '../ipc/session.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';

export interface IdleLockOptions {
  readonly session: Pick<Session, 'lockIfPin' | 'lastPresenceMs'>;
  readonly clock: Pick<Clock, 'every' | 'monotonicMs'>;
  readonly idleLockMs: number;
  /** Reads for how long nobody has touched the computer. */
  readonly systemIdleMs: () => number;
}

const LONGEST_CHECK_INTERVAL_MS = 10_000;
const SHORTEST_CHECK_INTERVAL_MS = 100;

/** Locks the window's session once nobody has been there for `idleLockMs`: nothing touched, nobody chosen, no video playing. */
export function lockWhenIdle({ session, clock, idleLockMs, systemIdleMs }: IdleLockOptions): CancelTimer {
  const intervalMs = Math.max(SHORTEST_CHECK_INTERVAL_MS, Math.min(idleLockMs / 10, LONGEST_CHECK_INTERVAL_MS));
  return clock.every(intervalMs, () => {
    const idleMs = Math.min(systemIdleMs(), clock.monotonicMs() - session.lastPresenceMs());
    if (idleMs >= idleLockMs) session.lockIfPin('idle');
  });
}

import type { PinLock, ProfileRows } from '../../library/household/profile-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { pinMatches } from './pin.ts';

/** Five tries, then 30 s that double with every further wrong guess, up to an hour. Kept in the table, so over a restart. */
const PIN_LOCK: PinLock = { freeTries: 5, firstLockMs: 30_000, longestLockMs: 3_600_000 };

/** Compares a PIN and keeps the lock. */
export interface PinGuard {
  /**
   * Resolves with the number of wrong ones before it when the PIN is right; then nothing has changed it meanwhile, for as long as
   * the caller does not await anything.
   * Throws `wrong-pin`, with `retryAfterSeconds` when that guess set the lock, or `locked-out`, always with it.
   */
  check(profileId: string, pin: string | undefined): Promise<number>;
  /** Ends a lock, since the PIN is another one now. */
  forget(profileId: string): void;
}

export function createPinGuard(rows: ProfileRows, clock: Pick<Clock, 'now' | 'monotonicMs'>): PinGuard {
  const secondsUntil = (time: number): number => Math.max(0, Math.ceil((time - clock.now()) / 1000));
  /** When each lock ends by a clock that nobody can set: the table knows only the one on the wall. */
  const steadyLocks = new Map<string, number>();
  const steadySeconds = (profileId: string): number =>
    Math.max(0, Math.ceil(((steadyLocks.get(profileId) ?? 0) - clock.monotonicMs()) / 1000));

  /** Why a guess was not even looked at; asking without a PIN is no guess. */
  const notChecked = (profileId: string): Refusal => {
    const onWall = secondsUntil(rows.lockedUntil(profileId) ?? 0);
    const seconds = Math.max(onWall * 1000 > PIN_LOCK.longestLockMs ? 0 : onWall, steadySeconds(profileId));
    if (seconds === 0) return new Refusal('wrong-pin', 'This profile needs its PIN.');
    return new Refusal('locked-out', `Too many wrong PINs. ${waitSentence(seconds)}`, { retryAfterSeconds: seconds });
  };

  return {
    async check(profileId, pin) {
      const mayGuess = pin !== undefined && steadySeconds(profileId) === 0;
      const counted = mayGuess ? rows.countGuess(profileId, clock.now(), PIN_LOCK) : undefined;
      if (counted === undefined || pin === undefined) throw notChecked(profileId);
      if (await pinMatches(pin, counted)) {
        if (rows.forgiveGuesses(profileId, counted.hash)) {
          steadyLocks.delete(profileId);
          return counted.guesses - 1;
        }
        throw new Refusal('wrong-pin', 'The PIN was changed just now. Enter the new one.');
      }
      if (counted.lockedUntil === null) throw new Refusal('wrong-pin', 'That PIN is not right. Try again.');
      const seconds = Math.max(1, secondsUntil(counted.lockedUntil));
      const lockMs = Math.min(counted.lockedUntil - clock.now(), PIN_LOCK.longestLockMs);
      steadyLocks.set(profileId, Math.max(steadyLocks.get(profileId) ?? 0, clock.monotonicMs() + lockMs));
      throw new Refusal('wrong-pin', `That PIN is not right. ${waitSentence(seconds)}`, { retryAfterSeconds: seconds });
    },
    forget: (profileId) => void steadyLocks.delete(profileId),
  };
}

function waitSentence(seconds: number): string {
  if (seconds < 120) return `Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`;
  return `Wait ${Math.ceil(seconds / 60)} minutes, then try again.`;
}

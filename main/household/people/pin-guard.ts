import type { LockMoment, PinLock, PinRows } from '../../library/household/pin-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { secretMatches } from './pin.ts';

/** Five tries, then 30 s that double with every further wrong guess, up to an hour. Kept in the table, so over a restart of the app and of the computer. */
const PIN_LOCK: PinLock = { freeTries: 5, firstLockMs: 30_000, longestLockMs: 3_600_000 };

/** Compares a PIN and keeps the lock. */
export interface PinGuard {
  /**
   * Resolves with the number of wrong ones before it when the PIN is right; then nothing has changed it meanwhile, for as long as
   * the caller does not await anything.
   * Throws `wrong-pin`, with `retryAfterSeconds` when that guess set the lock, or `locked-out`, always with it.
   */
  check(profileId: string, pin: string | undefined): Promise<number>;
}

export function createPinGuard(rows: PinRows, clock: Pick<Clock, 'now' | 'sinceBoot'>): PinGuard {
  const moment = (): LockMoment => ({ now: clock.now(), ...clock.sinceBoot() });

  /** Why a guess was not even looked at; asking without a PIN is no guess. */
  const notChecked = (profileId: string): Refusal => {
    const seconds = Math.ceil(rows.lockLeftMs(profileId, moment(), PIN_LOCK) / 1000);
    if (seconds === 0) return new Refusal('wrong-pin', 'This profile needs its PIN.');
    return new Refusal('locked-out', `Too many wrong PINs. ${waitSentence(seconds)}`, { retryAfterSeconds: seconds });
  };

  return {
    async check(profileId, pin) {
      const counted = pin === undefined ? undefined : rows.countGuess(profileId, moment(), PIN_LOCK);
      if (counted === undefined || pin === undefined) throw notChecked(profileId);
      if (await secretMatches(pin, counted)) {
        if (rows.forgiveGuesses(profileId, counted.hash)) return counted.guesses - 1;
        throw new Refusal('wrong-pin', 'The PIN was changed just now. Enter the new one.');
      }
      if (counted.lockMs === null) throw new Refusal('wrong-pin', 'That PIN is not right. Try again.');
      const seconds = Math.max(1, Math.ceil(rows.lockLeftMs(profileId, moment(), PIN_LOCK) / 1000));
      throw new Refusal('wrong-pin', `That PIN is not right. ${waitSentence(seconds)}`, { retryAfterSeconds: seconds });
    },
  };
}

function waitSentence(seconds: number): string {
  if (seconds < 120) return `Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`;
  return `Wait ${Math.ceil(seconds / 60)} minutes, then try again.`;
}

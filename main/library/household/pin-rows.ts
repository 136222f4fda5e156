import type { BootMoment } from '../../platform/clock.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Holds what is kept of a PIN. */
export interface PinRow {
  readonly hash: Buffer;
  readonly salt: Buffer;
}

/** Sets how wrong guesses lock a PIN. */
export interface PinLock {
  /** Counts the wrong guesses that lock for the first time; each further one doubles the lock, up to the longest. */
  readonly freeTries: number;
  readonly firstLockMs: number;
  readonly longestLockMs: number;
}

/** Describes a guess that may be checked. It is counted as wrong already. */
export interface CountedGuess extends PinRow {
  /** Counts the guesses since the last right one, with this one. */
  readonly guesses: number;
  /** Says how long no other guess is allowed, if this one is wrong; null: not at all. */
  readonly lockMs: number | null;
}

/** Says when something is done, by the clock on the wall and by the one that counts since the computer was started. */
export interface LockMoment extends BootMoment {
  readonly now: number;
}

/** Reads and changes what is kept of PINs. Whoever changes several rows wraps the calls in one `immediate`. */
export interface PinRows {
  /** Sets or removes the PIN, with the recovery code that comes with it, and forgets the wrong guesses. */
  setPin(profileId: string, pin: PinRow | null, recovery: PinRow | null): void;
  /**
   * Counts one guess in the same statement that checks the lock, before anyone compares it: guesses in parallel cannot share
   * one count. `undefined`: locked, or no PIN.
   */
  countGuess(profileId: string, at: LockMoment, lock: PinLock): CountedGuess | undefined;
  /** Reads how much longer no guess is allowed; 0: a guess is. */
  lockLeftMs(profileId: string, at: LockMoment, lock: PinLock): number;
  /** Forgets the wrong guesses after a right one, unless the PIN was changed meanwhile (then false). */
  forgiveGuesses(profileId: string, hash: Buffer): boolean;
}

/** What a row says of a PIN at which nobody has guessed wrong. */
export const NO_LOCK = 'pin_failures = 0, pin_locked_until = NULL, pin_lock_ms = NULL';

/** Says how long the guess that is being counted locks, if it is wrong; NULL: not at all. */
const LOCK_MS = `CASE WHEN pin_failures + 1 < @freeTries THEN NULL
  ELSE min(@longestLockMs, @firstLockMs << min(pin_failures + 1 - @freeTries, 20)) END`;

/**
 * What is left of a lock: the later of two clocks, since the one on the wall can be put forward. A lock that has more left there than its whole
 * length was set before that clock was put back, so it does not count there. After another start of the computer the lock runs from that start.
 */
const LOCK_LEFT_MS = `max(
  CASE WHEN pin_locked_until IS NULL OR pin_locked_until - @now > coalesce(pin_lock_ms, @longestLockMs) THEN 0
    ELSE pin_locked_until - @now END,
  CASE WHEN pin_lock_ms IS NULL THEN 0
    WHEN pin_lock_boot = @bootId AND pin_lock_ends_uptime_ms - @uptimeMs <= pin_lock_ms THEN pin_lock_ends_uptime_ms - @uptimeMs
    ELSE pin_lock_ms - @uptimeMs END,
  0)`;

export function createPinRows({ prepare, run, runReturning }: WritableDatabase): PinRows {
  return {
    setPin(profileId, pin, recovery) {
      run(
        `UPDATE profiles SET pin_hash = ?, pin_salt = ?, recovery_hash = ?, recovery_salt = ?, ${NO_LOCK} WHERE id = ?`,
        pin?.hash ?? null,
        pin?.salt ?? null,
        recovery?.hash ?? null,
        recovery?.salt ?? null,
        profileId,
      );
    },
    countGuess: (profileId, at, lock) =>
      runReturning(
        `UPDATE profiles SET pin_failures = pin_failures + 1, pin_lock_ms = ${LOCK_MS}, pin_locked_until = @now + ${LOCK_MS},
           pin_lock_boot = @bootId, pin_lock_ends_uptime_ms = @uptimeMs + ${LOCK_MS}
         WHERE id = @profileId AND pin_hash IS NOT NULL AND ${LOCK_LEFT_MS} = 0
         RETURNING pin_hash AS hash, pin_salt AS salt, pin_lock_ms AS lockMs, pin_failures AS guesses`,
        { profileId, ...at, ...lock },
      ) as CountedGuess | undefined,
    lockLeftMs: (profileId, at, { longestLockMs }) =>
      (
        prepare(`SELECT ${LOCK_LEFT_MS} AS leftMs FROM profiles WHERE id = @profileId`).get({
          profileId,
          ...at,
          longestLockMs,
        }) as { leftMs: number } | undefined
      )?.leftMs ?? 0,
    forgiveGuesses: (profileId, hash) => run(`UPDATE profiles SET ${NO_LOCK} WHERE id = ? AND pin_hash = ?`, profileId, hash) > 0,
  };
}

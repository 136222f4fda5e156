import type { WritableDatabase } from '../database/database.ts';
import { NO_LOCK, type PinRow } from './pin-rows.ts';

/** Counts what was tried on one person's account since they were last told. */
export interface CountedTries {
  readonly pins: number;
  readonly codes: number;
}

/** Reads and changes what is kept of recovery codes. Whoever changes several rows wraps the calls in one `immediate`. */
export interface RecoveryRows {
  /** Counts one try before anyone compares it; `undefined`: that person has no code. */
  countTry(profileId: string): PinRow | undefined;
  /** Reads how many wrong PINs and codes were entered and not told yet. */
  tries(profileId: string): CountedTries;
  /** Forgets the wrong codes. */
  forgiveTries(profileId: string): void;
  /** Puts another PIN and another code in place of those that this code belonged to, and ends the lock; false: it does not any more. */
  replacePin(profileId: string, usedHash: Buffer, next: { readonly pin: PinRow; readonly recovery: PinRow }): boolean;
}

export function createRecoveryRows({ prepare, run, runReturning }: WritableDatabase): RecoveryRows {
  return {
    countTry: (profileId) =>
      runReturning(
        `UPDATE profiles SET recovery_failures = recovery_failures + 1 WHERE id = ? AND recovery_hash IS NOT NULL
         RETURNING recovery_hash AS hash, recovery_salt AS salt`,
        profileId,
      ) as PinRow | undefined,
    tries: (profileId) =>
      (prepare('SELECT pin_failures AS pins, recovery_failures AS codes FROM profiles WHERE id = ?').get(profileId) as
        | CountedTries
        | undefined) ?? { pins: 0, codes: 0 },
    forgiveTries: (profileId) => void run('UPDATE profiles SET recovery_failures = 0 WHERE id = ?', profileId),
    replacePin: (profileId, usedHash, { pin, recovery }) =>
      run(
        `UPDATE profiles SET pin_hash = ?, pin_salt = ?, recovery_hash = ?, recovery_salt = ?, recovery_failures = 0, ${NO_LOCK}
         WHERE id = ? AND recovery_hash = ?`,
        pin.hash,
        pin.salt,
        recovery.hash,
        recovery.salt,
        profileId,
        usedHash,
      ) > 0,
  };
}

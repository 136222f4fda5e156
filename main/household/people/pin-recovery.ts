import type { Profile } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import { createRecoveryRows } from '../../library/household/recovery-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { NoteChange } from './change-notes.ts';
import { hashPin, secretMatches } from './pin.ts';
import { makeRecoveryCode, readRecoveryCode } from './recovery-code.ts';

export interface PinRecoveryDependencies {
  readonly database: LibraryDatabase;
  readonly append: AppendActivity;
  readonly note: NoteChange;
  /** Throws `not-found`. */
  readonly existing: (profileId: string) => Profile;
  /** Hears that the owner of a PIN is here; part of the transaction. */
  readonly ownerCameIn: (profileId: string) => void;
  readonly onChanged: () => void;
}

/** Names the person, the code that was shown when the PIN was set, and the PIN that is to hold from now on. */
export interface RecoveryInput {
  readonly profileId: string;
  readonly code: string;
  readonly pin: string;
}

/** Lets the owner of a PIN in with the code that came with it: a way that wrong guesses at the PIN do not close. */
export interface PinRecovery {
  /**
   * Sets another PIN and returns the next code, since each is used once. Throws `wrong-code`, also for whoever has no code, or
   * `conflict` while another is being checked for the same person.
   */
  recover(input: RecoveryInput): Promise<{ profile: Profile; recoveryCode: string }>;
  /** Notes in the activity log how many wrong codes were entered, and begins to count anew; for the owner, who has come in. */
  tellTries(profileId: string): void;
}

export function createPinRecovery({
  database,
  append,
  note,
  existing,
  ownerCameIn,
  onChanged,
}: PinRecoveryDependencies): PinRecovery {
  const rows = createRecoveryRows(database);
  /** One at a time for each person: a check costs a tenth of a second, which bounds how many there can be. */
  const checking = new Set<string>();

  async function check(profileId: string, code: string): Promise<Buffer> {
    const wrong = new Refusal('wrong-code', 'That recovery code is not right. Check each letter and try again.');
    if (checking.has(profileId)) throw new Refusal('conflict', 'Another code is being checked. Wait a moment, then try again.');
    checking.add(profileId);
    try {
      const counted = rows.countTry(profileId);
      if (counted === undefined || !(await secretMatches(readRecoveryCode(code), counted))) throw wrong;
      return counted.hash;
    } finally {
      checking.delete(profileId);
    }
  }

  const noteTries = (profileId: string, pins: number, codes: number): void => {
    if (pins > 0) append('wrong-pins', { profileId, detail: { count: pins } });
    if (codes > 0) append('wrong-recovery-codes', { profileId, detail: { count: codes } });
  };

  return {
    async recover({ profileId, code, pin }) {
      existing(profileId);
      const usedHash = await check(profileId, code);
      const next = await makeRecoveryCode();
      const hashed = await hashPin(pin);
      return database.immediate(() => {
        const { pins, codes } = rows.tries(profileId);
        if (!rows.replacePin(profileId, usedHash, { pin: hashed, recovery: next.row })) {
          throw new Refusal('wrong-code', 'That recovery code does not hold any more: the PIN was changed just now.');
        }
        noteTries(profileId, pins, codes - 1); // the right one was counted, too
        note('pin-recovered', existing(profileId), profileId);
        ownerCameIn(profileId);
        database.afterCommit(onChanged);
        return { profile: existing(profileId), recoveryCode: next.code };
      });
    },
    tellTries: (profileId) =>
      database.immediate(() => {
        const { codes } = rows.tries(profileId);
        noteTries(profileId, 0, codes);
        rows.forgiveTries(profileId);
      }),
  };
}

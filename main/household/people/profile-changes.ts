import { isDeepStrictEqual } from 'node:util';
import { said } from '../../../phrasebook/said.ts';
import type { ProfileLimits } from '../../../preload/contract/household.ts';
import { PROFILE_AVATARS, PROFILE_COLOURS } from '../../../preload/contract/profile-tokens.ts';
import type { Language } from '../../../preload/contract/spoken-languages.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import { createPinRows } from '../../library/household/pin-rows.ts';
import type { ProfileRows } from '../../library/household/profile-rows.ts';
import { createQuotaRows } from '../../library/household/quota-rows.ts';
import { createRequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { withoutUndefined } from '../../platform/without-undefined.ts';
import type { NoteChange } from './change-notes.ts';
import { hashPin } from './pin.ts';
import type { PinGuard } from './pin-guard.ts';
import { cleanProfileName, refuseTakenName } from './profile-name.ts';
import { makeRecoveryCode } from './recovery-code.ts';

export interface ProfileChangesDependencies {
  readonly database: LibraryDatabase;
  readonly clock: Pick<Clock, 'now'>;
  readonly rows: ProfileRows;
  readonly pins: PinGuard;
  readonly note: NoteChange;
  /** Throws `not-found`. */
  readonly existing: (profileId: string) => Profile;
  readonly onChanged: () => void;
}

/** Names a person, and what is to be different about it. */
export interface ProfileChange {
  readonly profileId: string;
  readonly name?: string | undefined;
  readonly colour?: string | undefined;
  readonly avatar?: string | undefined;
  readonly role?: Profile['role'] | undefined;
  /** Null: that of the computer. */
  readonly language?: Language | null | undefined;
  readonly limits?: { readonly [Key in keyof ProfileLimits]?: ProfileLimits[Key] | undefined } | undefined;
}

export interface PinChange {
  readonly profileId: string;
  /** Null: no PIN from now on. */
  readonly pin: string | null;
  readonly oldPin?: string | undefined;
}

/** Holds a person, and the recovery code that came with an adult's new PIN: it is shown once and kept nowhere. */
export interface ProfileWithCode {
  readonly profile: Profile;
  readonly recoveryCode?: string;
}

/** Changes what people decide about themselves, and adults about the household. `actorId` is who asks; each may throw a `Refusal`. */
export interface ProfileChanges {
  /** Changes name, colour, face and language (one's own, or as an adult), role and limits (as an adult). All or nothing. */
  update(change: ProfileChange, actorId: string): { profile: Profile; limits: ProfileLimits };
  /** Changes one's own PIN with the old one (if there is one); a child's as an adult without it, which also ends a lock. */
  setPin(change: PinChange, actorId: string): Promise<ProfileWithCode>;
}

export function createProfileChanges(dependencies: ProfileChangesDependencies): ProfileChanges {
  const { database, clock, rows, pins, note, existing, onChanged } = dependencies;
  const pinRows = createPinRows(database);
  const quotas = createQuotaRows(database);
  const requests = createRequestRows(database);
  const isAdult = (profileId: string): boolean => rows.get(profileId)?.role === 'adult';

  function changeRole(profile: Profile, role: Profile['role']): void {
    if (role === profile.role) return;
    if (role === 'child' && rows.countAdults() === 1) {
      throw new Refusal('last-adult', said('refusal.onlyAdult', { name: profile.name }));
    }
    // Adults need no approval: drop what was waiting.
    if (role === 'adult') requests.withdrawAll(profile.id, clock.now());
  }

  function refuseStranger(profileId: string, actorId: string): void {
    const { role } = existing(profileId);
    if (actorId === profileId || (isAdult(actorId) && role === 'child')) return;
    throw new Refusal('forbidden', said('refusal.onlyOwnerChangesPin'));
  }

  return {
    update: ({ profileId, limits, ...asked }, actorId) =>
      database.immediate(() => {
        const profile = existing(profileId);
        const mayDecide = isAdult(actorId);
        if (!mayDecide && actorId !== profileId) throw new Refusal('forbidden', said('refusal.adultChangesPeople'));
        if (!mayDecide && (asked.role !== undefined || limits !== undefined)) {
          throw new Refusal('forbidden', said('refusal.adultChangesRoles'));
        }
        const next = withChange(profile, asked);
        refuseTakenName(
          next.name,
          rows.list().filter(({ id }) => id !== profileId),
        );
        changeRole(profile, next.role);
        rows.update(next);
        if (next.role !== profile.role) note('role-changed', next, actorId);
        const known = quotas.limits(profileId);
        if (known === undefined) throw new Error('a profile has no limits');
        const nextLimits: ProfileLimits = { ...known, ...withoutUndefined(limits ?? {}) };
        quotas.setLimits(profileId, nextLimits);
        if (!isDeepStrictEqual(nextLimits, known)) note('limits-changed', next, actorId);
        database.afterCommit(onChanged);
        return { profile: existing(profileId), limits: nextLimits };
      }),

    async setPin({ profileId, pin, oldPin }, actorId) {
      refuseStranger(profileId, actorId);
      const hashed = pin === null ? null : await hashPin(pin);
      // A child needs none: any adult can give it another PIN.
      const recovery = pin === null || existing(profileId).role === 'child' ? undefined : await makeRecoveryCode();
      if (actorId === profileId && existing(profileId).hasPin) await pins.check(profileId, oldPin);
      return database.immediate(() => {
        refuseStranger(profileId, actorId); // roles may have changed during the hashing
        pinRows.setPin(profileId, hashed, recovery?.row ?? null);
        note(hashed === null ? 'pin-removed' : 'pin-set', existing(profileId), actorId);
        database.afterCommit(onChanged);
        return { profile: existing(profileId), ...(recovery && { recoveryCode: recovery.code }) };
      });
    },
  };
}

function token<Token extends string>(tokens: readonly Token[], asked: string): Token {
  const known = tokens.find((candidate) => candidate === asked);
  if (known === undefined) throw new Refusal('invalid-request', said('refusal.noSuchLook'));
  return known;
}

function withChange(
  { language: before, ...profile }: Profile,
  { name, colour, avatar, role, language = before }: Omit<ProfileChange, 'profileId' | 'limits'>,
): Profile {
  return {
    ...profile,
    ...(language !== null && language !== undefined && { language }),
    ...(name !== undefined && { name: cleanProfileName(name) }),
    ...(colour !== undefined && { colour: token(PROFILE_COLOURS, colour) }),
    ...(avatar !== undefined && { avatar: token(PROFILE_AVATARS, avatar) }),
    ...(role !== undefined && { role }),
  };
}

import { randomUUID } from 'node:crypto';
import { said } from '../../../phrasebook/said.ts';
import type { RemovalPreview } from '../../../preload/contract/household.ts';
import { PROFILE_AVATARS, PROFILE_COLOURS } from '../../../preload/contract/profile-tokens.ts';
import type { AddingChoices, Profile } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import { createAddingChoiceRows } from '../../library/household/adding-choice-rows.ts';
import { createPinRows } from '../../library/household/pin-rows.ts';
import { createProfileRows } from '../../library/household/profile-rows.ts';
import { createStorageRows } from '../../library/household/storage-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { createChangeNotes } from './change-notes.ts';
import { hashPin } from './pin.ts';
import { createPinGuard } from './pin-guard.ts';
import { createPinRecovery, type PinRecovery } from './pin-recovery.ts';
import { createPlannedChanges, type PlannedChanges } from './planned-changes.ts';
import { createProfileChanges, type ProfileChanges, type ProfileWithCode } from './profile-changes.ts';
import { cleanProfileName, refuseTakenName } from './profile-name.ts';
import { makeRecoveryCode } from './recovery-code.ts';
import { requireProfile } from './require-profile.ts';

const DAY_MS = 86_400_000;

export interface ProfileServiceOptions {
  readonly database: LibraryDatabase;
  readonly clock: Pick<Clock, 'now' | 'sinceBoot' | 'every'>;
  /** Notes each change of people and PINs. */
  readonly append: AppendActivity;
  /** For so long an adult with a PIN may stop what others planned for them; a day unless said otherwise. */
  readonly ownerDelayMs?: number;
  /**
   * Drops every active reference of a profile that is being removed, with all that follows for the videos, and returns the bytes
   * that this frees. Called inside the removal's transaction: synchronous, only rows; what happens outside the database
   * (ending processes, deleting files) goes through `database.afterCommit`.
   */
  readonly dropReferences: (profileId: string) => number;
  /** Called after the commit with the videos that somebody else has from now on. */
  readonly onHandedOver?: (videoIds: readonly string[]) => void;
  /** Called after each committed change. */
  readonly onChanged: () => void;
}

/** Describes a person who is to be added. */
export interface NewPerson {
  readonly name: string;
  readonly colour?: string | undefined;
  readonly avatar?: string | undefined;
  readonly role?: Profile['role'] | undefined;
  readonly pin?: string | undefined;
}

interface OfProfile {
  readonly profileId: string;
}

/** Keeps the people of the household. Who may ask for what is decided before, by the sessions; every method may throw a `Refusal`. */
export interface ProfileService extends ProfileChanges, Pick<PinRecovery, 'recover'> {
  readonly planned: PlannedChanges;
  /** Oldest first. */
  list(): Profile[];
  get(profileId: string): Profile | undefined;
  /** Adds a person, in the name of whoever asks, if anybody does. The first is an adult whatever was asked; later ones are adults unless asked otherwise. */
  create(person: NewPerson, actorId?: string): Promise<ProfileWithCode>;
  /** `wrong-pin` carries `retryAfterSeconds` when that guess set the lock; `locked-out` always does. */
  unlock(guess: OfProfile & { readonly pin?: string | undefined }): Promise<{ profile: Profile }>;
  remove(removal: OfProfile & { readonly handOverTo?: string | undefined }, actorId?: string): { freedBytes: number };
  /** Tells what `remove` without `handOverTo` would do. */
  removalPreview(of: OfProfile): RemovalPreview;
  /** Returns how this person last wanted what they added. */
  choices(of: OfProfile): { choices: AddingChoices };
  choose(chosen: OfProfile & { readonly [Key in keyof AddingChoices]?: AddingChoices[Key] | undefined }): {
    choices: AddingChoices;
  };
}

export function createProfileService(options: ProfileServiceOptions): ProfileService {
  const { database, clock, append, dropReferences, onChanged } = options;
  const rows = createProfileRows(database);
  const storage = createStorageRows(database);
  const choices = createAddingChoiceRows(database);
  const pins = createPinGuard(createPinRows(database), clock);

  const existing = (profileId: string): Profile => requireProfile(rows.get(profileId));
  const note = createChangeNotes(append, rows.get);
  const shared = { database, clock, rows, pins, note, existing, onChanged };
  const planned = createPlannedChanges({ ...shared, delayMs: options.ownerDelayMs ?? DAY_MS });
  const recovery = createPinRecovery({ ...shared, append, ownerCameIn: planned.ownerCameIn });
  const changes = createProfileChanges(shared);

  return {
    list: () => rows.list(),
    get: (profileId) => rows.get(profileId),

    async create(person, actorId) {
      const name = cleanProfileName(person.name);
      const pin = person.pin === undefined ? null : await hashPin(person.pin);
      const code = pin === null || person.role === 'child' ? undefined : await makeRecoveryCode();
      return database.immediate(() => {
        const others = rows.list();
        refuseTakenName(name, others);
        const id = randomUUID();
        const role = others.length === 0 ? 'adult' : (person.role ?? 'adult');
        const secrets = { pin, recovery: code?.row ?? null };
        rows.insert({ id, name, ...appearance(person, others), role, ...secrets, createdAt: clock.now() });
        note('person-added', existing(id), actorId ?? id);
        database.afterCommit(onChanged);
        return { profile: existing(id), ...(code && { recoveryCode: code.code }) };
      });
    },

    async unlock({ profileId, pin }) {
      const profile = existing(profileId);
      if (!profile.hasPin) return { profile };
      const wrongTries = await pins.check(profileId, pin);
      if (wrongTries > 0) append('wrong-pins', { profileId, detail: { count: wrongTries } });
      recovery.tellTries(profileId);
      planned.ownerCameIn(profileId);
      return { profile: existing(profileId) };
    },

    remove: ({ profileId, handOverTo }, actorId) =>
      database.immediate(() => {
        const profile = existing(profileId);
        if (profile.role === 'adult' && rows.countAdults() === 1) {
          throw new Refusal('last-adult', said('refusal.onlyAdult', { name: profile.name }));
        }
        let freedBytes = 0;
        if (handOverTo === undefined) {
          freedBytes = dropReferences(profileId);
          if (rows.countActiveReferences(profileId) > 0) throw new Error('dropReferences left active references behind');
        } else {
          if (handOverTo === profileId) throw new Refusal('invalid-request', said('refusal.chooseAnotherPerson'));
          existing(handOverTo);
          const moved = rows.handOverReferences(profileId, handOverTo);
          database.afterCommit(() => options.onHandedOver?.(moved));
        }
        note('person-removed', profile, actorId);
        rows.remove(profileId);
        database.afterCommit(onChanged);
        return { freedBytes };
      }),

    update: changes.update,
    setPin: changes.setPin,
    recover: recovery.recover,
    planned,
    removalPreview: ({ profileId }) => storage.removalPreview(existing(profileId).id),
    choices: ({ profileId }) => ({ choices: choices.get(existing(profileId).id) }),
    choose: ({ profileId, ...chosen }) =>
      database.immediate(() => {
        choices.keep(existing(profileId).id, chosen);
        return { choices: choices.get(profileId) };
      }),
  };
}

/** Chooses colour and face: those asked for if there are such, else those that the fewest others have. */
function appearance(
  asked: { readonly colour?: string | undefined; readonly avatar?: string | undefined },
  others: readonly Profile[],
): Pick<Profile, 'colour' | 'avatar'> {
  const colours = others.map(({ colour }) => colour);
  const avatars = others.map(({ avatar }) => avatar);
  return {
    colour: known(PROFILE_COLOURS, asked.colour) ?? leastUsed(PROFILE_COLOURS, colours),
    avatar: known(PROFILE_AVATARS, asked.avatar) ?? leastUsed(PROFILE_AVATARS, avatars),
  };
}

function known<Token extends string>(tokens: readonly Token[], asked: string | undefined): Token | undefined {
  return tokens.find((token) => token === asked);
}

/** Returns the first token that the fewest others have, so that people look different for as long as tokens last. */
function leastUsed<Token extends string>(tokens: readonly [Token, ...Token[]], used: readonly string[]): Token {
  const uses = (token: Token): number => used.filter((other) => other === token).length;
  return tokens.reduce((best, token) => (uses(token) < uses(best) ? token : best));
}

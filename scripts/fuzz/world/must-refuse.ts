import type { Database } from 'better-sqlite3';
import { PEOPLE, PERSON_NAMES } from './household-template.ts';

/** Who sits before a window, and whether their PIN was given just now. */
export interface Sitter {
  readonly profileId: string | undefined;
  readonly hasFreshPin: boolean;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: 'adult' | 'child';
  readonly hasPin: 0 | 1;
}

const HOME_NETWORK = 'settings:allow-private-addresses';
/** Channels for adults; `sensitive` ones ask for the PIN again. Written down here once more, so that a slip in the app's own table shows. */
const FOR_ADULTS = new Set(
  ['library:reveal', 'library:open', 'requests:decide', 'requests:forget-channel', 'household:storage'].concat(
    ['settings:set', 'settings:choose-folder', HOME_NETWORK, 'profiles:remove', 'profiles:removal-preview'],
    ['profiles:create', 'profiles:plan', 'profiles:plans'],
  ),
);
const SENSITIVE = new Set(['settings:choose-folder', 'profiles:remove', 'profiles:create', 'profiles:plan']);
/** Calls whose `profileId` is a person that they are about; everywhere else it is who acts. */
const ABOUT_A_PERSON = /^profiles:(?:unlock|recover|update|set-pin|remove|removal-preview|limits|storage|plan)$/;

/**
 * Says why a message must not be granted to whoever sits there; undefined: no rule here is against it. It reads the rows before the message is
 * played, and knows none of the app's code.
 */
export function whyRefused(
  { reader, codes }: { readonly reader: Database; readonly codes: ReadonlyMap<string, string> },
  channel: string,
  body: unknown,
  { profileId, hasFreshPin }: Sitter,
): string | undefined {
  const find = (id: unknown): Person | undefined =>
    typeof id === 'string'
      ? (reader.prepare('SELECT id, name, role, pin_hash IS NOT NULL AS hasPin FROM profiles WHERE id = ?').get(id) as
          | Person
          | undefined)
      : undefined;
  const sitter = find(profileId);
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const named = find(fields['profileId']);
  const isAboutPerson = ABOUT_A_PERSON.test(channel);
  if (channel === 'profiles:recover') {
    return named !== undefined && codes.get(named.id) === fields['code'] ? undefined : 'the code is not that person’s';
  }
  const isActing = 'profileId' in fields && !isAboutPerson;

  if (isActing && sitter !== undefined && named?.id !== sitter.id) return 'it acts as somebody else';
  if (isActing && sitter === undefined && named?.hasPin === 1) return 'it acts as somebody who has a PIN';
  // Who has no PIN can be picked by anybody.
  const actor = sitter ?? (isActing ? named : undefined);
  if (FOR_ADULTS.has(channel) && actor?.role !== 'adult') return 'only adults may do that';
  const isStale = actor?.hasPin === 1 && !hasFreshPin;
  const minutes = fields['idleLockMinutes'];
  const locksLater = channel === 'settings:set' && (minutes === null || (typeof minutes === 'number' && minutes > 10));
  if (isStale && locksLater) return 'it asks for the PIN again';
  if (isStale && (SENSITIVE.has(channel) || (channel === HOME_NETWORK && fields['allowed'] === true)))
    return 'it asks for the PIN again';
  if (channel === 'profiles:update' || channel === 'profiles:set-pin' || channel === 'profiles:remove') {
    return whyNotAbout(channel, fields, { actor, named, isStale });
  }
  if ((channel === 'profiles:limits' || channel === 'profiles:storage') && actor?.role !== 'adult' && named?.id !== actor?.id) {
    return 'it asks about somebody else';
  }
  return undefined;
}

interface Parties {
  readonly actor: Person | undefined;
  readonly named: Person | undefined;
  readonly isStale: boolean;
}

/** Judges a change of a person. */
function whyNotAbout(
  channel: string,
  fields: Readonly<Record<string, unknown>>,
  { actor, named, isStale }: Parties,
): string | undefined {
  if (actor === undefined) return 'nobody sits there';
  const isOwn = actor.id === named?.id;
  if (!isOwn && actor.role !== 'adult') return 'it changes somebody else';
  const changesStanding = fields['limits'] !== undefined || (fields['role'] !== undefined && fields['role'] !== named?.role);
  if (actor.role === 'child' && channel === 'profiles:update' && changesStanding) return 'a child changes its own standing';
  if (channel === 'profiles:update' && isStale && (!isOwn || changesStanding)) return 'it asks for the PIN again';
  if (isOwn || named?.role !== 'adult') return undefined;
  if (channel === 'profiles:set-pin') return 'the PIN is its owner’s';
  const takesFromOwner = channel === 'profiles:remove' || fields['role'] === 'child';
  return takesFromOwner && named.hasPin === 1 && !knowsPin(named.name, fields['ownerPin'])
    ? 'the owner’s PIN is missing'
    : undefined;
}

/** Tells whether a PIN may be that person's: it can have been changed, but not to one that another person came with. */
function knowsPin(name: string, pin: unknown): boolean {
  const others = PERSON_NAMES.filter((known) => known !== name).map((known) => PEOPLE[known]);
  return typeof pin === 'string' && pin !== '' && !others.some((other) => 'pin' in other && other.pin === pin);
}

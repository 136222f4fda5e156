import type { ChannelName, ChannelRequest } from '../../preload/contract/channels.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Call, Caller } from './caller.ts';
import type { Services } from './services.ts';

/**
 * Who may use a channel.
 * - `anyone`: also a window in which nobody has been chosen yet.
 * - `acting-profile`: the call names the profile it acts as; it must be the one that this window acts as.
 * - `acting-adult`: the same, and that profile is an adult.
 * - `own-or-adult`: the call names the person it is about: oneself, or anyone for an adult's window.
 * - `adult`: an adult's window (anyone while the household is still empty).
 * - `profile-creation`: anyone while no adult has a PIN; from then on an adult's window.
 */
export type Access = 'anyone' | ProfileAccess | 'adult' | 'profile-creation';
/** The kinds for which a channel must say whether it asks for the PIN again. */
export type GuardedAccess = Exclude<Access, 'anyone' | 'acting-profile'>;
type ProfileAccess = 'acting-profile' | 'acting-adult' | 'own-or-adult';

/** Allows only the kinds that make sense: a call that names nobody cannot act as somebody. */
export type AccessOf<Name extends ChannelName> =
  ChannelRequest<Name> extends { profileId: string } ? Access : Exclude<Access, ProfileAccess>;

/** Throws `Refusal('forbidden')` unless this window may make this call; a window without a profile may take a PIN-less one. */
export function authorise(access: Access, call: Call, services: Services, caller: Caller): void {
  switch (access) {
    case 'anyone':
      return;
    case 'acting-profile':
      requireActing(call, services, caller);
      return;
    case 'acting-adult':
      requireActing(call, services, caller);
      requireAdult(caller);
      return;
    case 'own-or-adult':
      if (caller.profile()?.id !== namedProfile(call)) requireAdult(caller);
      return;
    case 'adult':
      if (services.profiles.list().length > 0) requireAdult(caller);
      return;
    case 'profile-creation':
      // A child must not become an adult by making one: once any adult has a PIN, people are added by adults.
      if (services.profiles.list().some(({ role, hasPin }) => role === 'adult' && hasPin)) requireAdult(caller);
  }
}

const namedProfile = (call: Call): string => (call.input as { readonly profileId: string }).profileId;

function requireActing(call: Call, services: Services, caller: Caller): void {
  const acting = caller.profile();
  const named = namedProfile(call);
  if (acting?.id === named) return;
  const wanted = acting === undefined ? services.profiles.get(named) : undefined;
  if (wanted === undefined || wanted.hasPin) {
    throw new Refusal('forbidden', 'This window is not open for that person. Choose who you are first.');
  }
  caller.become(wanted);
}

function requireAdult(caller: Caller): void {
  if (caller.profile()?.role !== 'adult') throw new Refusal('forbidden', 'Only an adult of the household can do that.');
}

/** Throws `Refusal('pin-needed')` if whoever acts has a PIN that they have not given within the last two minutes. */
export function requireFreshPin(caller: Caller): void {
  if (caller.profile()?.hasPin !== true || caller.hasFreshPin()) return;
  throw new Refusal('pin-needed', 'Enter your PIN to do that.');
}

import { Refusal } from '../platform/refusal.ts';
import { access } from './access.ts';
import type { Caller } from './handlers.ts';
import type { Call } from './router.ts';
import type { Services } from './services.ts';

/** Throws `Refusal('forbidden')` unless this window may make this call; a window without a profile may take a PIN-less one. */
export function authorise(call: Call, services: Services, caller: Caller): void {
  switch (access[call.channel]) {
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

const namedProfile = (call: Call): string => (call.request as { readonly profileId: string }).profileId;

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

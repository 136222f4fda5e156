import { Refusal } from '../../platform/refusal.ts';

/** Returns what was found of a profile; throws `not-found` when there was nothing, since the profile is gone. */
export function requireProfile<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Refusal('not-found', 'That profile does not exist any more.');
  return found;
}

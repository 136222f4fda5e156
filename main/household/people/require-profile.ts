import { said } from '../../../phrasebook/said.ts';
import { Refusal } from '../../platform/refusal.ts';

/** Returns what was found of a profile; throws `not-found` when there was nothing, since the profile is gone. */
export function requireProfile<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Refusal('not-found', said('refusal.profileGone'));
  return found;
}

import { said } from '../../../phrasebook/said.ts';
import { Refusal } from '../../platform/refusal.ts';

/** Returns what was found of a request; throws `not-found` when there was nothing, since the request is gone or somebody else's. */
export function requireRequest<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new Refusal('not-found', said('refusal.requestGone'));
  return found;
}

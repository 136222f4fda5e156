import type { ProbeResult, Profile } from '../../../preload/contract/types.ts';
import type { RequestRows } from '../../library/household/request-rows.ts';
import { setBounded } from '../../platform/bounded-map.ts';

/** Which pictures of sites a person's window may ask for: a window names them by their address, and must not make the app fetch any other. */
export interface ShownPictures {
  /** The person was told of this look at a page. */
  note(profileId: string, result: ProbeResult): void;
  /** True for a look's picture, and for one of a wish that the person may read: an adult's are everybody's. */
  mayShow(profileId: string, address: string): boolean;
}

const MOST_OF_A_PERSON = 200;

export function createShownPictures(
  requests: Pick<RequestRows, 'hasPicture'>,
  profile: (profileId: string) => Profile | undefined,
): ShownPictures {
  const told = new Map<string, Map<string, true>>();
  return {
    note(profileId, { thumbnailUrl }) {
      if (thumbnailUrl === undefined) return;
      const own = told.get(profileId) ?? new Map<string, true>();
      told.set(profileId, own);
      setBounded(own, thumbnailUrl, true, MOST_OF_A_PERSON);
    },
    mayShow(profileId, address) {
      if (told.get(profileId)?.has(address) === true) return true;
      const role = profile(profileId)?.role;
      return role !== undefined && requests.hasPicture(role === 'adult' ? null : profileId, address);
    },
  };
}

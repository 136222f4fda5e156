import type { ProbeResult, Profile } from '../../../preload/contract/types.ts';
import type { RequestRows } from '../../library/household/request-rows.ts';
import { setBounded } from '../../platform/bounded-map.ts';

/** Remembers which thumbnails of sites a person's window may ask for: it names them by their address, and must not make the app fetch any other. */
export interface ShownThumbnails {
  /** Notes that the person was told what this probe brought. */
  note(profileId: string, result: ProbeResult): void;
  /** Allows the thumbnail of a probe, and that of a request which the person may read: an adult's are everybody's. */
  mayShow(profileId: string, address: string): boolean;
}

const MOST_OF_A_PERSON = 200;

export function createShownThumbnails(
  requests: Pick<RequestRows, 'hasThumbnail'>,
  profile: (profileId: string) => Profile | undefined,
): ShownThumbnails {
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
      return role !== undefined && requests.hasThumbnail(role === 'adult' ? null : profileId, address);
    },
  };
}

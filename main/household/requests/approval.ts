import type { MediaKind, Profile } from '../../../preload/contract/types.ts';
import type { ChannelRows } from '../../library/household/channel-rows.ts';
import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { StandingRows } from '../../library/household/standing-rows.ts';
import type { HouseholdRules } from '../limits/household-rules.ts';
import { isChannelAllowed } from './channel-permissions.ts';

/**
 * Decides what a child may have without asking (now):
 * - everything, when an adult has turned asking off for it;
 * - what it wanted before, or was allowed before: a yes holds for that link, until it turns out to lead to something else and is asked again;
 * - what comes from a channel that an adult allowed for it;
 * - what the household has or an adult is getting, only if an adult turned `knownNeedsApproval` off: otherwise a child could
 *   walk through its parents' library by pasting links.
 * Adults need nobody.
 */
export interface Approval {
  mayHave(profile: Profile, urlKey: string, kind: MediaKind): boolean;
  /** Decides the same for a request of this child, whose channel may be known by now. */
  mayHaveRequested(profile: Profile, request: RequestRow): boolean;
}

export function createApproval(dependencies: {
  readonly rules: HouseholdRules;
  readonly standings: StandingRows;
  readonly requests: RequestRows;
  readonly channels: ChannelRows;
}): Approval {
  const { rules, standings, requests, channels } = dependencies;

  function mayHave(profile: Profile, urlKey: string, kind: MediaKind): boolean {
    if (profile.role === 'adult') return true;
    const { needsApproval, knownNeedsApproval } = rules.limits(profile.id);
    const standing = standings.ofLink(profile.id, urlKey, kind);
    const link = { profileId: profile.id, urlKey, kind };
    const hadYes = standing?.knew === true || requests.wasAllowed(link);
    return (
      !needsApproval ||
      (!knownNeedsApproval && standing?.isHousehold === true) ||
      (hadYes && requests.waitingFor(link) === undefined)
    );
  }

  return {
    mayHave,
    mayHaveRequested: (profile, request) => isChannelAllowed(channels, request) || mayHave(profile, request.urlKey, request.kind),
  };
}

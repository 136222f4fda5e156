import type { ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { ProbeResult, Profile } from '../../preload/contract/types.ts';
import type { WishRows } from '../library/household/standing-rows.ts';
import { setNewest } from '../platform/bounded-map.ts';
import { Refusal } from '../platform/refusal.ts';
import { normaliseAddress } from '../web/web-address.ts';
import type { Admission, KnownFacts } from './limits/admission.ts';
import type { HouseholdRules } from './limits/household-rules.ts';
import type { Approval } from './requests/approval.ts';
import type { RequestService } from './requests/request-service.ts';

/** Links that were looked at, or stood in a list that was, and may be added soon. */
const REMEMBERED_LINKS = 5000;

export interface DownloadGateDependencies {
  readonly profile: (profileId: string) => Profile | undefined;
  readonly wishes: WishRows;
  readonly rules: HouseholdRules;
  readonly approval: Approval;
  readonly admission: Admission;
  readonly requests: Pick<RequestService, 'create'>;
  readonly probe: (url: string) => Promise<ProbeResult>;
}

/** The way of a person's wish to the downloads: what a child may not have becomes a request, and limits and quotas hold. */
export interface DownloadGate {
  /** Throws `approval-needed` after the request was recorded, `limit-reached` or `quota-exceeded`; a child's unknown id: `not-found`. */
  trigger(request: ChannelRequest<'downloads:trigger'>): Promise<ChannelValue<'downloads:trigger'>>;
  resume(request: ChannelRequest<'downloads:resume'>): ChannelValue<'downloads:resume'>;
  /** A child is told of its own items only. */
  probe(request: ChannelRequest<'videos:probe'>): Promise<ProbeResult>;
}

export function createDownloadGate(dependencies: DownloadGateDependencies): DownloadGate {
  const { wishes, rules, approval, admission, requests } = dependencies;
  const seen = new Map<string, KnownFacts>();

  const person = (profileId: string): Profile => {
    const profile = dependencies.profile(profileId);
    if (profile === undefined) throw new Refusal('not-found', 'That profile does not exist any more.');
    return profile;
  };

  function remember(url: string, { durationSeconds, bytes, thumbnailUrl }: KnownFacts): void {
    const urlKey = keyOf(url);
    if (urlKey === undefined) return;
    // A list tells less of a video than the video's own page: what is known already stays.
    const before = seen.get(urlKey);
    const facts = {
      durationSeconds: durationSeconds ?? before?.durationSeconds,
      bytes: bytes ?? before?.bytes,
      thumbnailUrl: thumbnailUrl ?? before?.thumbnailUrl,
    };
    setNewest(seen, urlKey, facts, REMEMBERED_LINKS);
  }

  /** The child's own status for a link, if it wants it. */
  function ownStatus(profileId: string, url: string): ProbeResult['known'] {
    const urlKey = keyOf(url);
    if (urlKey === undefined) return undefined;
    const own = [wishes.ofLink(profileId, urlKey, 'video'), wishes.ofLink(profileId, urlKey, 'audio')];
    return own.find((standing) => standing?.wants === true)?.status;
  }

  function childView(
    child: Profile,
    url: string,
    { known: _known, wantedBy: _wantedBy, entries, ...facts }: ProbeResult,
  ): ProbeResult {
    const known = ownStatus(child.id, url);
    return {
      ...facts,
      ...(known !== undefined && { known, wantedBy: [child.name] }),
      ...(entries !== undefined && {
        entries: entries.map(({ known: _entryKnown, ...entry }) => {
          const own = ownStatus(child.id, entry.url);
          return own === undefined ? entry : { ...entry, known: own };
        }),
      }),
    };
  }

  return {
    async trigger(request) {
      const profile = person(request.profileId);
      if (request.videoId !== undefined) {
        if (profile.role === 'child' && wishes.ofVideo(profile.id, request.videoId)?.knew !== true) {
          throw new Refusal('not-found', 'That video is not in your list.');
        }
        return await admission.trigger(profile, request);
      }
      const url = request.url ?? '';
      const { urlKey } = normaliseAddress(url);
      const facts = seen.get(urlKey);
      if (approval.mayHave(profile, urlKey, request.kind ?? 'video')) return await admission.trigger(profile, request, { facts });
      // Who can have nothing more today is told so, instead of waiting for a yes that could not help.
      rules.checkDaily(profile);
      rules.checkQuota(profile);
      const { videoId: _none, ...asked } = request;
      const answer = await requests.create({ ...asked, url });
      // A rule let it through: the child wants it by now, so this only tells how it stands.
      if (answer.request.status === 'allowed') return await admission.trigger(profile, request, { facts });
      throw new Refusal('approval-needed', 'An adult has to say yes first. Your wish is noted.', {
        requestId: answer.request.id,
      });
    },
    resume: ({ profileId, videoId }) => admission.resume(person(profileId), videoId),
    async probe({ profileId, url }) {
      const profile = person(profileId);
      const result = await dependencies.probe(url);
      const { urlKey } = normaliseAddress(url);
      if (result.kind === 'video') remember(url, result);
      for (const entry of result.entries ?? []) remember(entry.url, entry);
      if (profile.role === 'adult') return result;
      const needsApproval = !approval.mayHave(profile, urlKey, 'video');
      return { ...childView(profile, url, result), ...(needsApproval && { needsApproval }) };
    },
  };
}

/** Undefined for an entry of a list that is no web address. */
function keyOf(url: string): string | undefined {
  try {
    return normaliseAddress(url).urlKey;
  } catch {
    return undefined;
  }
}

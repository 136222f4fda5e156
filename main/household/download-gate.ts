import type { HouseholdRequest } from '../../preload/contract/household.ts';
import type { Preset, ProbeResult, Profile, WishGroup } from '../../preload/contract/types.ts';
import type { OwnItem } from '../downloads/reference.ts';
import type { WishRows } from '../library/household/standing-rows.ts';
import type { TriggerOutcome } from '../library/transitions/reference-transitions.ts';
import { setBounded } from '../platform/bounded-map.ts';
import { Refusal } from '../platform/refusal.ts';
import { normaliseAddress, type WebAddress } from '../web/web-address.ts';
import type { Admission, KnownFacts } from './limits/admission.ts';
import type { HouseholdRules } from './limits/household-rules.ts';
import { requireProfile } from './people/require-profile.ts';
import type { Approval } from './requests/approval.ts';
import type { RequestService } from './requests/request-service.ts';
import type { ShownPictures } from './requests/shown-thumbnails.ts';
import { type PastedLink, readWantedLink } from './wanted-link.ts';

/** Links that were probed, or stood in a list that was, and may be added soon. */
const REMEMBERED_LINKS = 5000;

export interface DownloadGateDependencies {
  readonly profile: (profileId: string) => Profile | undefined;
  readonly standings: WishRows;
  readonly rules: HouseholdRules;
  readonly approval: Approval;
  readonly admission: Admission;
  readonly requests: Pick<RequestService, 'ask'>;
  readonly shownPictures: Pick<ShownPictures, 'note'>;
  readonly probe: (address: WebAddress) => Promise<ProbeResult>;
  readonly defaultPreset: () => Preset;
}

/** Names either a link or a video that the household knows. */
export interface TriggerInput extends Omit<PastedLink, 'url'> {
  readonly profileId: string;
  readonly url?: string | undefined;
  readonly videoId?: string | undefined;
  readonly group?: WishGroup | undefined;
}

/** Lets a person's downloads through: what a child may not have becomes a request, and limits and quotas hold. */
export interface DownloadGate {
  /** Throws `approval-needed` after the request was recorded, `limit-reached` or `quota-exceeded`; a child's unknown id: `not-found`. */
  trigger(input: TriggerInput): Promise<TriggerOutcome>;
  /** Records a child's request for a link; an adult needs nobody's permission. */
  ask(input: PastedLink & { readonly profileId: string }): Promise<{ request: HouseholdRequest }>;
  resume(item: OwnItem): Pick<TriggerOutcome, 'status'>;
  /** Tells what a link is; a child only of its own items. */
  probe(input: { readonly profileId: string; readonly url: string }): Promise<ProbeResult>;
}

export function createDownloadGate(dependencies: DownloadGateDependencies): DownloadGate {
  const { standings, rules, approval, admission, requests, shownPictures } = dependencies;
  const seen = new Map<string, KnownFacts>();
  const person = (profileId: string): Profile => requireProfile(dependencies.profile(profileId));

  function remember(urlKey: string | undefined, { durationSeconds, bytes, thumbnailUrl }: KnownFacts): void {
    if (urlKey === undefined) return;
    // A list tells less of a video than the video's own page: what is known already stays.
    const before = seen.get(urlKey);
    const facts = {
      durationSeconds: durationSeconds ?? before?.durationSeconds,
      bytes: bytes ?? before?.bytes,
      thumbnailUrl: thumbnailUrl ?? before?.thumbnailUrl,
    };
    setBounded(seen, urlKey, facts, REMEMBERED_LINKS);
  }

  /** The child's own status for a link, if it wants it. */
  function ownStatus(profileId: string, urlKey: string | undefined): ProbeResult['known'] {
    if (urlKey === undefined) return undefined;
    const own = [standings.ofLink(profileId, urlKey, 'video'), standings.ofLink(profileId, urlKey, 'audio')];
    return own.find((standing) => standing?.wants === true)?.status;
  }

  function childView(
    child: Profile,
    urlKey: string,
    { known: _known, wantedBy: _wantedBy, entries, ...facts }: ProbeResult,
  ): ProbeResult {
    const known = ownStatus(child.id, urlKey);
    return {
      ...facts,
      ...(known !== undefined && { known, wantedBy: [child.name] }),
      ...(entries !== undefined && {
        entries: entries.map(({ known: _entryKnown, ...entry }) => {
          const own = ownStatus(child.id, keyOf(entry.url));
          return own === undefined ? entry : { ...entry, known: own };
        }),
      }),
    };
  }

  async function triggerLink(profile: Profile, pasted: PastedLink): Promise<TriggerOutcome> {
    const link = readWantedLink(pasted, dependencies.defaultPreset());
    const { urlKey } = link.address;
    const facts = seen.get(urlKey);
    if (approval.mayHave(profile, urlKey, link.kind)) return await admission.add(profile, link, { facts });
    // Who can have nothing more today is told so, instead of waiting for a yes that could not help.
    rules.checkDaily(profile);
    rules.checkQuota(profile);
    const request = await requests.ask(profile, link);
    // A rule let it through: the child wants it by now, so this only tells how it stands.
    if (request.status === 'allowed') return await admission.add(profile, link, { facts });
    throw new Refusal('approval-needed', 'A grown-up has to say yes first. Your wish is noted.', { requestId: request.id });
  }

  return {
    async trigger({ profileId, url = '', videoId, group, ...choices }) {
      const profile = person(profileId);
      if (videoId === undefined) return await triggerLink(profile, { ...choices, url, group });
      if (profile.role === 'child' && standings.ofVideo(profile.id, videoId)?.knew !== true) {
        throw new Refusal('not-found', 'That video is not in your list.');
      }
      return await admission.add(profile, { videoId, group });
    },
    async ask({ profileId, ...pasted }) {
      const profile = person(profileId);
      if (profile.role === 'adult') throw new Refusal('invalid-request', 'You need no permission: add the link itself.');
      return { request: await requests.ask(profile, readWantedLink(pasted, dependencies.defaultPreset())) };
    },
    resume({ profileId, videoId }) {
      const { status } = admission.resume(person(profileId), videoId);
      return { status };
    },
    async probe({ profileId, url }) {
      const profile = person(profileId);
      const address = normaliseAddress(url);
      const result = await dependencies.probe(address);
      if (result.kind === 'video') remember(address.urlKey, result);
      for (const entry of result.entries ?? []) remember(keyOf(entry.url), entry);
      shownPictures.note(profile.id, result);
      if (profile.role === 'adult') return result;
      const needsApproval = !approval.mayHave(profile, address.urlKey, 'video');
      return { ...childView(profile, address.urlKey, result), ...(needsApproval && { needsApproval }) };
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

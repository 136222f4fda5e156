import { said } from '../../phrasebook/said.ts';
import type { HouseholdRequest } from '../../preload/contract/household.ts';
import type { MediaKind, Preset, ProbeResult, Profile, ReferenceGroup, VideoStatus } from '../../preload/contract/types.ts';
import type { OwnItem, WantedLink } from '../downloads/reference.ts';
import type { Standing, StandingRows } from '../library/household/standing-rows.ts';
import type { TriggerOutcome } from '../library/transitions/reference-triggers.ts';
import { Refusal } from '../platform/refusal.ts';
import { normaliseAddress, type WebAddress } from '../web/web-address.ts';
import type { Admission, KnownFacts } from './limits/admission.ts';
import type { HouseholdRules } from './limits/household-rules.ts';
import { requireProfile } from './people/require-profile.ts';
import { addressOf, createProbedLinks, type ProbedLinks } from './probed-links.ts';
import type { Approval } from './requests/approval.ts';
import type { RequestService } from './requests/request-service.ts';
import type { ShownThumbnails } from './requests/shown-thumbnails.ts';
import { type PastedLink, readWantedLink } from './wanted-link.ts';

export interface DownloadGateDependencies {
  readonly profile: (profileId: string) => Profile | undefined;
  readonly standings: StandingRows;
  readonly rules: HouseholdRules;
  readonly approval: Approval;
  readonly admission: Admission;
  readonly requests: Pick<RequestService, 'ask'>;
  readonly shownThumbnails: Pick<ShownThumbnails, 'note'>;
  /** Lets the row of `answeringId` answer, if there is one, and asks the page otherwise. */
  readonly probe: (address: WebAddress, answeringId: string | undefined) => Promise<ProbeResult>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly defaultPreset: () => Preset;
}

/** Names either a link or a video that the household knows. */
export interface TriggerInput extends Omit<PastedLink, 'url'> {
  readonly profileId: string;
  readonly url?: string | undefined;
  readonly videoId?: string | undefined;
  readonly group?: ReferenceGroup | undefined;
}

/** Lets a person's downloads through: what a child may not have becomes a request, and limits and quotas hold. */
export interface DownloadGate {
  /**
   * Throws `approval-needed` after the request was recorded, `limit-reached` or `quota-exceeded`; a child's unknown id: `not-found`. A child is
   * answered the same whether or not others have the video.
   */
  trigger(input: TriggerInput): Promise<TriggerOutcome>;
  /** Records a child's request for a link; an adult needs nobody's permission. */
  ask(input: PastedLink & { readonly profileId: string }): Promise<{ request: HouseholdRequest }>;
  resume(item: OwnItem): Pick<TriggerOutcome, 'status'>;
  /** Puts back what this person removed, as long as it is in the trash and fits into the quota. */
  undo(item: OwnItem): Pick<TriggerOutcome, 'status'>;
  /** Tells what a link is; a child only of its own items. */
  probe(input: { readonly profileId: string; readonly url: string }): Promise<ProbeResult>;
}

export function createDownloadGate(dependencies: DownloadGateDependencies): DownloadGate {
  const { standings, rules, approval, admission, requests, shownThumbnails } = dependencies;
  const probed = createProbedLinks();
  const person = (profileId: string): Profile => requireProfile(dependencies.profile(profileId));

  const isOwnEntry =
    (profileId: string) =>
    (url: string): boolean =>
      probed.wasListed(profileId, url);
  const readLink = (profileId: string, pasted: PastedLink): WantedLink =>
    readWantedLink(pasted, dependencies.defaultPreset(), isOwnEntry(profileId));

  async function triggerLink(profile: Profile, link: WantedLink): Promise<TriggerOutcome> {
    const { url, urlKey } = link.address;
    // A child's link is checked as one that nobody has.
    if (profile.role === 'child') await dependencies.refuseAddress(url);
    if (approval.mayHave(profile, urlKey, link.kind)) {
      return await admission.add(profile, link, { facts: await factsOf(dependencies, probed, profile, link) });
    }
    // Who can have nothing more today is told so, instead of waiting for a yes that could not help.
    rules.checkDaily(profile);
    rules.checkQuota(profile);
    const request = await requests.ask(profile, link);
    // A rule let it through: the child wants it by now, so this only tells how it stands.
    if (request.status === 'allowed') return await admission.add(profile, link);
    throw new Refusal('approval-needed', said('refusal.requestNoted'), { requestId: request.id });
  }

  /** A child has by its id only what it had before, unless a grown-up is asked again about it. */
  function refuseUnlessHad(child: Profile, videoId: string): void {
    const standing = standings.ofVideo(child.id, videoId);
    if (standing?.knew !== true) throw new Refusal('not-found', said('refusal.notInList'));
    if (standing.wants || approval.mayHave(child, standing.urlKey, standing.kind)) return;
    throw new Refusal('approval-needed', said('refusal.askedAboutThat'));
  }

  return {
    async trigger({ profileId, url = '', videoId, group, ...choices }) {
      const profile = person(profileId);
      if (videoId === undefined) {
        const link = readLink(profileId, { ...choices, url, group });
        const before = standings.ofLink(profileId, link.address.urlKey, link.kind);
        return toldTo(profile, before, await triggerLink(profile, link));
      }
      if (profile.role === 'child') refuseUnlessHad(profile, videoId);
      const before = standings.ofVideo(profileId, videoId);
      return toldTo(profile, before, await admission.add(profile, { videoId, group }));
    },
    async ask({ profileId, ...pasted }) {
      const profile = person(profileId);
      if (profile.role === 'adult') throw new Refusal('invalid-request', said('refusal.noPermissionNeeded'));
      return { request: await requests.ask(profile, readLink(profileId, pasted)) };
    },
    resume({ profileId, videoId }) {
      const profile = person(profileId);
      if (profile.role === 'child') refuseUnlessHad(profile, videoId);
      const before = standings.ofVideo(profileId, videoId);
      const { status } = toldTo(profile, before, admission.resume(profile, videoId));
      return { status };
    },
    undo: ({ profileId, videoId }) => admission.undo(person(profileId), videoId),
    async probe({ profileId, url }) {
      const profile = person(profileId);
      const address = normaliseAddress(url, isOwnEntry(profileId));
      const result = await dependencies.probe(address, answeringVideo(standings, profile, address.urlKey));
      probed.remember(profile.id, address, result);
      shownThumbnails.note(profile.id, result);
      if (profile.role === 'adult') return result;
      const needsApproval = !approval.mayHave(profile, address.urlKey, 'video');
      return { ...childView(profile, standings, address.urlKey, result), ...(needsApproval && { needsApproval }) };
    },
  };
}

/**
 * Finds what is known of a link before it counts as added. Where a limit of a child depends on its length or size, what nobody has
 * probed yet is probed now: otherwise whoever does not wait for the preview could add anything.
 */
async function factsOf(
  { standings, rules, probe }: DownloadGateDependencies,
  probed: ProbedLinks,
  profile: Profile,
  { address, kind }: WantedLink,
): Promise<KnownFacts | undefined> {
  const known = probed.facts(profile.id, address.urlKey);
  const standing = standings.ofLink(profile.id, address.urlKey, kind);
  const isOwn = standing?.wants === true || (standing?.knew === true && standing.status === 'complete');
  const isKnown = isOwn || probed.wasProbed(profile.id, address.urlKey);
  if (isKnown || !rules.needsFacts(profile)) return known;
  rules.checkDaily(profile);
  rules.checkQuota(profile);
  try {
    probed.remember(profile.id, address, await probe(address, undefined));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unreachable') throw error;
    throw new Refusal('unreachable', said('refusal.pageSilentForChild', { name: profile.name }));
  }
  return probed.facts(profile.id, address.urlKey);
}

/** Keeps from a child what the outcome owes to others: what was not on its list waits for its turn, as far as the answer tells. */
function toldTo({ role }: Profile, before: Standing | undefined, outcome: TriggerOutcome): TriggerOutcome {
  if (role === 'adult') return outcome;
  return { ...outcome, status: before?.wants === true ? outcome.status : 'pending', joined: false };
}

const KINDS: readonly MediaKind[] = ['video', 'audio'];

/**
 * Finds the video whose row may answer for its page: for an adult any that the household knows, for a child only what it knew itself. All
 * else is asked of the page, so that a child learns nothing of its parents' links, neither by what is told nor by how long it takes.
 */
function answeringVideo(standings: StandingRows, { id, role }: Profile, urlKey: string): string | undefined {
  const known = KINDS.map((kind) => standings.ofLink(id, urlKey, kind));
  return known.find((standing) => standing !== undefined && (role === 'adult' || standing.knew))?.videoId;
}

/** Leaves in a probe's answer what a child may know: its own items and nobody else's. */
function childView(child: Profile, standings: StandingRows, urlKey: string, result: ProbeResult): ProbeResult {
  const ownStatus = (key: string | undefined): VideoStatus | undefined => {
    if (key === undefined) return undefined;
    const own = KINDS.map((kind) => standings.ofLink(child.id, key, kind));
    return own.find((standing) => standing?.wants === true)?.status;
  };
  const { known: _known, wantedBy: _wantedBy, entries, ...facts } = result;
  const known = ownStatus(urlKey);
  return {
    ...facts,
    ...(known !== undefined && { known, wantedBy: [child.name] }),
    ...(entries !== undefined && {
      entries: entries.map(({ known: _entryKnown, ...entry }) => {
        const own = ownStatus(addressOf(entry.url)?.urlKey);
        return own === undefined ? entry : { ...entry, known: own };
      }),
    }),
  };
}

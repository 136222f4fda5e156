import { randomUUID } from 'node:crypto';
import type { ChannelRequest, ChannelValue } from '../../../preload/contract/channels.ts';
import type { HouseholdRequest } from '../../../preload/contract/household.ts';
import type { Preset, Profile } from '../../../preload/contract/types.ts';
import type { WantedLink } from '../../downloads/reference.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import type { ChannelRows } from '../../library/household/channel-rows.ts';
import { type RequestRow, type RequestRows, toListed } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Admission } from '../limits/admission.ts';
import { requireProfile } from '../people/require-profile.ts';
import { type PastedLink, readWantedLink } from '../wanted-link.ts';
import type { Approval } from './approval.ts';
import type { RequestDetails } from './request-details.ts';
import type { RequestNotices } from './request-notices.ts';

/** More open wishes of one child than an adult would ever look through. */
const MAX_WAITING = 100;
/** How long a child waits at the screen for a look at a page whose channel may be allowed; later it goes through by itself. */
const ASK_PATIENCE_MS = 15_000;
/** How long "always from this channel" waits for the channel to become known. */
const CHANNEL_PATIENCE_MS = 30_000;

export interface RequestServiceDependencies {
  readonly database: LibraryDatabase;
  readonly rows: RequestRows;
  readonly channels: ChannelRows;
  readonly profile: (profileId: string) => Profile | undefined;
  readonly admission: Admission;
  readonly approval: Approval;
  readonly details: RequestDetails;
  readonly notices: RequestNotices;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly defaultPreset: () => Preset;
  readonly clock: Pick<Clock, 'now'>;
  readonly append: AppendActivity;
  /** A request of that child changed. */
  readonly onChanged: (profileId: string) => void;
  /** Something failed that nobody waits for. */
  readonly onError: (error: unknown) => void;
}

/** A child asks, an adult decides. Who may call what is decided before, by the sessions; roles are checked here again. */
export interface RequestService {
  /** Records what a child wants (the same link again is the same request) and lets it through at once where a rule allows it. */
  ask(child: Profile, link: WantedLink): Promise<HouseholdRequest>;
  /** The same for a link as a window sends it; an adult needs nobody's permission. */
  create(input: PastedLink & { readonly profileId: string }): Promise<{ request: HouseholdRequest }>;
  list(request: ChannelRequest<'requests:list'>): ChannelValue<'requests:list'>;
  /**
   * An allowed one is downloaded for the child, in the same transaction. The same adult's same decision again answers the same;
   * whoever comes second gets `conflict`. On `limit-reached` and `quota-exceeded` it goes on waiting.
   */
  decide(request: ChannelRequest<'requests:decide'>): Promise<ChannelValue<'requests:decide'>>;
  withdraw(request: ChannelRequest<'requests:withdraw'>): ChannelValue<'requests:withdraw'>;
  channels(request: ChannelRequest<'requests:channels'>): ChannelValue<'requests:channels'>;
  forgetChannel(request: ChannelRequest<'requests:forget-channel'>): ChannelValue<'requests:forget-channel'>;
  /** Open wishes of everybody: a number that may be shown to nobody in particular. */
  waitingCount(): number;
  /** A look at a page is over: a waiting request whose channel is allowed goes through. */
  detailsSettled(requestId: string): void;
  /** Continues the looks that an earlier run of the app left. */
  start(): void;
}

/** Somebody else's decision came first; rolls the transaction back. */
class DecidedAlready extends Error {}

export function createRequestService(dependencies: RequestServiceDependencies): RequestService {
  const { database, rows, channels, admission, approval, details, notices, clock, append, onChanged } = dependencies;

  const person = (profileId: string): Profile => requireProfile(dependencies.profile(profileId));
  const adult = (profileId: string): Profile => {
    const profile = person(profileId);
    if (profile.role !== 'adult') throw new Refusal('forbidden', 'Only an adult of the household can decide that.');
    return profile;
  };
  const known = (requestId: string): RequestRow => {
    const request = rows.get(requestId);
    if (request === undefined) throw new Refusal('not-found', 'That request does not exist any more.');
    return request;
  };
  const scope = (profileId: string): string | null => (person(profileId).role === 'adult' ? null : profileId);

  function record(profile: Profile, link: WantedLink): { request: RequestRow; isNew: boolean } {
    const { address, kind, preset, title, group, subtitles } = link;
    const { url, urlKey, site } = address;
    return database.immediate(() => {
      const waiting = rows.waitingFor({ profileId: profile.id, urlKey, kind });
      if (waiting !== undefined) return { request: waiting, isNew: false };
      if (rows.countWaiting(profile.id) >= MAX_WAITING) {
        throw new Refusal('limit-reached', `You have asked for ${MAX_WAITING} things already. Wait until an adult has decided.`);
      }
      const row = { profileId: profile.id, url, urlKey, site, kind, preset, title, group, subtitles };
      const added = rows.ask({ id: randomUUID(), ...row, createdAt: clock.now() });
      append('asked', { profileId: profile.id, detail: { title } });
      return added;
    });
  }

  /** Registers the child's wish and the decision in one commit. Throws `DecidedAlready`, or a Refusal and all stays as it was. */
  async function allow(request: RequestRow, decidedBy: string | null, overLimit: boolean, alongside = () => {}): Promise<void> {
    const { profileId, title } = request;
    await admission.add(person(profileId), toWantedLink(request), {
      facts: request,
      overLimit,
      alongside: (videoId) => {
        const decision = { requestId: request.id, status: 'allowed', decidedBy, videoId, now: clock.now() } as const;
        if (!rows.decide(decision)) throw new DecidedAlready();
        const by = decidedBy === null ? {} : { profileId: decidedBy };
        append('request-allowed', { videoId, ...by, detail: { title, for: request.profileName } });
        alongside();
      },
    });
    onChanged(profileId);
  }

  /** True: a rule let it through now, or it was decided already. A limit that is reached leaves it waiting. */
  async function letThrough(requestId: string): Promise<boolean> {
    const request = rows.get(requestId);
    if (request?.status !== 'waiting') return request !== undefined;
    if (!approval.mayHaveRequested(person(request.profileId), request)) return false;
    try {
      await allow(request, null, false);
      return true;
    } catch (error) {
      if (error instanceof DecidedAlready) return true;
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  const letThroughLater = async (requestId: string): Promise<void> => {
    const before = rows.get(requestId)?.status;
    if (before !== 'waiting' || !(await letThrough(requestId))) return;
    const request = rows.get(requestId);
    if (request?.status === 'allowed' && request.decidedBy === undefined) notices.wentThrough(request);
  };

  function alreadyDecided(request: RequestRow, adultId: string, wanted: 'allowed' | 'refused'): ChannelValue<'requests:decide'> {
    if (request.status === wanted && rows.deciderOf(request.id) === adultId) return answer(request);
    const sentences = {
      allowed: `${request.decidedBy ?? 'A rule'} has already said yes.`,
      refused: `${request.decidedBy ?? 'Somebody'} has already said no.`,
      withdrawn: `${request.profileName} does not want it any more.`,
      waiting: 'That is being decided just now. Look again.',
    };
    throw new Refusal('conflict', sentences[request.status]);
  }

  function answer(request: RequestRow): ChannelValue<'requests:decide'> {
    const { profileId, extractorKey, channelKey, site } = request;
    const channelAllowed =
      extractorKey !== undefined && channelKey !== undefined && channels.isAllowed(profileId, { extractorKey, channelKey, site });
    return { request: toListed(request), channelAllowed };
  }

  function allowChannel(request: RequestRow, allowedBy: string): void {
    const { profileId, extractorKey, channelKey, site, channel } = request;
    if (extractorKey === undefined || channelKey === undefined) return;
    channels.allow({
      id: randomUUID(),
      profileId,
      extractorKey,
      channelKey,
      site,
      channel: channel ?? channelKey,
      allowedBy,
      now: clock.now(),
    });
  }

  function refuse(request: RequestRow, adultId: string): void {
    database.immediate(() => {
      const decision = { requestId: request.id, status: 'refused', decidedBy: adultId, videoId: null, now: clock.now() } as const;
      if (!rows.decide(decision)) throw new DecidedAlready();
      append('request-refused', { profileId: adultId, detail: { title: request.title, for: request.profileName } });
    });
    onChanged(request.profileId);
  }

  async function ask(child: Profile, link: WantedLink): Promise<HouseholdRequest> {
    await dependencies.refuseAddress(link.address.url);
    const { request, isNew } = record(child, link);
    if (isNew) onChanged(child.id);
    details.find(request);
    const isDecided = await letThrough(request.id);
    if (!isDecided && channels.hasAny(child.id, request.site)) {
      await details.settled(request.id, ASK_PATIENCE_MS);
      await letThrough(request.id);
    }
    const now = known(request.id);
    if (isNew && now.status === 'waiting') notices.asked(child.id, now.createdAt);
    return toListed(now);
  }

  return {
    ask,
    async create({ profileId, ...pasted }) {
      const profile = person(profileId);
      if (profile.role === 'adult') throw new Refusal('invalid-request', 'You need nobody’s permission: add the link itself.');
      return { request: await ask(profile, readWantedLink(pasted, dependencies.defaultPreset())) };
    },
    list: ({ profileId, status }) => ({ requests: rows.list(scope(profileId), status ?? null) }),
    async decide({ profileId, requestId, decision, alwaysThisChannel = false, overLimit = false }) {
      const decider = adult(profileId);
      const wanted = decision === 'allow' ? 'allowed' : 'refused';
      if (alwaysThisChannel && decision === 'allow') await details.settled(known(requestId).id, CHANNEL_PATIENCE_MS);
      const request = known(requestId);
      if (request.status !== 'waiting') return alreadyDecided(request, decider.id, wanted);
      try {
        if (decision === 'refuse') refuse(request, decider.id);
        else await allow(request, decider.id, overLimit, alwaysThisChannel ? () => allowChannel(request, decider.id) : undefined);
      } catch (error) {
        if (error instanceof DecidedAlready) return alreadyDecided(known(requestId), decider.id, wanted);
        throw error;
      }
      const decided = known(requestId);
      notices.answered(decider, decided);
      if (alwaysThisChannel) for (const { id } of rows.waiting(decided.profileId)) await letThroughLater(id);
      return answer(decided);
    },
    withdraw({ profileId, requestId }) {
      const request = known(requestId);
      if (request.profileId !== profileId) throw new Refusal('not-found', 'That request does not exist any more.');
      const decision = { requestId, status: 'withdrawn', decidedBy: null, videoId: null, now: clock.now() } as const;
      if (rows.decide(decision)) onChanged(profileId);
      else if (request.status !== 'withdrawn') throw new Refusal('conflict', 'That was decided already.');
      return { request: toListed(known(requestId)) };
    },
    channels: ({ profileId }) => ({ channels: channels.list(scope(profileId)) }),
    forgetChannel({ profileId, channelId }) {
      adult(profileId);
      const childId = channels.forget(channelId);
      if (childId === undefined) throw new Refusal('not-found', 'That channel is not allowed any more.');
      onChanged(childId);
      return { channels: channels.list(null) };
    },
    waitingCount: () => rows.countWaiting(null),
    detailsSettled(requestId) {
      const request = rows.get(requestId);
      if (request === undefined) return;
      onChanged(request.profileId);
      if (request.status === 'waiting' && channels.hasAny(request.profileId, request.site)) {
        void letThroughLater(requestId).catch(dependencies.onError);
      }
    },
    start() {
      for (const request of rows.waiting(null)) if (request.details === 'looking') details.find(request);
    },
  };
}

/** The link of a request, as it was read when the child asked. */
function toWantedLink({ url, urlKey, site, kind, preset, title, groupId, groupTitle, subtitles }: RequestRow): WantedLink {
  const group = groupId === undefined || groupTitle === undefined ? undefined : { id: groupId, title: groupTitle };
  return { address: { url, urlKey, site }, kind, preset, title, group, subtitles };
}

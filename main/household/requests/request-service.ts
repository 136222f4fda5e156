import { said } from '../../../phrasebook/said.ts';
import type { AllowedChannel, HouseholdRequest, RequestStatus } from '../../../preload/contract/household.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import { toListed } from '../../library/household/request-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ProbeReport } from '../../yt-dlp/probe-report.ts';
import type { MetaEntry } from '../../yt-dlp/reports.ts';
import type { Admission } from '../limits/admission.ts';
import { requireProfile } from '../people/require-profile.ts';
import type { Approval } from './approval.ts';
import { type AskRequests, createAskRequests } from './ask-requests.ts';
import { createDecideRequests, type DecidedRequest, type DecisionInput } from './decide-requests.ts';
import { createFoundVideos, type FoundVideosDependencies } from './found-videos.ts';
import { createRequestDecisions } from './request-decisions.ts';
import { createRequestDetails } from './request-details.ts';
import { createRequestNotices } from './request-notices.ts';
import type { RequestRecords } from './request-records.ts';
import { requireRequest } from './require-request.ts';

export interface RequestServiceDependencies {
  readonly records: RequestRecords;
  readonly profiles: { list(): readonly Profile[]; get(profileId: string): Profile | undefined };
  readonly admission: Admission;
  readonly approval: Approval;
  /** Tells whether a limit of this person depends on how long or large a video is. */
  readonly needsFacts: (profile: Profile) => boolean;
  readonly engine: {
    /** Probes a page; rejects when there is nothing to be learned. */
    inspect(url: string): Promise<ProbeReport>;
    /** Throws a Refusal for an address that must not be asked. */
    refuseAddress(url: string): Promise<void>;
  };
  /** What a video that a run found is checked against. */
  readonly found: Pick<FoundVideosDependencies, 'standings' | 'videos' | 'rules' | 'cancel'>;
  readonly notify: (profileId: string, notice: Notice) => void;
  /** A request of that child changed. */
  readonly onChanged: (profileId: string) => void;
  /** Something failed that nobody waits for. */
  readonly onError: (error: unknown) => void;
}

interface OfProfile {
  readonly profileId: string;
}

/** Lets children ask and adults decide. Who may call what is decided before, by the sessions; roles are checked here again. */
export interface RequestService extends Pick<AskRequests, 'ask' | 'start'> {
  /**
   * Downloads an allowed one for the child, in the same transaction. The same adult's same decision again answers the same;
   * whoever comes second gets `conflict`. On `limit-reached` and `quota-exceeded` it goes on waiting.
   */
  decide(input: DecisionInput): Promise<DecidedRequest>;
  /** Lists everybody's requests for an adult, a child's own for a child. */
  list(input: OfProfile & { readonly status?: RequestStatus | undefined }): { requests: HouseholdRequest[] };
  /** Takes back what oneself asked for. */
  withdraw(input: OfProfile & { readonly requestId: string }): { request: HouseholdRequest };
  /** Lists the allowed channels: everybody's for an adult, a child's own for a child. */
  channels(input: OfProfile): { channels: AllowedChannel[] };
  forgetChannel(input: OfProfile & { readonly channelId: string }): { channels: AllowedChannel[] };
  /** Counts the open requests of everybody: a number that may be shown to nobody in particular. */
  waitingCount(): number;
  /** Checks what a run found behind a link against what each child that wants it may have. */
  checkFound(videoId: string, found: MetaEntry): void;
  /** Ends what is under way; call it before the database is closed. */
  stop(): void;
}

export function createRequestService(dependencies: RequestServiceDependencies): RequestService {
  const { records, profiles, admission, approval, engine, notify, onChanged, onError } = dependencies;
  const { rows, channels, clock } = records;

  const person = (profileId: string): Profile => requireProfile(profiles.get(profileId));
  const adult = (profileId: string): Profile => {
    const profile = person(profileId);
    if (profile.role !== 'adult') throw new Refusal('forbidden', said('refusal.adultDecides'));
    return profile;
  };
  /** Null: an adult sees everybody's. */
  const scope = (profileId: string): string | null => (person(profileId).role === 'adult' ? null : profileId);

  const needsFacts = (profileId: string): boolean => dependencies.needsFacts(person(profileId));
  const adults = () => profiles.list().filter(({ role }) => role === 'adult');
  const notices = createRequestNotices({ rows, adults, clock, notify });
  const decisions = createRequestDecisions({ records, person, admission, approval, notices, onChanged });
  const details = createRequestDetails({
    rows,
    inspect: engine.inspect,
    clock,
    onSettled: (requestId) => asking.detailsSettled(requestId),
    onError,
  });
  const { refuseAddress } = engine;
  const children = () => profiles.list().filter(({ role }) => role === 'child');
  const checkFound = createFoundVideos({ ...dependencies.found, records, children, notices, notify, onChanged });
  const asking = createAskRequests({ records, details, decisions, notices, refuseAddress, onChanged, onError });

  return {
    ask: asking.ask,
    start: asking.start,
    decide: createDecideRequests({ records, adult, details, needsFacts, decisions, notices }),
    list: ({ profileId, status }) => ({ requests: rows.list(scope(profileId), status ?? null) }),
    withdraw({ profileId, requestId }) {
      const found = rows.get(requestId);
      const request = requireRequest(found?.profileId === profileId ? found : undefined);
      const decision = { requestId, status: 'withdrawn', decidedBy: null, videoId: null, now: clock.now() } as const;
      if (rows.decide(decision)) onChanged(profileId);
      else if (request.status !== 'withdrawn') throw new Refusal('conflict', said('refusal.decidedAlready'));
      return { request: toListed(rows.get(requestId) ?? request) };
    },
    channels: ({ profileId }) => ({ channels: channels.list(scope(profileId)) }),
    forgetChannel({ profileId, channelId }) {
      adult(profileId);
      const childId = channels.forget(channelId);
      if (childId === undefined) throw new Refusal('not-found', said('refusal.channelNotAllowed'));
      onChanged(childId);
      return { channels: channels.list(null) };
    },
    waitingCount: () => rows.countWaiting(null),
    checkFound,
    stop() {
      details.stop();
      notices.stop();
    },
  };
}

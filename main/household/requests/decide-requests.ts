import { said } from '../../../phrasebook/said.ts';
import type { HouseholdRequest } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { type RequestRow, toListed } from '../../library/household/request-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import { allowChannel, isChannelAllowed } from './channel-permissions.ts';
import { DecidedAlready, type RequestDecisions } from './request-decisions.ts';
import type { RequestDetails } from './request-details.ts';
import type { RequestNotices } from './request-notices.ts';
import type { RequestRecords } from './request-records.ts';
import { requireRequest } from './require-request.ts';

/** How long a yes waits for what it depends on: the channel that is always allowed, the length or size that a limit counts. */
const DETAILS_PATIENCE_MS = 30_000;

export interface DecisionInput {
  readonly profileId: string;
  readonly requestId: string;
  readonly decision: 'allow' | 'refuse';
  readonly alwaysThisChannel?: boolean | undefined;
  readonly overLimit?: boolean | undefined;
}

export interface DecidedRequest {
  readonly request: HouseholdRequest;
  readonly channelAllowed: boolean;
}

export interface DecideRequestsDependencies {
  readonly records: RequestRecords;
  /** Throws `not-found`, and `forbidden` for a child. */
  readonly adult: (profileId: string) => Profile;
  readonly details: Pick<RequestDetails, 'settled'>;
  /** Tells whether a limit of this child depends on how long or large its videos are. */
  readonly needsFacts: (profileId: string) => boolean;
  readonly decisions: RequestDecisions;
  readonly notices: Pick<RequestNotices, 'answered'>;
}

/** Creates what decides for an adult: whoever comes second hears what was decided, and only the same answer again is the same. */
export function createDecideRequests(dependencies: DecideRequestsDependencies) {
  const { records, adult, details, needsFacts, decisions, notices } = dependencies;
  const { rows, channels } = records;

  const existing = (requestId: string): RequestRow => requireRequest(rows.get(requestId));
  const toAnswer = (request: RequestRow): DecidedRequest => ({
    request: toListed(request),
    channelAllowed: isChannelAllowed(channels, request),
  });

  function answerDecided(request: RequestRow, adultId: string, wanted: 'allowed' | 'refused'): DecidedRequest {
    if (request.status === wanted && rows.deciderOf(request.id) === adultId) return toAnswer(request);
    const name = request.decidedBy;
    const sentences = {
      allowed: name === undefined ? said('refusal.ruleSaidYes') : said('refusal.saidYes', { name }),
      refused: name === undefined ? said('refusal.someoneSaidNo') : said('refusal.saidNo', { name }),
      withdrawn: said('refusal.notWantedAnyMore', { name: request.profileName }),
      waiting: said('refusal.decidingNow'),
    };
    throw new Refusal('conflict', sentences[request.status]);
  }

  return async (input: DecisionInput): Promise<DecidedRequest> => {
    const { requestId, decision, alwaysThisChannel = false, overLimit = false } = input;
    const decider = adult(input.profileId);
    const wanted = decision === 'allow' ? 'allowed' : 'refused';
    const asked = existing(requestId);
    if (decision === 'allow' && (alwaysThisChannel || (!overLimit && needsFacts(asked.profileId)))) {
      await details.settled(requestId, DETAILS_PATIENCE_MS);
    }
    const request = existing(requestId);
    if (request.status !== 'waiting') return answerDecided(request, decider.id, wanted);
    try {
      if (decision === 'refuse') decisions.refuse(request, decider.id);
      else {
        const alongside = () => (alwaysThisChannel ? allowChannel(records, request, decider.id) : undefined);
        await decisions.allow(request, decider.id, { overLimit, alongside });
      }
    } catch (error) {
      if (error instanceof DecidedAlready) return answerDecided(existing(requestId), decider.id, wanted);
      throw error;
    }
    const decided = existing(requestId);
    notices.answered(decider, decided);
    if (alwaysThisChannel) for (const { id } of rows.waiting(decided.profileId)) await decisions.letThroughLater(id);
    return toAnswer(decided);
  };
}

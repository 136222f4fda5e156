import type { Profile } from '../../../preload/contract/types.ts';
import type { WantedLink } from '../../downloads/reference.ts';
import type { RequestRow } from '../../library/household/request-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Admission } from '../limits/admission.ts';
import type { Approval } from './approval.ts';
import type { RequestNotices } from './request-notices.ts';
import type { RequestRecords } from './request-records.ts';

/** Somebody else's decision came first; rolls the transaction back. */
export class DecidedAlready extends Error {}

export interface AllowOptions {
  readonly overLimit?: boolean;
  /** Written in the same commit. */
  readonly alongside?: () => void;
}

/** Writes decisions on requests, each in one guarded statement. `decidedBy` null: a rule that an adult has set before. */
export interface RequestDecisions {
  /**
   * Registers the child's reference and the decision in one commit. Throws `DecidedAlready`, or a Refusal when a limit is reached,
   * and all stays as it was.
   */
  allow(request: RequestRow, decidedBy: string | null, options?: AllowOptions): Promise<void>;
  /** Throws `DecidedAlready`. */
  refuse(request: RequestRow, adultId: string): void;
  /** Lets a request through if a rule allows it. True: it was, or it was decided before; on a limit it goes on waiting. */
  letThrough(requestId: string): Promise<boolean>;
  /** Does the same for a child that was told to wait, and tells it. */
  letThroughLater(requestId: string): Promise<void>;
}

export interface RequestDecisionsDependencies {
  readonly records: RequestRecords;
  /** Throws `not-found`. */
  readonly person: (profileId: string) => Profile;
  readonly admission: Admission;
  readonly approval: Approval;
  readonly notices: Pick<RequestNotices, 'wentThrough'>;
  readonly onChanged: (profileId: string) => void;
}

export function createRequestDecisions(dependencies: RequestDecisionsDependencies): RequestDecisions {
  const { records, person, admission, approval, notices, onChanged } = dependencies;
  const { database, rows, clock, append } = records;

  async function allow(
    request: RequestRow,
    decidedBy: string | null,
    { overLimit, alongside }: AllowOptions = {},
  ): Promise<void> {
    const { profileId, profileName, title } = request;
    await admission.add(person(profileId), toWantedLink(request), {
      facts: request,
      overLimit,
      alongside(videoId) {
        const decision = { requestId: request.id, status: 'allowed', decidedBy, videoId, now: clock.now() } as const;
        if (!rows.decide(decision)) throw new DecidedAlready();
        const by = decidedBy === null ? {} : { profileId: decidedBy };
        append('request-allowed', { videoId, ...by, detail: { title, for: profileName } });
        alongside?.();
      },
    });
    onChanged(profileId);
  }

  async function letThrough(requestId: string): Promise<boolean> {
    const request = rows.get(requestId);
    if (request?.status !== 'waiting') return request !== undefined;
    if (!approval.mayHaveRequested(person(request.profileId), request)) return false;
    try {
      await allow(request, null);
      return true;
    } catch (error) {
      if (error instanceof DecidedAlready) return true;
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  return {
    allow,
    letThrough,
    refuse(request, adultId) {
      database.immediate(() => {
        const decision = {
          requestId: request.id,
          status: 'refused',
          decidedBy: adultId,
          videoId: null,
          now: clock.now(),
        } as const;
        if (!rows.decide(decision)) throw new DecidedAlready();
        append('request-refused', { profileId: adultId, detail: { title: request.title, for: request.profileName } });
      });
      onChanged(request.profileId);
    },
    async letThroughLater(requestId) {
      const before = rows.get(requestId)?.status;
      if (before !== 'waiting' || !(await letThrough(requestId))) return;
      const request = rows.get(requestId);
      if (request?.status === 'allowed' && request.decidedBy === undefined) notices.wentThrough(request);
    },
  };
}

/** Returns the link of a request as it was read when the child asked. */
function toWantedLink({ url, urlKey, site, kind, preset, title, groupId, groupTitle, subtitles }: RequestRow): WantedLink {
  const group = groupId === undefined || groupTitle === undefined ? undefined : { id: groupId, title: groupTitle };
  return { address: { url, urlKey, site }, kind, preset, title, group, subtitles };
}

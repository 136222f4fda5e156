import { randomUUID } from 'node:crypto';
import { said } from '../../../phrasebook/said.ts';
import type { HouseholdRequest } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import type { WantedLink } from '../../downloads/reference.ts';
import { type RequestRow, toListed } from '../../library/household/request-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RequestDecisions } from './request-decisions.ts';
import type { RequestDetails } from './request-details.ts';
import type { RequestNotices } from './request-notices.ts';
import type { RequestRecords } from './request-records.ts';
import { requireRequest } from './require-request.ts';

/** More open requests of one child than an adult would ever read through. */
const MAX_WAITING = 100;
/** How long a child waits at the screen for the probe of a page whose channel may be allowed; later it goes through by itself. */
const ASK_PATIENCE_MS = 15_000;

/** Records what children ask for, and what their pages tell. */
export interface AskRequests {
  /** Records what a child wants (the same link again is the same request) and lets it through at once where a rule allows it. */
  ask(child: Profile, link: WantedLink): Promise<HouseholdRequest>;
  /** Lets a waiting request through whose channel turned out to be allowed. Call it when the probe of its page is over. */
  detailsSettled(requestId: string): void;
  /** Continues the probes that an earlier run of the app left. */
  start(): void;
}

export interface AskRequestsDependencies {
  readonly records: RequestRecords;
  readonly details: RequestDetails;
  readonly decisions: Pick<RequestDecisions, 'letThrough' | 'letThroughLater'>;
  readonly notices: Pick<RequestNotices, 'asked'>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly onChanged: (profileId: string) => void;
  /** Something failed that nobody waits for. */
  readonly onError: (error: unknown) => void;
}

export function createAskRequests(dependencies: AskRequestsDependencies): AskRequests {
  const { records, details, decisions, notices, onChanged } = dependencies;
  const { database, rows, channels, clock, append } = records;

  function record(child: Profile, link: WantedLink): { request: RequestRow; isNew: boolean } {
    const { address, kind, preset, title, group, subtitles } = link;
    const { url, urlKey, site } = address;
    return database.immediate(() => {
      const waiting = rows.waitingFor({ profileId: child.id, urlKey, kind });
      if (waiting !== undefined) return { request: waiting, isNew: false };
      if (rows.countWaiting(child.id) >= MAX_WAITING) {
        throw new Refusal('limit-reached', said('refusal.askedAlready', { count: MAX_WAITING }));
      }
      const row = { profileId: child.id, url, urlKey, site, kind, preset, title, group, subtitles };
      const added = rows.ask({ id: randomUUID(), ...row, createdAt: clock.now() });
      append('asked', { profileId: child.id, detail: { title } });
      return added;
    });
  }

  return {
    async ask(child, link) {
      await dependencies.refuseAddress(link.address.url);
      const { request, isNew } = record(child, link);
      if (isNew) onChanged(child.id);
      details.find(request);
      const isDecided = await decisions.letThrough(request.id);
      if (!isDecided && channels.hasAny(child.id, request.site)) {
        await details.settled(request.id, ASK_PATIENCE_MS);
        await decisions.letThrough(request.id);
      }
      const now = requireRequest(rows.get(request.id));
      if (isNew && now.status === 'waiting') notices.asked(child.id, now.createdAt);
      return toListed(now);
    },
    detailsSettled(requestId) {
      const request = rows.get(requestId);
      if (request === undefined) return;
      onChanged(request.profileId);
      if (request.status === 'waiting' && channels.hasAny(request.profileId, request.site)) {
        void decisions.letThroughLater(requestId).catch(dependencies.onError);
      }
    },
    start() {
      for (const request of rows.waiting(null)) if (request.details === 'looking') details.find(request);
    },
  };
}

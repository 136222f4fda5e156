import { said } from '../../../phrasebook/said.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ActivityRows } from './activity-rows.ts';

const PAGE_ENTRIES = 100;

/** Says which entries to list, and for whom. */
export interface ActivityListQuery {
  readonly profileId: string;
  readonly videoId?: string | undefined;
  /** Continues after the page that had this `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** Holds one page of entries. */
export interface ActivityPage {
  readonly entries: ActivityEntry[];
  readonly nextCursor?: string;
}

/** Lists what happened and why, a page at a time, for the person who asks. */
export interface ActivityListing {
  /** Lists the newest 100 entries first. Refuses a video that is unknown or outside the person's view with `not-found`. */
  list(query: ActivityListQuery): ActivityPage;
}

export function createActivityListing(rows: Pick<ActivityRows, 'visible' | 'mayAskFor'>): ActivityListing {
  return {
    list({ profileId, videoId, cursor }) {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor);
      const found = rows.visible({ profileId, videoId, before, limit: PAGE_ENTRIES + 1 });
      if (found.length === 0 && videoId !== undefined && !rows.mayAskFor(profileId, videoId)) {
        throw new Refusal('not-found', said('refusal.notInList'));
      }
      const entries = found.slice(0, PAGE_ENTRIES);
      const last = entries.at(-1);
      return { entries, ...(found.length > PAGE_ENTRIES && last !== undefined && { nextCursor: String(last.id) }) };
    },
  };
}

function readCursor(cursor: string): number {
  const id = Number(cursor);
  if (Number.isSafeInteger(id) && id >= 0) return id;
  throw new Refusal('invalid-request', 'The list cannot be continued from there. Open it again.');
}

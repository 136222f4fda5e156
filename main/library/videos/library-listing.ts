import { z } from 'zod';
import { said } from '../../../phrasebook/said.ts';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { LibraryDatabase } from '../database/database.ts';
import { createLibraryRows, type LibrarySort, type PagePosition, type VisibleVideo } from './library-rows.ts';
import { createPlaybackRows, reachesEnd } from './playback-rows.ts';

const DEFAULT_LIMIT = 60;

/** Says which page to list, and for whom. */
export interface LibraryQuery {
  readonly profileId: string;
  readonly search?: string | undefined;
  /** Limits the page to one channel, by its name as `LibraryVideo.channel` says it. */
  readonly channelId?: string | undefined;
  readonly sort?: LibrarySort | undefined;
  /** Continues after the page of the same order that had this `nextCursor`. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Lists what a person sees of the shared library, and remembers where each stopped watching. */
export interface LibraryListing {
  /** Lists one page, 60 videos unless asked otherwise. Refuses a cursor of another sort order. */
  list(query: LibraryQuery): { videos: LibraryVideo[]; nextCursor?: string };
  /** Remembers a position; tells whether the video counts as watched now. Refuses with `not-found` like `visible`. */
  progress(position: { readonly profileId: string; readonly videoId: string; readonly seconds: number }): { watched: boolean };
  /** Finds a complete video within the person's view; refuses with `not-found`. */
  visible(profileId: string, videoId: string): VisibleVideo;
}

export function createLibraryListing(database: LibraryDatabase, clock: Pick<Clock, 'now'>): LibraryListing {
  const rows = createLibraryRows(database);
  const playback = createPlaybackRows(database);

  function visible(profileId: string, videoId: string): VisibleVideo {
    const video = rows.visible(profileId, videoId);
    if (video === undefined) throw new Refusal('not-found', said('refusal.notInLibrary'));
    return video;
  }

  return {
    list({ profileId, search = '', channelId, sort = 'newest', cursor, limit = DEFAULT_LIMIT }) {
      const page = rows.page({
        profileId,
        search: search.trim(),
        channel: channelId ?? null,
        sort,
        after: cursor === undefined ? null : readCursor(cursor, sort),
        limit,
      });
      return { videos: page.videos, ...(page.next !== null && { nextCursor: writeCursor(page.next, sort) }) };
    },
    progress: ({ profileId, videoId, seconds }) =>
      database.immediate(() => {
        const { durationSeconds } = visible(profileId, videoId);
        const position = durationSeconds === null ? seconds : Math.min(seconds, durationSeconds);
        return { watched: playback.save(profileId, videoId, position, reachesEnd(position, durationSeconds), clock.now()) };
      }),
    visible,
  };
}

const cursorParts = z.tuple([z.string(), z.union([z.number(), z.string()]), z.string()]);

function writeCursor({ key, videoId }: PagePosition, sort: LibrarySort): string {
  return Buffer.from(JSON.stringify([sort, key, videoId])).toString('base64url');
}

function readCursor(cursor: string, sort: LibrarySort): PagePosition {
  try {
    const [cursorSort, key, videoId] = cursorParts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (cursorSort === sort && (typeof key === 'string') === (sort === 'title')) return { key, videoId };
  } catch {
    // Falls through: whatever is wrong with it, it is not one of ours.
  }
  throw new Refusal('invalid-request', 'The order of the list has changed. Open it again from the start.');
}

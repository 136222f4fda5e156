import type { LibraryVideo, MediaKind } from '../../../preload/contract/types.ts';
import type { LibraryDatabase } from '../database/database.ts';
import { searchKey, titleSortKey } from './text-key.ts';

/** Names an order of the library. */
export type LibrarySort = 'newest' | 'oldest' | 'title' | 'largest';

/** Marks the last row of a page: the next page starts after it, whatever was added or removed meanwhile. */
export interface PagePosition {
  readonly key: number | string;
  readonly videoId: string;
}

/** Says which page to read, and for whom. */
export interface LibraryPageQuery {
  readonly profileId: string;
  /** Limits the page to videos whose title and channel together contain these words; empty: everything. */
  readonly search: string;
  readonly channel: string | null;
  readonly sort: LibrarySort;
  readonly after: PagePosition | null;
  readonly limit: number;
}

/** Holds one page of the library. */
export interface LibraryPage {
  readonly videos: LibraryVideo[];
  /** Marks where the next page starts, when there are more. */
  readonly next: PagePosition | null;
}

/** Describes a complete video that a profile may see, with what playing it needs. */
export interface VisibleVideo {
  readonly videoId: string;
  readonly title: string;
  readonly fileName: string;
  readonly hasThumbnail: boolean;
  readonly durationSeconds: number | null;
}

/**
 * Decides who sees what, in SQL: an adult sees the whole shared library, a child only what it wants itself (an active
 * reference). What is in the trash nobody sees.
 */
export interface LibraryRows {
  page(query: LibraryPageQuery): LibraryPage;
  /** Finds one video; `undefined` when it is not there, not complete, in the trash, or outside this profile's view. */
  visible(profileId: string, videoId: string): VisibleVideo | undefined;
}

const VISIBLE = `v.status = 'complete' AND v.trashed_at IS NULL AND EXISTS (
  SELECT 1 FROM profiles p WHERE p.id = @profileId AND (p.role = 'adult' OR EXISTS (
    SELECT 1 FROM active_references r WHERE r.video_id = v.id AND r.profile_id = p.id)))`;

const SORTS: Record<LibrarySort, { readonly key: string; readonly order: 'ASC' | 'DESC'; readonly beyond: '<' | '>' }> = {
  newest: { key: 'v.completed_at', order: 'DESC', beyond: '<' },
  oldest: { key: 'v.completed_at', order: 'ASC', beyond: '>' },
  title: { key: 'title_sort_key(v.title)', order: 'ASC', beyond: '>' },
  largest: { key: 'v.bytes', order: 'DESC', beyond: '<' },
};

interface PageRow {
  videoId: string;
  sortKey: number | string;
  title: string;
  url: string;
  kind: MediaKind;
  channel: string | null;
  durationSeconds: number | null;
  bytes: number;
  fileName: string;
  hasThumbnail: 0 | 1;
  completedAt: number;
  wantedBy: string;
  watchedSeconds: number | null;
  watched: 0 | 1 | null;
}

export function createLibraryRows(database: Pick<LibraryDatabase, 'prepare' | 'defineFunction'>): LibraryRows {
  const { prepare } = database;
  defineTextFunctions(database);
  return {
    page({ profileId, search, channel, sort, after, limit }) {
      const rows = prepare(pageSql(sort, after !== null, search !== '', channel !== null)).all({
        profileId,
        ...(search !== '' && { search }),
        ...(channel !== null && { channel }),
        ...(after !== null && { afterKey: after.key, afterId: after.videoId }),
        limit: limit + 1,
      }) as PageRow[];
      const more = rows.length > limit;
      const shown = more ? rows.slice(0, limit) : rows;
      const last = shown.at(-1);
      return {
        videos: shown.map(toVideo),
        next: more && last !== undefined ? { key: last.sortKey, videoId: last.videoId } : null,
      };
    },
    visible(profileId, videoId) {
      const row = prepare(
        `SELECT v.id AS videoId, v.title, v.file_name AS fileName, v.has_thumbnail AS hasThumbnail,
           v.duration_seconds AS durationSeconds FROM videos v WHERE v.id = @videoId AND ${VISIBLE}`,
      ).get({ profileId, videoId }) as (Omit<VisibleVideo, 'hasThumbnail'> & { hasThumbnail: 0 | 1 }) | undefined;
      return row && { ...row, hasThumbnail: row.hasThumbnail === 1 };
    },
  };
}

/** Reads a page: the inner query picks the ids; names and watch positions are read only for those. */
function pageSql(sort: LibrarySort, isLaterPage: boolean, hasSearch: boolean, hasChannel: boolean): string {
  const { key, order, beyond } = SORTS[sort];
  return `
    WITH page AS (
      SELECT v.id, ${key} AS sortKey FROM videos v
      WHERE ${VISIBLE}
        ${hasChannel ? 'AND v.channel = @channel' : ''}
        ${hasSearch ? `AND contains_words(v.title || ' ' || coalesce(v.channel, ''), @search)` : ''}
        ${isLaterPage ? `AND (${key}, v.id) ${beyond} (@afterKey, @afterId)` : ''}
      ORDER BY sortKey ${order}, v.id ${order} LIMIT @limit)
    SELECT v.id AS videoId, page.sortKey, v.title, v.url, v.kind, v.channel, v.duration_seconds AS durationSeconds, v.bytes,
      v.file_name AS fileName, v.has_thumbnail AS hasThumbnail, v.completed_at AS completedAt,
      (SELECT json_group_array(name) FROM (
        SELECT p.name FROM active_references r JOIN profiles p ON p.id = r.profile_id
        WHERE r.video_id = v.id ORDER BY r.profile_id <> @profileId, r.created_at, p.id)) AS wantedBy,
      w.seconds AS watchedSeconds, w.watched
    FROM page JOIN videos v ON v.id = page.id LEFT JOIN playback w ON w.video_id = v.id AND w.profile_id = @profileId
    ORDER BY page.sortKey ${order}, v.id ${order}`;
}

/** Compares text by the app's own functions, since SQLite folds the case of ASCII only; nothing typed becomes a pattern. */
function defineTextFunctions({ defineFunction }: Pick<LibraryDatabase, 'defineFunction'>): void {
  let search = '';
  let words: string[] = [];
  defineFunction('contains_words', (text: string, asked: string) => {
    if (asked !== search) {
      search = asked;
      words = searchKey(asked).split(/\s+/).filter(Boolean);
    }
    const key = searchKey(text);
    return words.every((word) => key.includes(word)) ? 1 : 0;
  });
  defineFunction('title_sort_key', (title: string) => titleSortKey(title));
}

function toVideo(row: PageRow): LibraryVideo {
  return {
    videoId: row.videoId,
    title: row.title,
    url: row.url,
    kind: row.kind,
    bytes: row.bytes,
    fileName: row.fileName,
    hasThumbnail: row.hasThumbnail === 1,
    completedAt: row.completedAt,
    wantedBy: JSON.parse(row.wantedBy) as string[],
    watchedSeconds: row.watchedSeconds ?? 0,
    watched: row.watched === 1,
    ...(row.channel !== null && { channel: row.channel }),
    ...(row.durationSeconds !== null && { durationSeconds: row.durationSeconds }),
  };
}

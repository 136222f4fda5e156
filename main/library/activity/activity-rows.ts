import type { ChannelRequest, ChannelValue } from '../../../preload/contract/channels.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { redact } from '../../platform/redact.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { WritableDatabase } from '../database/database.ts';
import type { AppendActivity } from './activity-events.ts';

const KEPT_ENTRIES = 20_000;
const PAGE_ENTRIES = 100;
const LONGEST_DETAIL = 2000;

/** What happened and why. Bounded: the oldest entries beyond 20,000 go as new ones come. */
export interface ActivityRows {
  /** Adds one entry; inside a transaction it becomes part of it. Secrets in the detail's texts are removed. */
  readonly append: AppendActivity;
  /**
   * Newest first, 100 a page. An adult sees everything. A child sees its own entries, and for videos that it wants also what the
   * app did by itself (such as `stalled`); never another person's. A video that is unknown or outside its view: `not-found`.
   */
  list(request: ChannelRequest<'activity:list'>): ChannelValue<'activity:list'>;
}

interface ActivityRow {
  id: number;
  at: number;
  videoId: string | null;
  title: string | null;
  profileName: string | null;
  event: string;
  detail: string;
}

const SCOPE = `(
  EXISTS (SELECT 1 FROM profiles p WHERE p.id = @profileId AND p.role = 'adult')
  OR a.profile_id = @profileId
  OR (a.profile_id IS NULL AND EXISTS (SELECT 1 FROM active_references r
    WHERE r.video_id = a.video_id AND r.profile_id = @profileId)))`;

export function createActivityRows(database: WritableDatabase, clock: Pick<Clock, 'now'>): ActivityRows {
  const { prepare } = database;

  const mayAskFor = (profileId: string, videoId: string): boolean =>
    prepare(
      `SELECT 1 FROM profiles p JOIN videos v ON v.id = @videoId WHERE p.id = @profileId AND (p.role = 'adult'
         OR EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id AND r.profile_id = p.id))`,
    ).get({ profileId, videoId }) !== undefined;

  return {
    append: (event, { videoId = null, profileId = null, detail = {} }) =>
      database.immediate(() => {
        const { id } = database.runReturning(
          'INSERT INTO activity (at, video_id, profile_id, event, detail) VALUES (?, ?, ?, ?, ?) RETURNING id',
          clock.now(),
          videoId,
          profileId,
          event,
          JSON.stringify(withoutSecrets(detail)),
        ) as { id: number };
        // Ids have no gaps (only the oldest are ever deleted), so this finds at most one row, by its key.
        database.run('DELETE FROM activity WHERE id <= ?', id - KEPT_ENTRIES);
      }),
    list({ profileId, videoId, cursor }) {
      const rows = prepare(
        `SELECT a.id, a.at, a.video_id AS videoId, v.title, n.name AS profileName, a.event, a.detail
         FROM activity a LEFT JOIN videos v ON v.id = a.video_id LEFT JOIN profiles n ON n.id = a.profile_id
         WHERE a.id < @before ${videoId === undefined ? '' : 'AND a.video_id = @videoId'} AND ${SCOPE}
         ORDER BY a.id DESC LIMIT @limit`,
      ).all({
        profileId,
        before: cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor),
        limit: PAGE_ENTRIES + 1,
        ...(videoId !== undefined && { videoId }),
      }) as ActivityRow[];
      if (rows.length === 0 && videoId !== undefined && !mayAskFor(profileId, videoId)) {
        throw new Refusal('not-found', 'That video is not in your list.');
      }
      const entries = rows.slice(0, PAGE_ENTRIES).map(toEntry);
      const last = entries.at(-1);
      return { entries, ...(rows.length > PAGE_ENTRIES && last !== undefined && { nextCursor: String(last.id) }) };
    },
  };
}

function withoutSecrets(detail: ActivityEntry['detail']): ActivityEntry['detail'] {
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      key,
      typeof value === 'string' ? redact(value).slice(0, LONGEST_DETAIL) : value,
    ]),
  );
}

function readCursor(cursor: string): number {
  const id = Number(cursor);
  if (!Number.isSafeInteger(id) || id < 0)
    throw new Refusal('invalid-request', 'The list cannot be continued from there. Open it again.');
  return id;
}

function toEntry(row: ActivityRow): ActivityEntry {
  return {
    id: row.id,
    at: row.at,
    event: row.event,
    detail: JSON.parse(row.detail) as ActivityEntry['detail'],
    ...(row.videoId !== null && { videoId: row.videoId }),
    ...(row.title !== null && { title: row.title }),
    ...(row.profileName !== null && { profileName: row.profileName }),
  };
}

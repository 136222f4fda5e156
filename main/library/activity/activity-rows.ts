import { HOUSEHOLD_CHANGES } from '../../../preload/contract/household-changes.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { redact } from '../../platform/redact.ts';
import type { WritableDatabase } from '../database/database.ts';
import type { AppendActivity } from './activity-events.ts';

const KEPT_ENTRIES = 20_000;
const LONGEST_DETAIL = 2000;

/** Says which entries to read. */
export interface ActivityQuery {
  readonly profileId: string;
  /** Limits the page to entries of this video. */
  readonly videoId: string | undefined;
  /** Limits the page to entries with a smaller id. */
  readonly before: number;
  readonly limit: number;
}

/** Keeps what happened and why. Bounded: the oldest entries beyond 20,000 go as new ones come. */
export interface ActivityRows {
  /** Adds one entry; inside a transaction it becomes part of it. Secrets in the detail's texts are removed. */
  readonly append: AppendActivity;
  /**
   * Reads entries, the newest first. An adult sees everything. A child sees its own entries, and for videos that it wants also what
   * the app did by itself (such as `stalled`) since it added them; never another person's, nor that there are others.
   */
  visible(query: ActivityQuery): ActivityEntry[];
  /** Reads what this person is still to be told, the oldest first: wrong tries at their PIN, and an adult what others changed. */
  untold(profileId: string): ActivityEntry[];
  /** Tells whether the video is known and within the person's view: an adult's all, a child's what it wants or wanted. */
  mayAskFor(profileId: string, videoId: string): boolean;
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
    WHERE r.video_id = a.video_id AND r.profile_id = @profileId AND r.created_at <= a.at)))`;

/** A child is told of its own part only: whether others want a video, too, or still do, is left out. */
const EVENT = `CASE WHEN viewer.role = 'adult' THEN a.event WHEN a.event = 'joined' THEN 'triggered'
  WHEN a.event IN ('cancelled', 'trashed') THEN 'dropped' ELSE a.event END`;
const DETAIL = `CASE WHEN viewer.role = 'child' AND a.event = 'dropped' THEN '{}' ELSE a.detail END`;

export function createActivityRows(database: WritableDatabase, clock: Pick<Clock, 'now'>): ActivityRows {
  const { prepare } = database;

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
        // Ids only grow, so this finds at most one row, by its key.
        database.run('DELETE FROM activity WHERE id <= ?', id - KEPT_ENTRIES);
      }),
    visible: ({ profileId, videoId, before, limit }) =>
      (
        prepare(
          `SELECT a.id, a.at, a.video_id AS videoId, v.title, n.name AS profileName, ${EVENT} AS event, ${DETAIL} AS detail
           FROM activity a JOIN profiles viewer ON viewer.id = @profileId LEFT JOIN videos v ON v.id = a.video_id LEFT JOIN profiles n ON n.id = a.profile_id
           WHERE a.id < @before ${videoId === undefined ? '' : 'AND a.video_id = @videoId'} AND ${SCOPE}
           ORDER BY a.id DESC LIMIT @limit`,
        ).all({ profileId, before, limit, ...(videoId !== undefined && { videoId }) }) as ActivityRow[]
      ).map(toEntry),
    untold: (profileId) =>
      (
        prepare(
          `SELECT a.id, a.at, a.video_id AS videoId, NULL AS title, n.name AS profileName, a.event, a.detail
           FROM activity a JOIN profiles p ON p.id = @profileId LEFT JOIN profiles n ON n.id = a.profile_id
           WHERE (a.event IN ('wrong-pins', 'wrong-recovery-codes') AND a.profile_id = @profileId
               OR p.role = 'adult' AND a.event IN (${HOUSEHOLD_CHANGES.map((change) => `'${change}'`).join(', ')})
                 AND a.profile_id IS NOT @profileId AND a.at >= p.created_at)
             AND a.id > coalesce((SELECT max(t.id) FROM activity t WHERE t.event = 'told-of-changes' AND t.profile_id = @profileId), 0)
           ORDER BY a.id`,
        ).all({ profileId }) as ActivityRow[]
      ).map(toEntry),
    mayAskFor: (profileId, videoId) =>
      prepare(
        `SELECT 1 FROM profiles p JOIN videos v ON v.id = @videoId WHERE p.id = @profileId AND (p.role = 'adult'
           OR EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id AND r.profile_id = p.id))`,
      ).get({ profileId, videoId }) !== undefined,
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

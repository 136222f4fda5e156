import type { WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { CancelledItem, MediaKind, QueueItem, VideoStatus } from '../../../preload/contract/types.ts';
import type { ReadableDatabase } from '../database/database.ts';

interface QueueRow {
  videoId: string;
  title: string;
  url: string;
  kind: MediaKind;
  status: VideoStatus;
  reason: WaitReason | null;
  attempts: number;
  retryAt: number | null;
  others: string;
  ownName: string;
  paused: 0 | 1;
  position: number;
  durationSeconds: number | null;
  bytes: number | null;
  hasThumbnail: 0 | 1;
  addedAt: number;
  completedAt: number | null;
  groupId: string | null;
  groupTitle: string | null;
}

const SELECT = `
  SELECT v.id AS videoId, v.title, v.url, v.kind, v.status, v.reason, v.attempts, v.retry_at AS retryAt, r.paused, r.position,
    v.duration_seconds AS durationSeconds, v.bytes, v.has_thumbnail OR v.thumbnail_url IS NOT NULL AS hasThumbnail, r.created_at AS addedAt,
    v.completed_at AS completedAt, own.name AS ownName, r.group_id AS groupId, r.group_title AS groupTitle,
    (SELECT json_group_array(p.name) FROM active_references o JOIN profiles p ON p.id = o.profile_id
      WHERE o.video_id = v.id AND o.profile_id <> r.profile_id) AS others
  FROM active_references r JOIN videos v ON v.id = r.video_id JOIN profiles own ON own.id = r.profile_id
  WHERE r.profile_id = @profileId AND v.trashed_at IS NULL AND v.status <> 'cataloged'
    AND (v.status <> 'complete' OR v.completed_at > @doneSince OR (r.group_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM active_references g JOIN videos w ON w.id = g.video_id
      WHERE g.profile_id = r.profile_id AND g.group_id = r.group_id
        AND w.status IN ('pending', 'downloading', 'cancelling', 'failed'))))`;

const ORDER = ' ORDER BY r.position, v.id';

/** Reads queues as they are stored. Live progress is in memory, and the engine lays it over these rows. */
export interface QueueRows {
  /** Lists one profile's items in its order; finished ones only if they finished after `doneSince`, or if others of their group have not. */
  list(profileId: string, doneSince: number): QueueItem[];
  some(profileId: string, videoIds: readonly string[], doneSince: number): QueueItem[];
  recentlyCancelled(profileId: string, since: number): CancelledItem[];
  /** Finds the address of a thumbnail on its site, for something that the profile wants. */
  thumbnailAddress(profileId: string, videoId: string): string | undefined;
  /** Tells whether the profile ever asked for the video, cancelled or not. */
  knows(profileId: string, videoId: string): boolean;
}

export function createQueueRows(database: ReadableDatabase): QueueRows {
  return {
    list: (profileId, doneSince) => (database.prepare(SELECT + ORDER).all({ profileId, doneSince }) as QueueRow[]).map(toItem),
    some: (profileId, videoIds, doneSince) =>
      (
        database
          .prepare(`${SELECT} AND r.video_id IN (SELECT value FROM json_each(@videoIds))${ORDER}`)
          .all({ profileId, doneSince, videoIds: JSON.stringify(videoIds) }) as QueueRow[]
      ).map(toItem),
    recentlyCancelled: (profileId, since) =>
      database
        .prepare(
          `SELECT v.id AS videoId, v.title, r.cancelled_at AS cancelledAt FROM video_references r JOIN videos v ON v.id = r.video_id
           WHERE r.profile_id = ? AND r.cancelled_at > ? AND v.status <> 'complete' ORDER BY r.cancelled_at DESC LIMIT 50`,
        )
        .all(profileId, since) as CancelledItem[],
    thumbnailAddress: (profileId, videoId) =>
      (
        database
          .prepare(
            `SELECT v.thumbnail_url AS address FROM videos v JOIN active_references r ON r.video_id = v.id
             WHERE v.id = ? AND r.profile_id = ? AND v.trashed_at IS NULL AND v.thumbnail_url IS NOT NULL`,
          )
          .get(videoId, profileId) as { address: string } | undefined
      )?.address,
    knows: (profileId, videoId) =>
      database.prepare('SELECT 1 FROM video_references WHERE profile_id = ? AND video_id = ?').get(profileId, videoId) !==
      undefined,
  };
}

function toItem(row: QueueRow): QueueItem {
  return {
    videoId: row.videoId,
    title: row.title,
    url: row.url,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    wantedBy: [row.ownName, ...(JSON.parse(row.others) as string[])],
    held: row.paused === 1,
    position: row.position,
    hasThumbnail: row.hasThumbnail === 1,
    addedAt: row.addedAt,
    ...(row.groupId !== null && row.groupTitle !== null && { group: { id: row.groupId, title: row.groupTitle } }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.retryAt !== null && { retryAt: row.retryAt }),
    ...(row.durationSeconds !== null && { durationSeconds: row.durationSeconds }),
    ...(row.status === 'complete' && { percent: 100 }),
    ...(row.bytes !== null && { bytes: row.bytes, totalBytes: row.bytes }),
    ...(row.completedAt !== null && row.status === 'complete' && { completedAt: row.completedAt }),
  };
}

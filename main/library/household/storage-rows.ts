import type { FreeableVideo, HouseholdStorage, KeptVideo, RemovalPreview } from '../../../preload/contract/household.ts';
import type { ReadableDatabase } from '../database/database.ts';
import { FINISHED_SHARES, TRASHED_SHARES } from './quota-rows.ts';

const LISTED_VIDEOS = 200;
const LISTED_FREEABLE = 100;
const LISTED_TRASH = 100;

/** Reads what fills the disk, and whose it is. */
export interface StorageRows {
  /** Lists the 200 that are charged most to this person, biggest first. */
  byVideo(profileId: string): KeptVideo[];
  /** Lists what this person has watched and nobody else wants, longest watched ago first. */
  safeToFree(profileId: string): FreeableVideo[];
  /** Lists everybody with what they are charged, oldest profile first. */
  people(): HouseholdStorage['people'];
  trash(): { bytes: number; items: number };
  /** Lists what this person alone put into the trash, the oldest first. */
  trashedAlone(profileId: string): { videoId: string; bytes: number }[];
  /** Lists everything in the trash, the oldest first. */
  allTrash(): { videoId: string; bytes: number }[];
  /** Lists what this person removed (or gave up last) and can put back, newest first. */
  trashOf(profileId: string): { videoId: string; title: string; bytes: number; trashedAt: number }[];
  removalPreview(profileId: string): RemovalPreview;
}

export function createStorageRows({ prepare }: ReadableDatabase): StorageRows {
  return {
    byVideo: (profileId) =>
      (
        prepare(
          `SELECT v.id AS videoId, v.title, v.bytes, s.share AS chargedBytes, s.people, coalesce(w.watched, 0) AS watched
           FROM ${FINISHED_SHARES} s JOIN videos v ON v.id = s.videoId
           LEFT JOIN playback w ON w.video_id = v.id AND w.profile_id = s.profileId
           WHERE s.profileId = ? ORDER BY s.share DESC, v.id LIMIT ${LISTED_VIDEOS}`,
        ).all(profileId) as (Omit<KeptVideo, 'watched'> & { watched: 0 | 1 })[]
      ).map((row) => ({ ...row, watched: row.watched === 1 })),
    safeToFree: (profileId) =>
      prepare(
        `SELECT v.id AS videoId, v.title, v.bytes FROM playback w JOIN videos v ON v.id = w.video_id
         JOIN active_references r ON r.video_id = v.id AND r.profile_id = w.profile_id
         WHERE w.profile_id = @profileId AND w.watched = 1 AND v.status = 'complete' AND v.trashed_at IS NULL AND NOT EXISTS
           (SELECT 1 FROM active_references o WHERE o.video_id = v.id AND o.profile_id <> @profileId)
         ORDER BY w.updated_at, v.id LIMIT ${LISTED_FREEABLE}`,
      ).all({ profileId }) as FreeableVideo[],
    people: () =>
      prepare(
        `SELECT p.id AS profileId, p.name, p.colour, p.quota_bytes AS quotaBytes,
           coalesce(c.bytes, 0) AS chargedBytes, coalesce(t.bytes, 0) AS trashedBytes
         FROM profiles p LEFT JOIN (SELECT profileId, sum(share) AS bytes FROM ${FINISHED_SHARES} GROUP BY profileId) c
           ON c.profileId = p.id
         LEFT JOIN (SELECT profileId, sum(share) AS bytes FROM ${TRASHED_SHARES} GROUP BY profileId) t ON t.profileId = p.id
         ORDER BY p.created_at, p.rowid`,
      ).all() as HouseholdStorage['people'][number][],
    trash: () =>
      prepare(
        `SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS items FROM videos WHERE status = 'complete' AND trashed_at IS NOT NULL`,
      ).get() as { bytes: number; items: number },
    trashedAlone: (profileId) =>
      prepare(
        `SELECT videoId, share AS bytes FROM ${TRASHED_SHARES} WHERE profileId = ? AND people = 1 ORDER BY trashedAt, videoId`,
      ).all(profileId) as { videoId: string; bytes: number }[],
    allTrash: () =>
      prepare(
        `SELECT id AS videoId, bytes FROM videos WHERE status = 'complete' AND trashed_at IS NOT NULL ORDER BY trashed_at, id`,
      ).all() as { videoId: string; bytes: number }[],
    trashOf: (profileId) =>
      prepare(
        `SELECT v.id AS videoId, v.title, v.bytes, v.trashed_at AS trashedAt FROM video_references r JOIN videos v ON v.id = r.video_id
         WHERE r.profile_id = ? AND r.cancelled_at IS NOT NULL AND v.status = 'complete' AND v.trashed_at IS NOT NULL
         ORDER BY v.trashed_at DESC, v.id LIMIT ${LISTED_TRASH}`,
      ).all(profileId) as ReturnType<StorageRows['trashOf']>,
    removalPreview: (profileId) =>
      prepare(
        `SELECT count(*) AS items, coalesce(sum(alone), 0) AS onlyTheirs,
           coalesce(sum(CASE WHEN alone AND status = 'complete' THEN bytes END), 0) AS freedBytes
         FROM (SELECT v.status, v.bytes, NOT EXISTS (SELECT 1 FROM active_references o
             WHERE o.video_id = v.id AND o.profile_id <> r.profile_id) AS alone
           FROM active_references r JOIN videos v ON v.id = r.video_id WHERE r.profile_id = ?)`,
      ).get(profileId) as RemovalPreview,
  };
}

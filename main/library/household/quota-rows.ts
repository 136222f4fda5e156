import type { ProfileLimits } from '../../../preload/contract/household.ts';
import type { MediaKind } from '../../../preload/contract/types.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Says what a profile's items take, in bytes of its own share. */
export interface ChargedBytes {
  /** Counts finished files in the library. */
  readonly used: number;
  /** Counts waiting and running items, as far as their size is known. */
  readonly expected: number;
  /** Counts what this person put into the trash and is still there. */
  readonly trashed: number;
}

/**
 * Reads what people may keep and add, and what they have. A file that n people want is charged to each by `floor(bytes / n)`, and the
 * `bytes mod n` bytes that are left over go, one each, to the first of them by profile id: so the shares are whole numbers that
 * do not depend on when they are read, and their sum is the file's size to the byte.
 */
export interface QuotaRows {
  limits(profileId: string): ProfileLimits | undefined;
  setLimits(profileId: string, limits: ProfileLimits): void;
  charged(profileId: string): ChargedBytes;
  /** Computes what one more person would be charged for a link: of the file if it is there, else of `expectedBytes`; null: not known. */
  shareOfNew(urlKey: string, kind: MediaKind, expectedBytes: number | null): number | null;
  /** Reads how long a video is and what it will take, as far as that is known. */
  known(videoId: string): { readonly durationSeconds: number | null; readonly bytes: number | null };
  /** Remembers what a video that is not finished will take. */
  expect(videoId: string, bytes: number): void;
  /**
   * Counts the items that the profile added from `since` on (also those it gave up again), and their seconds where known. Leaves out `but`,
   * which is about to be added: what was given up does not stand in its own way.
   */
  addedSince(
    profileId: string,
    since: number,
    but?: { readonly urlKey: string; readonly kind: MediaKind },
  ): { items: number; seconds: number };
  /** Reads when the newest booked day began; undefined before the first. A day from the future is one of a clock that was put back. */
  lastDay(now: number): number | undefined;
  /** Books the day that began at `startsAt`, unless another began less than `leastMs` before it, or after it. */
  bookDay(day: { readonly startsAt: number; readonly leastMs: number; readonly now: number }): void;
}

/**
 * Reads one row for each active reference, with its share of `size`; both are null where the size is not known. No window function:
 * so a question about one person reads only that person's rows.
 */
const SHARES = `
  SELECT profileId, videoId, status, size / people + (earlier < size % people) AS share, people FROM (
    SELECT r.profile_id AS profileId, v.id AS videoId, v.status,
      CASE v.status WHEN 'complete' THEN v.bytes ELSE v.expected_bytes END AS size,
      (SELECT count(*) FROM active_references o WHERE o.video_id = v.id) AS people,
      (SELECT count(*) FROM active_references o WHERE o.video_id = v.id AND o.profile_id < r.profile_id) AS earlier
    FROM active_references r JOIN videos v ON v.id = r.video_id
    WHERE v.status <> 'cataloged' AND v.trashed_at IS NULL)`;

/** Reads the same for finished files alone, as a table expression; other readers of the library join it. */
export const FINISHED_SHARES = `(SELECT * FROM (${SHARES}) WHERE status = 'complete')`;

/**
 * Reads one row for each person who put a file into the trash, with the share of it, as a table expression: it went there in the moment in
 * which they dropped it, and is theirs until it is gone. What nobody is left for is charged to nobody.
 */
export const TRASHED_SHARES = `(
  SELECT profileId, videoId, trashedAt, size / people + (earlier < size % people) AS share, people FROM (
    SELECT r.profile_id AS profileId, v.id AS videoId, v.trashed_at AS trashedAt, v.bytes AS size,
      (SELECT count(*) FROM video_references o WHERE o.video_id = v.id AND o.cancelled_at = v.trashed_at) AS people,
      (SELECT count(*) FROM video_references o
        WHERE o.video_id = v.id AND o.cancelled_at = v.trashed_at AND o.profile_id < r.profile_id) AS earlier
    FROM videos v CROSS JOIN video_references r ON r.video_id = v.id AND r.cancelled_at = v.trashed_at
    WHERE v.status = 'complete' AND v.trashed_at IS NOT NULL))`;

interface LimitsRow extends Omit<ProfileLimits, 'needsApproval' | 'knownNeedsApproval'> {
  readonly needsApproval: 0 | 1;
  readonly knownNeedsApproval: 0 | 1;
}

export function createQuotaRows({ prepare, run }: WritableDatabase): QuotaRows {
  return {
    limits(profileId) {
      const row = prepare(
        `SELECT quota_bytes AS quotaBytes, daily_items AS dailyItems, daily_minutes AS dailyMinutes, needs_approval AS needsApproval,
           known_needs_approval AS knownNeedsApproval FROM profiles WHERE id = ?`,
      ).get(profileId) as LimitsRow | undefined;
      return row && { ...row, needsApproval: row.needsApproval === 1, knownNeedsApproval: row.knownNeedsApproval === 1 };
    },
    setLimits(profileId, limits) {
      run(
        `UPDATE profiles SET quota_bytes = @quotaBytes, daily_items = @dailyItems, daily_minutes = @dailyMinutes,
           needs_approval = @needsApproval, known_needs_approval = @knownNeedsApproval WHERE id = @profileId`,
        {
          profileId,
          quotaBytes: limits.quotaBytes,
          dailyItems: limits.dailyItems,
          dailyMinutes: limits.dailyMinutes,
          needsApproval: Number(limits.needsApproval),
          knownNeedsApproval: Number(limits.knownNeedsApproval),
        },
      );
    },
    charged: (profileId) =>
      prepare(
        `SELECT coalesce(sum(share) FILTER (WHERE status = 'complete'), 0) AS used,
           coalesce(sum(share) FILTER (WHERE status IN ('pending', 'downloading', 'cancelling')), 0) AS expected,
           (SELECT coalesce(sum(share), 0) FROM ${TRASHED_SHARES} WHERE profileId = @profileId) AS trashed
         FROM (${SHARES}) WHERE profileId = @profileId`,
      ).get({ profileId }) as ChargedBytes,
    shareOfNew(urlKey, kind, expectedBytes) {
      const known = prepare(
        `SELECT CASE status WHEN 'complete' THEN bytes ELSE expected_bytes END AS size,
           (SELECT count(*) FROM active_references r WHERE r.video_id = v.id) AS people
         FROM videos v WHERE url_key = ? AND kind = ?`,
      ).get(urlKey, kind) as { size: number | null; people: number } | undefined;
      const size = known?.size ?? expectedBytes;
      return size === null ? null : Math.ceil(size / ((known?.people ?? 0) + 1));
    },
    known: (videoId) =>
      (prepare('SELECT duration_seconds AS durationSeconds, expected_bytes AS bytes FROM videos WHERE id = ?').get(videoId) ?? {
        durationSeconds: null,
        bytes: null,
      }) as { durationSeconds: number | null; bytes: number | null },
    expect(videoId, bytes) {
      run(`UPDATE videos SET expected_bytes = ? WHERE id = ? AND status <> 'complete'`, Math.round(bytes), videoId);
    },
    addedSince: (profileId, since, but) =>
      prepare(
        `SELECT count(*) AS items, coalesce(sum(v.duration_seconds), 0) AS seconds FROM video_references r
         JOIN videos v ON v.id = r.video_id WHERE r.profile_id = ? AND r.created_at >= ? AND NOT (v.url_key = ? AND v.kind = ?)`,
      ).get(profileId, since, but?.urlKey ?? '', but?.kind ?? '') as { items: number; seconds: number },
    lastDay: (now) =>
      (prepare('SELECT max(started_at) AS day FROM booked_days WHERE started_at <= ?').get(now) as { day: number | null }).day ??
      undefined,
    bookDay(day) {
      run(
        `INSERT OR IGNORE INTO booked_days (started_at) SELECT @startsAt
         WHERE NOT EXISTS (SELECT 1 FROM booked_days WHERE started_at > @startsAt - @leastMs AND started_at <= @now)`,
        day,
      );
    },
  };
}

import type { WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { MediaKind, Preset, SubtitlesChoice, VideoStatus } from '../../../preload/contract/types.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Describes a shared video as the engine reads it. */
export interface VideoRow {
  readonly id: string;
  readonly url: string;
  readonly site: string;
  readonly kind: MediaKind;
  readonly preset: Preset;
  /** Says which subtitles to fetch; null: none. */
  readonly subtitles: SubtitlesChoice | null;
  readonly title: string;
  readonly durationSeconds: number | null;
  readonly isLive: 0 | 1;
  readonly status: VideoStatus;
  readonly attempts: number;
  /** Counts how often its site refused it, and rested because of that. */
  readonly refusals: number;
  readonly retryAt: number | null;
  readonly reason: WaitReason | null;
  readonly fileName: string | null;
  readonly bytes: number | null;
  readonly trashedAt: number | null;
  readonly heartbeatAt: number | null;
  /** Leads to the thumbnail on its site. */
  readonly thumbnailUrl: string | null;
}

const COLUMNS = `id, url, site, kind, preset, subtitles, title, duration_seconds AS durationSeconds, is_live AS isLive, status, attempts,
  refusals, retry_at AS retryAt, reason, file_name AS fileName, bytes, trashed_at AS trashedAt, download_heartbeat_at AS heartbeatAt,
  thumbnail_url AS thumbnailUrl`;

/** Holds what a run learns of its video before the first byte. */
export interface VideoDetails {
  readonly title?: string;
  readonly channel?: string;
  readonly durationSeconds?: number;
  readonly isLive?: boolean;
  readonly extractorKey?: string;
  readonly extractorId?: string;
  readonly thumbnailUrl?: string;
}

/** Reads the videos table, and makes the few changes that are no change of state. */
export interface VideoRows {
  get(videoId: string): VideoRow | undefined;
  byAddress(urlKey: string, kind: MediaKind): VideoRow | undefined;
  /** Finds a video of any kind, for what the window shows of a pasted link. */
  known(urlKey: string): VideoRow | undefined;
  describe(videoId: string, details: VideoDetails): void;
  /** Notes how much room it still needs on the disk; null: nobody knows. */
  need(videoId: string, bytes: number | null): void;
  /** Notes that the library keeps a thumbnail of it now. */
  markThumbnail(videoId: string): void;
  /** Lists the newest finished videos that could have a thumbnail and have none, at most `most`. */
  withoutThumbnail(most: number): string[];
  /** Lists the names of the profiles with an active reference, the oldest reference first. */
  wantedBy(videoId: string): string[];
  /** Tells whether a file of that name is a video's, or is still to be deleted. */
  fileNameTaken(fileName: string): boolean;
  /** Lists the file names of all finished videos. */
  fileNames(): string[];
}

export function createVideoRows(database: WritableDatabase): VideoRows {
  const one = (where: string) => database.prepare(`SELECT ${COLUMNS} FROM videos WHERE ${where}`);
  return {
    get: (videoId) => one('id = ?').get(videoId) as VideoRow | undefined,
    byAddress: (urlKey, kind) => one('url_key = ? AND kind = ?').get(urlKey, kind) as VideoRow | undefined,
    known: (urlKey) => one(`url_key = ? ORDER BY kind = 'video' DESC LIMIT 1`).get(urlKey) as VideoRow | undefined,
    describe(videoId, details) {
      database.run(
        `UPDATE videos SET title = coalesce(?, title), channel = coalesce(?, channel),
           duration_seconds = coalesce(?, duration_seconds), is_live = coalesce(?, is_live),
           extractor_key = coalesce(?, extractor_key), extractor_id = coalesce(?, extractor_id),
           thumbnail_url = coalesce(?, thumbnail_url) WHERE id = ?`,
        details.title ?? null,
        details.channel ?? null,
        details.durationSeconds ?? null,
        details.isLive === undefined ? null : Number(details.isLive),
        details.extractorKey ?? null,
        details.extractorId ?? null,
        details.thumbnailUrl ?? null,
        videoId,
      );
    },
    need(videoId, bytes) {
      database.run(
        'UPDATE videos SET needed_bytes = ? WHERE id = ?',
        bytes === null ? null : Math.min(Number.MAX_SAFE_INTEGER, Math.round(bytes)),
        videoId,
      );
    },
    markThumbnail(videoId) {
      database.run('UPDATE videos SET has_thumbnail = 1 WHERE id = ?', videoId);
    },
    withoutThumbnail: (most) =>
      (
        database
          .prepare(
            `SELECT id FROM videos WHERE status = 'complete' AND (kind = 'video' OR thumbnail_url IS NOT NULL) AND has_thumbnail = 0 AND trashed_at IS NULL
             ORDER BY completed_at DESC LIMIT ?`,
          )
          .all(most) as { id: string }[]
      ).map(({ id }) => id),
    wantedBy(videoId) {
      const rows = database
        .prepare(
          `SELECT p.name FROM active_references r JOIN profiles p ON p.id = r.profile_id
           WHERE r.video_id = ? ORDER BY r.created_at, p.id`,
        )
        .all(videoId) as { name: string }[];
      return rows.map((row) => row.name);
    },
    fileNames: () =>
      (
        database.prepare(`SELECT file_name AS name FROM videos WHERE status = 'complete' AND file_name IS NOT NULL`).all() as {
          name: string;
        }[]
      ).map(({ name }) => name),
    fileNameTaken: (fileName) =>
      database
        .prepare(
          `SELECT 1 FROM videos WHERE lower(file_name) = lower(@fileName)
           UNION ALL SELECT 1 FROM left_files WHERE lower(file_name) = lower(@fileName)`,
        )
        .get({ fileName }) !== undefined,
  };
}

import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { IS_WANTED } from '../database/wanted.ts';
import { PENDING_IF_WANTED } from './video-questions.ts';

/** Names a video and its file in the library. */
export interface FileRow {
  readonly videoId: string;
  readonly fileName: string;
}

/** Names a file that is to be deleted for good, and what that frees. */
export interface PurgedFile extends FileRow {
  readonly bytes: number;
}

/**
 * Decides what becomes of files that are in the library. A purge has two steps around the deletion, so that a crash in between
 * leaves a row that still names its file: the next sweep deletes it.
 */
export interface FileTransitions {
  /** Moves what was trashed before `before` and nobody wants to `cataloged`; the row names its file until that is deleted. */
  condemn(before: number): FileRow[];
  /** Does the same at once for those of the given videos that are in the trash; returns their files with their sizes. */
  purge(videoIds: readonly string[]): PurgedFile[];
  /** Finds up to which moment the trash, the oldest first, holds that many bytes (or all it has); undefined when it is empty. */
  trashedUntil(bytes: number): number | undefined;
  /** Counts what is in the trash. */
  trashedBytes(): number;
  /** Lists the rows that are not `complete` and still name a file. */
  condemned(): FileRow[];
  /** Takes the name of a deleted file off its row. */
  forget(videoId: string, fileName: string): void;
  /** Lists files that are to be deleted and whose video has another one by now. */
  left(): string[];
  /** Forgets such a file: it is deleted. */
  forgetLeft(fileName: string): void;
  /** Puts a trashed video back for a profile that dropped it; false when it is gone. */
  restore(profileId: string, videoId: string): boolean;
  /** Takes a file that vanished from the disk off its row; a wanted one is fetched again. */
  lost(videoId: string): boolean;
  /**
   * Deletes all that is known of what nobody wants and everybody gave up before `before`, or whose people are all removed: the video, who wanted
   * and watched it, its runs and its activity. What still has a file or a live run waits for that to go. Returns how many it were.
   */
  forgetGivenUp(before: number): number;
  completeFiles(): FileRow[];
  /** Tells whether a video's partial data may stay: it is wanted, was given up only after `since`, or a process may still write it. */
  keepsPartials(videoId: string, since: number): boolean;
}

export function createFileTransitions(database: WritableDatabase, append: AppendActivity): FileTransitions {
  const files = (where: string, ...values: unknown[]): FileRow[] =>
    database
      .prepare(`SELECT id AS videoId, file_name AS fileName FROM videos WHERE file_name IS NOT NULL AND ${where}`)
      .all(...values) as FileRow[];
  const { run } = database;

  function condemn(which: string, value: unknown): PurgedFile[] {
    return database.durable(() => {
      const inTrash = `status = 'complete' AND NOT ${IS_WANTED}`;
      const rows = database
        .prepare(`SELECT id AS videoId, file_name AS fileName, bytes FROM videos WHERE ${which} AND ${inTrash}`)
        .all(value) as PurgedFile[];
      for (const { videoId } of rows) {
        run(`UPDATE videos SET status = 'cataloged', trashed_at = NULL, has_thumbnail = 0 WHERE id = ? AND ${inTrash}`, videoId);
        append('purged', { videoId });
      }
      return rows;
    });
  }

  return {
    condemn: (before) => condemn('trashed_at <= ?', before),
    purge: (videoIds) => condemn('trashed_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))', JSON.stringify(videoIds)),
    trashedUntil: (bytes) => trashedUntil(database, bytes),
    trashedBytes: () => trashedBytes(database),
    condemned: () => files(`status <> 'complete'`),
    forget(videoId, fileName) {
      run(
        `UPDATE videos SET file_name = NULL, bytes = NULL, completed_at = NULL WHERE id = ? AND file_name = ? AND status <> 'complete'`,
        videoId,
        fileName,
      );
    },
    left: () => leftFiles(database),
    forgetLeft(fileName) {
      run('DELETE FROM left_files WHERE file_name = ?', fileName);
    },
    restore: (profileId, videoId) =>
      database.immediate(() => {
        const restored = run(
          `UPDATE video_references SET cancelled_at = NULL WHERE video_id = ? AND profile_id = ? AND cancelled_at IS NOT NULL
             AND EXISTS (SELECT 1 FROM videos WHERE id = video_id AND status = 'complete')`,
          videoId,
          profileId,
        );
        if (restored === 0) return false;
        run(`UPDATE videos SET trashed_at = NULL WHERE id = ? AND status = 'complete'`, videoId);
        append('restored', { videoId, profileId });
        return true;
      }),
    lost: (videoId) =>
      database.immediate(() => {
        const changed = run(
          `UPDATE videos SET status = ${PENDING_IF_WANTED}, file_name = NULL, bytes = NULL, completed_at = NULL, trashed_at = NULL,
             attempts = 0, refusals = 0, has_thumbnail = 0, needed_bytes = NULL
           WHERE id = ? AND status = 'complete'`,
          videoId,
        );
        if (changed > 0) append('healed', { videoId, detail: { why: 'the file was gone' } });
        return changed > 0;
      }),
    forgetGivenUp: (before) => database.immediate(() => forgetGivenUp(database, before)),
    completeFiles: () => files(`status = 'complete'`),
    keepsPartials: (videoId, since) =>
      database
        .prepare(
          `SELECT 1 FROM videos WHERE id = @videoId AND (status IN ('downloading', 'cancelling') OR status <> 'complete'
             AND (${IS_WANTED} OR EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = videos.id AND r.cancelled_at > @since)))`,
        )
        .get({ videoId, since }) !== undefined,
  };
}

function trashedBytes({ prepare }: WritableDatabase): number {
  const sum = `SELECT coalesce(sum(bytes), 0) AS bytes FROM videos WHERE status = 'complete' AND trashed_at IS NOT NULL`;
  return (prepare(sum).get() as { bytes: number }).bytes;
}

function leftFiles({ prepare }: WritableDatabase): string[] {
  const rows = prepare(
    `SELECT file_name AS fileName FROM left_files l
     WHERE NOT EXISTS (SELECT 1 FROM videos v WHERE lower(v.file_name) = lower(l.file_name))`,
  ).all() as { fileName: string }[];
  return rows.map(({ fileName }) => fileName);
}

function trashedUntil(database: WritableDatabase, bytes: number): number | undefined {
  const trashed = database
    .prepare(
      `SELECT trashed_at AS at, bytes FROM videos WHERE status = 'complete' AND trashed_at IS NOT NULL ORDER BY trashed_at`,
    )
    .all() as { at: number; bytes: number }[];
  let found = 0;
  const last = trashed.find((file) => {
    found += file.bytes;
    return found >= bytes;
  });
  return (last ?? trashed.at(-1))?.at;
}

function forgetGivenUp({ prepare, run }: WritableDatabase, before: number): number {
  const given = prepare(
    `SELECT id FROM videos WHERE status = 'cataloged' AND file_name IS NULL
       AND NOT EXISTS (SELECT 1 FROM video_references r
         WHERE r.video_id = videos.id AND (r.cancelled_at IS NULL OR r.cancelled_at > ?))
       AND NOT EXISTS (SELECT 1 FROM runs n WHERE n.video_id = videos.id AND n.ended_at IS NULL)`,
  ).all(before) as { id: string }[];
  for (const { id } of given) {
    run('DELETE FROM activity WHERE video_id = ?', id);
    run('DELETE FROM videos WHERE id = ?', id);
  }
  return given.length;
}

import type { VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { IS_RUNNABLE, IS_WANTED } from '../database/wanted.ts';
import { placeBefore } from '../queue/queue-position.ts';
import type { VideoRows } from '../videos/video-rows.ts';
import { createVideoQuestions } from './video-questions.ts';

/** Tells what became of a video whose reference was dropped. */
export interface DropOutcome {
  /** Names the status before the drop; `after` names the one it led to. */
  readonly before: VideoStatus;
  readonly after: VideoStatus;
  readonly stillWantedBy: readonly string[];
  /** Tells whether somebody still wants it, but everybody who does has paused it. */
  readonly isPausedByAll: boolean;
}

/** Tells what became of everything that a person wanted. */
export interface DropAllOutcome {
  readonly dropped: readonly string[];
  /** Names those whose run ends because nobody wants them any more. */
  readonly toCancel: readonly string[];
  /** Names those that run on for nobody: whoever still wants them has paused them. */
  readonly toPause: readonly string[];
  /** Counts the files that went to the trash. */
  readonly trashedBytes: number;
}

/** Tells which videos a person paused or unpaused in one go. */
export interface PauseOutcome {
  readonly changed: readonly string[];
  /** Names those that are being downloaded while nobody who wants them has them unpaused. */
  readonly toStop: readonly string[];
}

/** Changes the references that a person has. */
export interface ReferenceChanges {
  /** Drops the caller's reference; acts on the video only when none is left. `undefined` when the caller had none. */
  drop(profileId: string, videoId: string): DropOutcome | undefined;
  /** Drops every reference of a person who is being removed; writes nothing into the log, which tells of the removal itself. */
  dropAll(profileId: string): DropAllOutcome;
  /** Pauses or unpauses one of the caller's references; `undefined` when the caller has none. */
  pause(profileId: string, videoId: string, paused: boolean): { status: VideoStatus; runnable: boolean } | undefined;
  /** Pauses or unpauses everything of the caller that waits or runs, as one entry of the log. */
  pauseAll(profileId: string, paused: boolean): PauseOutcome;
  /**
   * Puts the item, and right after it those of `following` that are still wanted, before another one of the same queue or at its
   * end; returns the item's new sort key.
   */
  move(profileId: string, videoId: string, before: string | undefined, following?: readonly string[]): number | undefined;
}

export function createReferenceChanges(
  database: WritableDatabase,
  videos: VideoRows,
  append: AppendActivity,
  now: () => number,
): ReferenceChanges {
  const { run } = database;
  const { statusOf, isRunnable, isWantedBy } = createVideoQuestions(database);
  return {
    drop: (profileId, videoId) =>
      database.immediate(() => {
        // One moment for both: who dropped a video when it went to the trash is told by that.
        const at = now();
        const dropped = run(
          'UPDATE video_references SET cancelled_at = ?, paused = 0 WHERE video_id = ? AND profile_id = ? AND cancelled_at IS NULL',
          at,
          videoId,
          profileId,
        );
        if (dropped === 0) return undefined;
        const before = statusOf(videoId);
        const stillWantedBy = videos.wantedBy(videoId);
        if (stillWantedBy.length > 0) {
          append('dropped', { videoId, profileId, detail: { stillWantedBy: stillWantedBy.join(', ') } });
          return { before, after: before, stillWantedBy, isPausedByAll: !isRunnable(videoId) };
        }
        run(`UPDATE videos SET status = 'cataloged', retry_at = NULL WHERE id = ? AND status IN ('pending', 'failed')`, videoId);
        run(`UPDATE videos SET status = 'cancelling' WHERE id = ? AND status = 'downloading'`, videoId);
        run(`UPDATE videos SET trashed_at = ? WHERE id = ? AND status = 'complete'`, at, videoId);
        append(before === 'complete' ? 'trashed' : 'cancelled', { videoId, profileId });
        return { before, after: statusOf(videoId), stillWantedBy, isPausedByAll: false };
      }),
    dropAll: (profileId) => database.immediate(() => dropAll(database, profileId, now())),
    pause: (profileId, videoId, paused) =>
      database.immediate(() => {
        const changed = run(
          'UPDATE video_references SET paused = ? WHERE video_id = ? AND profile_id = ? AND cancelled_at IS NULL',
          Number(paused),
          videoId,
          profileId,
        );
        if (changed === 0) return undefined;
        append(paused ? 'paused' : 'unpaused', { videoId, profileId });
        return { status: statusOf(videoId), runnable: isRunnable(videoId) };
      }),
    pauseAll: (profileId, paused) => database.immediate(() => pauseAll(database, append, profileId, paused)),
    move: (profileId, videoId, before, following = []) =>
      database.immediate(() => {
        if (!isWantedBy(profileId, videoId) || (before !== undefined && !isWantedBy(profileId, before))) return undefined;
        const rest = following.filter((id) => id !== videoId && isWantedBy(profileId, id));
        return placeBefore(database, profileId, [videoId, ...new Set(rest)], before);
      }),
  };
}

function idsOf({ prepare }: WritableDatabase, sql: string, ...values: unknown[]): string[] {
  return (prepare(sql).all(...values) as { id: string }[]).map(({ id }) => id);
}

function dropAll(database: WritableDatabase, profileId: string, at: number): DropAllOutcome {
  const { run } = database;
  const dropped = idsOf(database, 'SELECT video_id AS id FROM active_references WHERE profile_id = ?', profileId);
  const those = JSON.stringify(dropped);
  const named = 'id IN (SELECT value FROM json_each(?))';
  const unwanted = `${named} AND NOT ${IS_WANTED}`;
  run('UPDATE video_references SET cancelled_at = ?, paused = 0 WHERE profile_id = ? AND cancelled_at IS NULL', at, profileId);
  const { trashedBytes } = database
    .prepare(`SELECT coalesce(sum(bytes), 0) AS trashedBytes FROM videos WHERE status = 'complete' AND ${unwanted}`)
    .get(those) as { trashedBytes: number };
  const toCancel = idsOf(database, `SELECT id FROM videos WHERE status = 'downloading' AND ${unwanted}`, those);
  run(`UPDATE videos SET status = 'cataloged', retry_at = NULL WHERE status IN ('pending', 'failed') AND ${unwanted}`, those);
  run(`UPDATE videos SET status = 'cancelling' WHERE status = 'downloading' AND ${unwanted}`, those);
  run(`UPDATE videos SET trashed_at = ? WHERE status = 'complete' AND ${unwanted}`, at, those);
  const toPause = idsOf(
    database,
    `SELECT id FROM videos WHERE status = 'downloading' AND ${named} AND NOT ${IS_RUNNABLE}`,
    those,
  );
  return { dropped, toCancel, toPause, trashedBytes };
}

function pauseAll(database: WritableDatabase, append: AppendActivity, profileId: string, paused: boolean): PauseOutcome {
  const changed = idsOf(
    database,
    `SELECT r.video_id AS id FROM active_references r JOIN videos v ON v.id = r.video_id
     WHERE r.profile_id = ? AND r.paused <> ? AND v.status IN ('pending', 'downloading', 'cancelling')`,
    profileId,
    Number(paused),
  );
  const [first] = changed;
  if (first === undefined) return { changed, toStop: [] };
  const those = JSON.stringify(changed);
  database.run(
    `UPDATE video_references SET paused = ? WHERE profile_id = ? AND cancelled_at IS NULL
       AND video_id IN (SELECT value FROM json_each(?))`,
    Number(paused),
    profileId,
    those,
  );
  const whatChanged = changed.length === 1 ? { videoId: first } : { detail: { videos: changed.length } };
  append(paused ? 'paused' : 'unpaused', { profileId, ...whatChanged });
  const toStop = idsOf(
    database,
    `SELECT id FROM videos WHERE status = 'downloading' AND id IN (SELECT value FROM json_each(?)) AND NOT ${IS_RUNNABLE}`,
    those,
  );
  return { changed, toStop };
}

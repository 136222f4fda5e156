import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { RunPhase, VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { IS_WANTED } from '../database/wanted.ts';
import { createVideoQuestions, PENDING_IF_WANTED } from './video-questions.ts';

/** Says why the engine ends a run's tree; kept on the run, so that it is known after a crash in mid-stop. */
export type StopReason = 'cancelled' | 'paused' | 'stalled' | 'deadline' | 'shutdown' | 'disk-full' | 'library-missing' | 'stale';

/** Names where a whole file lies and what it will be called in the library: the finalizer's journal. */
export interface MoveJournal {
  readonly stagedPath: string;
  readonly targetName: string;
}

/** Tells how a run ended without a file. `pending` waits until `retryAt` (or for its scheduler when null). */
export type Unfinished =
  | {
      readonly next: 'pending';
      readonly retryAt: number | null;
      readonly reason: WaitReason | null;
      readonly countsAsAttempt: boolean;
    }
  | { readonly next: 'failed'; readonly reason: FailureReason };

/**
 * Moves one run through its life. Each function is one IMMEDIATE transaction with guarded UPDATEs; a guard that does not match returns
 * `undefined` or false and changes nothing. The caller has proven the tree dead before `settle`, `complete` or `release`.
 */
export interface RunTransitions {
  /** Moves `pending` to `downloading`: run row, heartbeat, attempt and the person's turn in one transaction. */
  claim(claim: { videoId: string; runId: string; ownerId: string; profileId: string }): { attempt: number } | undefined;
  recordProcess(runId: string, process: { pid: number | null; startedAt: string | null }): void;
  recordPhase(runId: string, phase: RunPhase): void;
  recordStop(runId: string, reason: StopReason): void;
  /** Writes the heartbeat of a video whose run is alive. */
  beat(runId: string): boolean;
  /** Writes the journal to the disk itself just before the move; false when the video is no longer `downloading`. */
  beginMove(runId: string, journal: MoveJournal): boolean;
  /**
   * Ends the run in `complete`: the file is in the library and somebody wants it (perhaps only since a late cancel). False when the
   * last reference was dropped in between: nothing is changed, the caller removes the file and settles the run.
   */
  complete(runId: string, file: { fileName: string; bytes: number }): boolean;
  /** Ends a run without a file: `cancelling` goes to `pending` or `cataloged`, `downloading` where `outcome` says. */
  settle(runId: string, outcome: Unfinished, detail: string): VideoStatus | undefined;
  /** Frees a row whose run died with its app: to `pending` if somebody wants it, else `cataloged`. */
  release(videoId: string): VideoStatus | undefined;
  /** Removes the rows of runs that ended before `before`: the activity log tells of them. */
  forgetEnded(before: number): void;
  /** Moves `pending` to `cataloged`, if nobody wants it. */
  returnToCatalog(videoId: string): boolean;
}

export function createRunTransitions(database: WritableDatabase, append: AppendActivity, now: () => number): RunTransitions {
  const { run } = database;
  const { statusOf, isWanted } = createVideoQuestions(database);
  const videoOf = (runId: string): string | undefined =>
    (
      database.prepare('SELECT video_id AS id FROM runs WHERE id = ? AND ended_at IS NULL').get(runId) as
        | { id: string }
        | undefined
    )?.id;
  const endRun = (runId: string, outcome: string): void => {
    run('UPDATE runs SET ended_at = ?, outcome = ? WHERE id = ? AND ended_at IS NULL', now(), outcome, runId);
  };
  /** Ends a teardown: a reference that was added meanwhile is not lost, its download starts afresh. */
  const leaveCancelling = (videoId: string): number =>
    run(
      `UPDATE videos SET status = ${PENDING_IF_WANTED}, attempts = 0, retry_at = NULL, reason = NULL, reason_detail = NULL,
         download_heartbeat_at = NULL
       WHERE id = ? AND status = 'cancelling'`,
      videoId,
    );

  return {
    claim: ({ videoId, runId, ownerId, profileId }) =>
      database.immediate(() => {
        const claimed = run(
          `UPDATE videos SET status = 'downloading', download_heartbeat_at = @now, attempts = attempts + 1, retry_at = NULL
           WHERE id = @videoId AND status = 'pending' AND (retry_at IS NULL OR retry_at <= @now)`,
          { videoId, now: now() },
        );
        if (claimed === 0) return undefined;
        const { attempts } = database.prepare('SELECT attempts FROM videos WHERE id = ?').get(videoId) as { attempts: number };
        run(
          `INSERT INTO runs (id, video_id, owner_id, attempt, phase, started_at) VALUES (?, ?, ?, ?, 'starting', ?)`,
          runId,
          videoId,
          ownerId,
          attempts,
          now(),
        );
        run('UPDATE profiles SET last_served_at = ? WHERE id = ?', now(), profileId);
        append('started', { videoId, profileId, detail: { attempt: attempts } });
        return { attempt: attempts };
      }),
    recordProcess(runId, process) {
      run(
        'UPDATE runs SET pid = ?, process_started_at = ? WHERE id = ? AND ended_at IS NULL',
        process.pid,
        process.startedAt,
        runId,
      );
    },
    recordPhase(runId, phase) {
      run('UPDATE runs SET phase = ? WHERE id = ? AND ended_at IS NULL', phase, runId);
    },
    recordStop: (runId, reason) =>
      database.immediate(() => {
        const videoId = videoOf(runId);
        if (videoId === undefined) return;
        run('UPDATE runs SET stop_reason = ? WHERE id = ?', reason, runId);
        append('stopping', { videoId, detail: { reason } });
      }),
    beat: (runId) =>
      run(
        `UPDATE videos SET download_heartbeat_at = ? WHERE status IN ('downloading', 'cancelling')
           AND id = (SELECT video_id FROM runs WHERE id = ? AND ended_at IS NULL)`,
        now(),
        runId,
      ) > 0,
    beginMove: (runId, journal) =>
      database.durable(
        () =>
          run(
            `UPDATE runs SET staged_path = ?, target_name = ?, phase = 'finalizing' WHERE id = ? AND ended_at IS NULL
               AND EXISTS (SELECT 1 FROM videos v WHERE v.id = runs.video_id AND v.status = 'downloading')`,
            journal.stagedPath,
            journal.targetName,
            runId,
          ) > 0,
      ),
    complete: (runId, file) =>
      database.durable(() => {
        const videoId = videoOf(runId);
        if (videoId === undefined || !isWanted(videoId)) return false;
        const completed = run(
          `UPDATE videos SET status = 'complete', file_name = ?, bytes = ?, completed_at = ?, trashed_at = NULL, retry_at = NULL,
             reason = NULL, reason_detail = NULL, download_heartbeat_at = NULL
           WHERE id = ? AND status IN ('downloading', 'cancelling')`,
          file.fileName,
          file.bytes,
          now(),
          videoId,
        );
        if (completed === 0) return false;
        append('finished', { videoId, detail: { bytes: file.bytes } });
        endRun(runId, 'complete');
        return true;
      }),
    settle: (runId, outcome, detail) =>
      database.immediate(() => {
        const videoId = videoOf(runId);
        if (videoId === undefined) return undefined;
        if (leaveCancelling(videoId) === 0) {
          if (outcome.next === 'pending') settlePending(videoId, outcome, detail);
          else settleFailed(videoId, outcome.reason, detail);
        }
        endRun(runId, outcome.reason ?? outcome.next);
        return statusOf(videoId);
      }),
    release: (videoId) =>
      database.immediate(() => {
        const released = run(
          `UPDATE videos SET status = ${PENDING_IF_WANTED}, retry_at = NULL, download_heartbeat_at = NULL,
             attempts = max(0, attempts - 1)
           WHERE id = ? AND status IN ('downloading', 'cancelling')`,
          videoId,
        );
        if (released === 0) return undefined;
        run(`UPDATE runs SET ended_at = ?, outcome = 'reaped' WHERE video_id = ? AND ended_at IS NULL`, now(), videoId);
        append('healed', { videoId, detail: { to: statusOf(videoId) } });
        return statusOf(videoId);
      }),
    forgetEnded(before) {
      run('DELETE FROM runs WHERE ended_at < ?', before);
    },
    returnToCatalog: (videoId) =>
      run(
        `UPDATE videos SET status = 'cataloged', retry_at = NULL WHERE id = ? AND status = 'pending' AND NOT ${IS_WANTED}`,
        videoId,
      ) > 0,
  };

  function settlePending(videoId: string, outcome: Unfinished & { next: 'pending' }, detail: string): void {
    const changed = run(
      `UPDATE videos SET status = 'pending', retry_at = ?, reason = ?, reason_detail = ?, download_heartbeat_at = NULL,
         attempts = max(0, attempts - ?) WHERE id = ? AND status = 'downloading'`,
      outcome.retryAt,
      outcome.reason,
      detail,
      outcome.countsAsAttempt ? 0 : 1,
      videoId,
    );
    if (changed === 0 || outcome.reason === null) return;
    append('retry-planned', { videoId, detail: { reason: outcome.reason, retryAt: outcome.retryAt, detail } });
  }

  function settleFailed(videoId: string, reason: FailureReason, detail: string): void {
    const changed = run(
      `UPDATE videos SET status = 'failed', reason = ?, reason_detail = ?, retry_at = NULL, download_heartbeat_at = NULL
       WHERE id = ? AND status = 'downloading'`,
      reason,
      detail,
      videoId,
    );
    if (changed > 0) append('failed', { videoId, detail: { reason, detail } });
  }
}

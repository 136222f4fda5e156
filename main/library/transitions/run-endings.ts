import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { AFRESH, createVideoQuestions, PENDING_IF_WANTED } from './video-questions.ts';

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
      /** The site refused this video, and rests because of that. */
      readonly countsAsRefusal?: boolean;
    }
  | { readonly next: 'failed'; readonly reason: FailureReason };

/** Ends a run with its file or without one. The caller has proven the tree dead before `settle` and `complete`. */
export interface RunEndings {
  /** Writes the journal to the disk itself just before the move; false when the video is no longer `downloading`. */
  beginMove(runId: string, journal: MoveJournal): boolean;
  /**
   * Ends the run in `complete`: the file is in the library and somebody wants it (perhaps only since a late cancel). False when the
   * last reference was dropped in between: nothing is changed, the caller removes the file and settles the run.
   */
  complete(runId: string, file: { fileName: string; bytes: number }): boolean;
  /** Ends a run without a file: `cancelling` goes to `pending` or `cataloged`, `downloading` where `outcome` says. */
  settle(runId: string, outcome: Unfinished, detail: string): VideoStatus | undefined;
}

/** Ends a teardown: a reference that was added meanwhile is not lost, its download starts afresh. */
const END_TEARDOWN = `
  UPDATE videos SET status = ${PENDING_IF_WANTED}, ${AFRESH}, download_heartbeat_at = NULL
  WHERE id = ? AND status = 'cancelling'`;

/** An earlier file that could not be deleted yet loses its row to the new one. */
const LEAVE_EARLIER_FILE =
  'INSERT OR IGNORE INTO left_files (file_name) SELECT file_name FROM videos WHERE id = ? AND file_name <> ?';

export function createRunEndings(database: WritableDatabase, append: AppendActivity, now: () => number): RunEndings {
  const { run } = database;
  const { statusOf, isWanted, videoOf } = createVideoQuestions(database);
  const endRun = (runId: string, outcome: string): void => {
    run('UPDATE runs SET ended_at = ?, outcome = ? WHERE id = ? AND ended_at IS NULL', now(), outcome, runId);
  };

  return {
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
        run(LEAVE_EARLIER_FILE, videoId, file.fileName);
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
        if (run(END_TEARDOWN, videoId) === 0) {
          if (outcome.next === 'pending') settlePending(videoId, outcome, detail);
          else settleFailed(videoId, outcome.reason, detail);
        }
        endRun(runId, outcome.reason ?? outcome.next);
        return statusOf(videoId);
      }),
  };

  function settlePending(videoId: string, outcome: Unfinished & { next: 'pending' }, detail: string): void {
    const changed = run(
      `UPDATE videos SET status = 'pending', retry_at = ?, reason = ?, reason_detail = ?, download_heartbeat_at = NULL,
         attempts = max(0, attempts - ?), refusals = refusals + ? WHERE id = ? AND status = 'downloading'`,
      outcome.retryAt,
      outcome.reason,
      detail,
      outcome.countsAsAttempt ? 0 : 1,
      outcome.countsAsRefusal ? 1 : 0,
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

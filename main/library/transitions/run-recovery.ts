import type { VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { IS_WANTED } from '../database/wanted.ts';
import { createVideoQuestions, PENDING_IF_WANTED } from './video-questions.ts';

/** Heals rows that a dead app left behind. The caller has proven the tree dead before `release`. */
export interface RunRecovery {
  /**
   * Frees a row whose run died with its app: to `pending` if somebody wants it, else `cataloged`. The run counts as no attempt, and why an
   * earlier one failed is over; what was being torn down starts afresh. How much of
   * it is on the disk nobody knows: the next run says what it still needs.
   */
  release(videoId: string): VideoStatus | undefined;
  /** Removes the rows of runs that ended before `before`: the activity log tells of them. */
  forgetEnded(before: number): void;
  /** Makes startable what would wait for a moment after `latest`: no plan is that far ahead, so the clock was when it was made. */
  forgetLaterRetries(latest: number): void;
  /** Moves `pending` to `cataloged`, if nobody wants it. */
  returnToCatalog(videoId: string): boolean;
}

export function createRunRecovery(database: WritableDatabase, append: AppendActivity, now: () => number): RunRecovery {
  const { run } = database;
  const { statusOf } = createVideoQuestions(database);
  return {
    release: (videoId) =>
      database.immediate(() => {
        const released = run(
          `UPDATE videos SET status = ${PENDING_IF_WANTED}, retry_at = NULL, reason = NULL, reason_detail = NULL, download_heartbeat_at = NULL,
             needed_bytes = 0,
             attempts = iif(status = 'cancelling', 0, max(0, attempts - 1)), refusals = iif(status = 'cancelling', 0, refusals)
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
    forgetLaterRetries(latest) {
      run(`UPDATE videos SET retry_at = NULL WHERE status = 'pending' AND retry_at > ?`, latest);
    },
    returnToCatalog: (videoId) =>
      run(
        `UPDATE videos SET status = 'cataloged', retry_at = NULL WHERE id = ? AND status = 'pending' AND NOT ${IS_WANTED}`,
        videoId,
      ) > 0,
  };
}

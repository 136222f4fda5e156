import type { RunPhase } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { createVideoQuestions } from './video-questions.ts';

/** Says why the engine ends a run's tree; kept on the run, so that it is known after a crash in mid-stop. */
export type StopReason =
  | 'cancelled'
  | 'paused'
  | 'stalled'
  | 'deadline'
  | 'shutdown'
  | 'disk-full'
  | 'too-large'
  | 'library-missing'
  | 'stale';

/** Begins a run and records what becomes of it while it lives. */
export interface RunProgress {
  /** Moves `pending` to `downloading`: run row, heartbeat, attempt and the person's turn in one transaction. */
  claim(claim: { videoId: string; runId: string; ownerId: string; profileId: string }): { attempt: number } | undefined;
  recordProcess(runId: string, process: { pid: number | null; startedAt: string | null }): void;
  recordPhase(runId: string, phase: RunPhase): void;
  recordStop(runId: string, reason: StopReason): void;
  /** Writes the heartbeat of a video whose run is alive. */
  beat(runId: string): boolean;
}

export function createRunProgress(database: WritableDatabase, append: AppendActivity, now: () => number): RunProgress {
  const { run } = database;
  const { videoOf } = createVideoQuestions(database);
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
        // Counted on from the newest turn, not read from the clock: one that was ahead for a while would put this person last for ever.
        run('UPDATE profiles SET last_served_at = (SELECT max(last_served_at) FROM profiles) + 1 WHERE id = ?', profileId);
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
  };
}

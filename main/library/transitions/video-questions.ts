import type { VideoStatus } from '../../../preload/contract/types.ts';
import type { ReadableDatabase } from '../database/database.ts';
import { IS_RUNNABLE, IS_WANTED } from '../database/wanted.ts';

/** Names in SQL the status of a video whose run or file is gone: `pending` if somebody wants it, else `cataloged`. */
export const PENDING_IF_WANTED = `iif(${IS_WANTED}, 'pending', 'cataloged')`;

/** Assigns in SQL what a video has that starts afresh: no attempts, no refusals, no wait and no reason for one. */
export const AFRESH = 'attempts = 0, refusals = 0, retry_at = NULL, reason = NULL, reason_detail = NULL';

/** Answers what the transitions ask of a video and its run. */
export interface VideoQuestions {
  statusOf(videoId: string): VideoStatus;
  isWanted(videoId: string): boolean;
  /** Tells whether somebody wants the video and has not paused it. */
  isRunnable(videoId: string): boolean;
  isWantedBy(profileId: string, videoId: string): boolean;
  /** Finds the video of a run that has not ended. */
  videoOf(runId: string): string | undefined;
}

export function createVideoQuestions({ prepare }: ReadableDatabase): VideoQuestions {
  return {
    statusOf: (videoId) => (prepare('SELECT status FROM videos WHERE id = ?').get(videoId) as { status: VideoStatus }).status,
    isWanted: (videoId) => prepare(`SELECT 1 FROM videos WHERE id = ? AND ${IS_WANTED}`).get(videoId) !== undefined,
    isRunnable: (videoId) => prepare(`SELECT 1 FROM videos WHERE id = ? AND ${IS_RUNNABLE}`).get(videoId) !== undefined,
    isWantedBy: (profileId, videoId) =>
      prepare('SELECT 1 FROM active_references WHERE video_id = ? AND profile_id = ?').get(videoId, profileId) !== undefined,
    videoOf: (runId) =>
      (prepare('SELECT video_id AS id FROM runs WHERE id = ? AND ended_at IS NULL').get(runId) as { id: string } | undefined)?.id,
  };
}

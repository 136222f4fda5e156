import type { VideoStatus } from '../../../preload/contract/types.ts';
import type { LibraryDatabase } from '../database/database.ts';
import { IS_RUNNABLE, IS_WANTED } from '../database/wanted.ts';

/** SQL of the status to which a video goes that nothing holds any longer: somebody wants it or not. */
export const PENDING_IF_WANTED = `iif(${IS_WANTED}, 'pending', 'cataloged')`;

/** What every transition asks and does. */
export interface TransitionStatements {
  /** Runs one changing statement; returns how many rows it changed, 0 when its guard did not match. */
  run(sql: string, ...values: unknown[]): number;
  statusOf(videoId: string): VideoStatus;
  isWanted(videoId: string): boolean;
  /** Whether somebody who wants the video has not paused it. */
  isRunnable(videoId: string): boolean;
  isWantedBy(profileId: string, videoId: string): boolean;
}

export function createTransitionStatements({ prepare }: LibraryDatabase): TransitionStatements {
  return {
    run: (sql, ...values) => prepare(sql).run(...values).changes,
    statusOf: (videoId) => (prepare('SELECT status FROM videos WHERE id = ?').get(videoId) as { status: VideoStatus }).status,
    isWanted: (videoId) => prepare(`SELECT 1 FROM videos WHERE id = ? AND ${IS_WANTED}`).get(videoId) !== undefined,
    isRunnable: (videoId) => prepare(`SELECT 1 FROM videos WHERE id = ? AND ${IS_RUNNABLE}`).get(videoId) !== undefined,
    isWantedBy: (profileId, videoId) =>
      prepare('SELECT 1 FROM active_references WHERE video_id = ? AND profile_id = ?').get(videoId, profileId) !== undefined,
  };
}

import type { WritableDatabase } from '../database/database.ts';

/** Remembers where each person stopped watching. */
export interface PlaybackRows {
  /**
   * Keeps the position. A video that was watched once stays watched, also when it is played again from the start. Returns whether
   * it counts as watched now.
   */
  save(profileId: string, videoId: string, seconds: number, reachedEnd: boolean, now: number): boolean;
}

export function createPlaybackRows({ runReturning }: WritableDatabase): PlaybackRows {
  return {
    save(profileId, videoId, seconds, reachedEnd, now) {
      const row = runReturning(
        `INSERT INTO playback (profile_id, video_id, seconds, watched, updated_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (profile_id, video_id) DO UPDATE SET seconds = excluded.seconds, watched = max(watched, excluded.watched),
           updated_at = excluded.updated_at
         RETURNING watched`,
        profileId,
        videoId,
        seconds,
        Number(reachedEnd),
        now,
      ) as { watched: 0 | 1 };
      return row.watched === 1;
    },
  };
}

const WATCHED_SHARE = 0.95;
/** Takes the last seconds for credits; in a video shorter than twice that, only the share counts. */
const CLOSING_SECONDS = 30;

/** Tells whether a position is far enough for "watched". Where the length is unknown, none is. */
export function reachesEnd(seconds: number, durationSeconds: number | null): boolean {
  if (durationSeconds === null || durationSeconds <= 0) return false;
  if (seconds >= durationSeconds * WATCHED_SHARE) return true;
  return durationSeconds > 2 * CLOSING_SECONDS && seconds >= durationSeconds - CLOSING_SECONDS;
}

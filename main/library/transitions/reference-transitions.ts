import type { MediaKind, Preset, ReferenceGroup, SubtitlesChoice, VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { placeAtEnd } from '../database/place-at-end.ts';
import { placeBefore } from '../queue/queue-position.ts';
import type { VideoRows } from '../videos/video-rows.ts';
import { createVideoQuestions } from './video-questions.ts';

/** Describes a person's new reference, and its video for the case that nobody referred to it before. */
export interface NewReference {
  readonly profileId: string;
  readonly videoId: string;
  readonly url: string;
  readonly urlKey: string;
  readonly site: string;
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly title: string;
  /** As the first reference asks, like the preset. */
  readonly subtitles?: SubtitlesChoice | undefined;
  /** The group that this person adds in one go; a reference that is active already stays where it is. */
  readonly group?: ReferenceGroup | undefined;
}

export interface TriggerOutcome {
  readonly videoId: string;
  readonly status: VideoStatus;
  /** True when somebody else wanted it before. */
  readonly joined: boolean;
}

export interface DropOutcome {
  /** The status before and after the drop; `undefined`: this profile had no active reference. */
  readonly before: VideoStatus;
  readonly after: VideoStatus;
  readonly stillWantedBy: readonly string[];
  /** True when somebody still wants it, but everybody who does has paused it. */
  readonly isPausedByAll: boolean;
}

/**
 * Changes the references of people: each function is one IMMEDIATE transaction, and each status change in it one guarded UPDATE.
 * The references are the count: whether a video is wanted is always asked of the rows, never of a counter.
 */
export interface ReferenceTransitions {
  /** Registers the caller's reference first, then moves `cataloged` or `failed` to `pending`; everything else is joined. */
  trigger(reference: NewReference): TriggerOutcome;
  /** Does the same for a video that is known by id, else returns `undefined`. Without a group it is back in the one it was in. */
  triggerKnown(profileId: string, videoId: string, group?: ReferenceGroup): TriggerOutcome | undefined;
  /** Drops the caller's reference; acts on the video only when none is left. `undefined` when the caller had none. */
  drop(profileId: string, videoId: string): DropOutcome | undefined;
  /** Pauses or unpauses one of the caller's references; `undefined` when the caller has none. */
  pause(profileId: string, videoId: string, paused: boolean): { status: VideoStatus; runnable: boolean } | undefined;
  /**
   * Puts the item, and right after it those of `following` that are still wanted, before another one of the same queue or at its
   * end; returns the item's new sort key.
   */
  move(profileId: string, videoId: string, before: string | undefined, following?: readonly string[]): number | undefined;
  /** Moves `failed` to `pending` with fresh attempts, for somebody who wants it. */
  retry(profileId: string, videoId: string): VideoStatus | undefined;
  /** Lists the videos of one profile's active references, in its order. */
  activeVideoIds(profileId: string, statuses: readonly VideoStatus[]): string[];
}

export function createReferenceTransitions(
  database: WritableDatabase,
  videos: VideoRows,
  append: AppendActivity,
  now: () => number,
): ReferenceTransitions {
  const { run } = database;
  const { statusOf, isRunnable, isWantedBy } = createVideoQuestions(database);

  /** Adds a reference at the end of the queue. One that was given up gets the new group, or with `'as before'` keeps its own. */
  function addReference(videoId: string, profileId: string, group: ReferenceGroup | 'as before' | undefined): void {
    const { id: groupId = null, title: groupTitle = null } = typeof group === 'object' ? group : {};
    run(
      `INSERT INTO video_references (video_id, profile_id, position, created_at, group_id, group_title)
       VALUES (@videoId, @profileId, ${placeAtEnd('@profileId')}, @now, @groupId, @groupTitle)
       ON CONFLICT (video_id, profile_id) DO UPDATE SET created_at = excluded.created_at, position = excluded.position,
         group_id = iif(@keepsGroup, group_id, excluded.group_id),
         group_title = iif(@keepsGroup, group_title, excluded.group_title), paused = 0,
         cancelled_at = NULL`,
      { videoId, profileId, now: now(), groupId, groupTitle, keepsGroup: Number(group === 'as before') },
    );
  }

  function unpause(videoId: string, profileId: string): void {
    run('UPDATE video_references SET paused = 0 WHERE video_id = ? AND profile_id = ?', videoId, profileId);
  }

  function refer(videoId: string, profileId: string, group: ReferenceGroup | 'as before' | undefined): TriggerOutcome {
    const isNew = !isWantedBy(profileId, videoId);
    const others = videos.wantedBy(videoId).length - (isNew ? 0 : 1);
    if (isNew) addReference(videoId, profileId, group);
    else unpause(videoId, profileId);
    const offered = run(
      `UPDATE videos SET status = 'pending', attempts = 0, retry_at = NULL, reason = NULL, reason_detail = NULL
       WHERE id = ? AND status IN ('cataloged', 'failed')`,
      videoId,
    );
    const restored = run(
      `UPDATE videos SET trashed_at = NULL WHERE id = ? AND status = 'complete' AND trashed_at IS NOT NULL`,
      videoId,
    );
    if (isNew) append(others > 0 ? 'joined' : 'triggered', { videoId, profileId });
    if (restored > 0) append('restored', { videoId, profileId });
    const status = offered > 0 ? 'pending' : statusOf(videoId);
    return { videoId, status, joined: others > 0 };
  }

  return {
    trigger: (request) =>
      database.immediate(() => {
        const { group, subtitles = null, ...facts } = request;
        run(
          `INSERT INTO videos (id, url, url_key, site, kind, preset, subtitles, title, status, created_at)
           VALUES (@videoId, @url, @urlKey, @site, @kind, @preset, @subtitles, @title, 'cataloged', @createdAt)
           ON CONFLICT (url_key, kind) DO NOTHING`,
          { ...facts, subtitles, createdAt: now() },
        );
        const known = videos.byAddress(request.urlKey, request.kind);
        if (known === undefined) throw new Error('a video was neither inserted nor found');
        return refer(known.id, request.profileId, group);
      }),
    triggerKnown: (profileId, videoId, group) =>
      database.immediate(() => (videos.get(videoId) === undefined ? undefined : refer(videoId, profileId, group ?? 'as before'))),
    drop: (profileId, videoId) =>
      database.immediate(() => {
        const dropped = run(
          'UPDATE video_references SET cancelled_at = ?, paused = 0 WHERE video_id = ? AND profile_id = ? AND cancelled_at IS NULL',
          now(),
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
        run(`UPDATE videos SET trashed_at = ? WHERE id = ? AND status = 'complete'`, now(), videoId);
        append(before === 'complete' ? 'trashed' : 'cancelled', { videoId, profileId });
        return { before, after: statusOf(videoId), stillWantedBy, isPausedByAll: false };
      }),
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
    move: (profileId, videoId, before, following = []) =>
      database.immediate(() => {
        if (!isWantedBy(profileId, videoId) || (before !== undefined && !isWantedBy(profileId, before))) return undefined;
        const rest = following.filter((id) => id !== videoId && isWantedBy(profileId, id));
        return placeBefore(database, profileId, [videoId, ...new Set(rest)], before);
      }),
    retry: (profileId, videoId) =>
      database.immediate(() => {
        if (!isWantedBy(profileId, videoId)) return undefined;
        unpause(videoId, profileId);
        const retried = run(
          `UPDATE videos SET status = 'pending', attempts = 0, retry_at = NULL, reason = NULL, reason_detail = NULL
           WHERE id = ? AND status IN ('failed', 'pending')`,
          videoId,
        );
        if (retried > 0) append('resumed', { videoId, profileId });
        return statusOf(videoId);
      }),
    activeVideoIds: (profileId, statuses) =>
      (
        database
          .prepare(
            `SELECT r.video_id AS id FROM active_references r JOIN videos v ON v.id = r.video_id
             WHERE r.profile_id = ? AND v.status IN (SELECT value FROM json_each(?)) ORDER BY r.position`,
          )
          .all(profileId, JSON.stringify(statuses)) as { id: string }[]
      ).map((row) => row.id),
  };
}

import type { MediaKind, Preset, ReferenceGroup, SubtitlesChoice, VideoStatus } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { placeAtEnd } from '../database/place-at-end.ts';
import type { VideoRows } from '../videos/video-rows.ts';
import { AFRESH, createVideoQuestions } from './video-questions.ts';

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
  /** Says which subtitles to fetch. Only the first reference decides, as with the preset. */
  readonly subtitles?: SubtitlesChoice | undefined;
  /** Names the group that this person adds in one go; a reference that is active already stays where it is. */
  readonly group?: ReferenceGroup | undefined;
}

/** Tells what became of a triggered video. */
export interface TriggerOutcome {
  readonly videoId: string;
  readonly status: VideoStatus;
  /** Tells whether somebody else wanted it before. */
  readonly joined: boolean;
}

/** Registers what people ask for, and puts a video into the queue when it is asked for. */
export interface ReferenceTriggers {
  /** Registers the caller's reference first, then moves `cataloged` or `failed` to `pending`; everything else is joined. */
  trigger(reference: NewReference): TriggerOutcome;
  /** Does the same for a video that is known by id, else returns `undefined`. Without a group it is back in the one it was in. */
  triggerKnown(profileId: string, videoId: string, group?: ReferenceGroup): TriggerOutcome | undefined;
  /** Moves `failed` to `pending` with fresh attempts, for somebody who wants it. */
  retry(profileId: string, videoId: string): VideoStatus | undefined;
}

export function createReferenceTriggers(
  database: WritableDatabase,
  videos: VideoRows,
  append: AppendActivity,
  now: () => number,
): ReferenceTriggers {
  const { run } = database;
  const { statusOf, isWantedBy } = createVideoQuestions(database);

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
      `UPDATE videos SET status = 'pending', ${AFRESH} WHERE id = ? AND status IN ('cataloged', 'failed')`,
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
    retry: (profileId, videoId) =>
      database.immediate(() => {
        if (!isWantedBy(profileId, videoId)) return undefined;
        unpause(videoId, profileId);
        const retried = run(
          `UPDATE videos SET status = 'pending', ${AFRESH}, needed_bytes = NULL WHERE id = ? AND status IN ('failed', 'pending')`,
          videoId,
        );
        if (retried > 0) append('resumed', { videoId, profileId });
        return statusOf(videoId);
      }),
  };
}

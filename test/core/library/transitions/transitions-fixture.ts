import { createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { createRunRows } from '../../../../main/library/queue/run-rows.ts';
import { createReferenceTransitions } from '../../../../main/library/transitions/reference-transitions.ts';
import type { Unfinished } from '../../../../main/library/transitions/run-endings.ts';
import { createRunTransitions } from '../../../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import type { VideoStatus } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addProfile, freshLibrary } from '../library-fixture.ts';

/** The end of a run that is tried again. */
export const LATER = { next: 'pending', retryAt: null, reason: 'network', countsAsAttempt: true } as const satisfies Unfinished;

/** Mia, Dad and Tom with an empty library. */
export function household() {
  const database = freshLibrary();
  const clock = createManualClock(1_000_000);
  const activity = createActivityRows(database, clock);
  for (const name of ['Mia', 'Dad', 'Tom']) addProfile(database, { id: name.toLowerCase(), name });
  const videos = createVideoRows(database);
  const now = () => clock.now();
  const references = createReferenceTransitions(database, videos, activity.append, now);
  const runs = createRunTransitions(database, activity.append, now);
  const trigger = (profileId: string, name = 'cats') =>
    references.trigger({
      profileId,
      videoId: `video-${name}`,
      url: `https://example.test/${name}`,
      urlKey: name,
      site: 'example.test',
      kind: 'video',
      preset: 'good',
      title: name,
    });
  const claim = (videoId: string, runId = 'run-1') => runs.claim({ videoId, runId, ownerId: 'app-1', profileId: 'mia' });
  const status = (videoId: string) => videos.get(videoId)?.status;
  return {
    database,
    clock,
    references,
    runs,
    videos,
    trigger,
    claim,
    status,
    queue: createQueueRows(database),
    runRows: createRunRows(database, now),
  };
}

/** Brings one video, wanted by Mia, into a status along the real transitions. */
export function bring(to: VideoStatus) {
  const home = household();
  const { videoId } = home.trigger('mia');
  if (to === 'cataloged') home.references.drop('mia', videoId);
  if (to === 'pending' || to === 'cataloged') return { ...home, videoId };
  home.claim(videoId);
  if (to === 'failed') home.runs.settle('run-1', { next: 'failed', reason: 'private' }, '');
  if (to === 'complete') home.runs.complete('run-1', { fileName: 'cats.mp4', bytes: 5 });
  if (to === 'cancelling') home.references.drop('mia', videoId);
  return { ...home, videoId };
}

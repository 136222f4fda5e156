import { describe, expect, test } from 'vitest';
import { createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { createRunRows } from '../../../../main/library/queue/run-rows.ts';
import { createReferenceTransitions } from '../../../../main/library/transitions/reference-transitions.ts';
import type { Unfinished } from '../../../../main/library/transitions/run-endings.ts';
import { createRunTransitions } from '../../../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import type { VideoStatus } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import type { TestLibrary } from '../../../fakes/test-library.ts';
import { addProfile, freshLibrary } from '../library-fixture.ts';

const LATER: Unfinished = { next: 'pending', retryAt: null, reason: 'network', countsAsAttempt: true };

function household() {
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
function bring(to: VideoStatus) {
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

describe('a trigger', () => {
  test('registers a reference and makes the video pending, in one transaction', () => {
    const home = household();
    expect(home.trigger('mia')).toEqual({ videoId: 'video-cats', status: 'pending', joined: false });
    expect(home.videos.wantedBy('video-cats')).toEqual(['Mia']);
  });

  test('twice by the same person is one reference', () => {
    const { trigger, videos } = household();
    trigger('mia');
    expect(trigger('mia').joined).toBe(false);
    expect(videos.wantedBy('video-cats')).toEqual(['Mia']);
  });

  test.each<[VideoStatus, VideoStatus, boolean]>([
    ['cataloged', 'pending', false],
    ['pending', 'pending', true],
    ['downloading', 'downloading', true],
    ['cancelling', 'cancelling', false],
    ['complete', 'complete', true],
    ['failed', 'pending', true],
  ])('by another person on a %s video leaves it %s', (before, after, joined) => {
    const { trigger, videos, videoId } = bring(before);
    expect(trigger('dad')).toEqual({ videoId, status: after, joined });
    expect(videos.wantedBy(videoId)).toContain('Dad');
  });

  test('that fails in the middle leaves no reference behind', () => {
    const { database, trigger, videos } = household();
    database.sqlite.exec(`CREATE TRIGGER broken BEFORE UPDATE ON videos BEGIN SELECT raise(ABORT, 'broken'); END`);
    expect(() => trigger('mia')).toThrow('broken');
    expect(videos.get('video-cats')).toBeUndefined();
  });
});

describe('dropping a reference', () => {
  test("with two subscribers one's cancel keeps the other's download alive", () => {
    const { trigger, references, status, videoId } = bring('downloading');
    trigger('dad');
    expect(references.drop('mia', videoId)).toMatchObject({
      before: 'downloading',
      after: 'downloading',
      stillWantedBy: ['Dad'],
    });
    expect(status(videoId)).toBe('downloading');
  });

  test("the last one's cancel really cancels", () => {
    const { trigger, references, status, videoId } = bring('downloading');
    trigger('dad');
    references.drop('mia', videoId);
    expect(references.drop('dad', videoId)).toMatchObject({ after: 'cancelling', stillWantedBy: [] });
    expect(status(videoId)).toBe('cancelling');
  });

  test.each<[VideoStatus, VideoStatus]>([
    ['pending', 'cataloged'],
    ['failed', 'cataloged'],
    ['downloading', 'cancelling'],
    ['complete', 'complete'],
  ])('the last one of a %s video makes it %s', (before, after) => {
    const { references, videoId } = bring(before);
    expect(references.drop('mia', videoId)).toMatchObject({ before, after });
  });

  test('the last one of a finished video puts it in the trash, and a trigger takes it out', () => {
    const { references, trigger, videos, videoId } = bring('complete');
    references.drop('mia', videoId);
    expect(videos.get(videoId)?.trashedAt).not.toBeNull();
    expect(trigger('dad').status).toBe('complete');
    expect(videos.get(videoId)?.trashedAt).toBeNull();
  });

  test('of somebody who has none says so and changes nothing', () => {
    const { references, status, videoId } = bring('downloading');
    expect(references.drop('dad', videoId)).toBeUndefined();
    expect(status(videoId)).toBe('downloading');
  });
});

describe('a claim', () => {
  test('writes run, heartbeat and attempt together', () => {
    const { claim, videos, runRows, videoId, clock } = bring('pending');
    expect(claim(videoId)).toEqual({ attempt: 1 });
    expect(videos.get(videoId)).toMatchObject({ status: 'downloading', heartbeatAt: clock.now(), attempts: 1 });
    expect(runRows.occupied()).toMatchObject([{ videoId, runId: 'run-1', ownerId: 'app-1', pid: null, phase: 'starting' }]);
  });

  test.each<VideoStatus>(['cataloged', 'downloading', 'cancelling', 'complete', 'failed'])(
    'of a %s video is refused',
    (before) => {
      const { claim, status, videoId } = bring(before);
      expect(claim(videoId, 'run-2')).toBeUndefined();
      expect(status(videoId)).toBe(before);
    },
  );

  test('before its retry time is refused', () => {
    const { claim, runs, clock, videoId } = bring('downloading');
    runs.settle('run-1', { ...LATER, next: 'pending', retryAt: clock.now() + 1000 }, '');
    expect(claim(videoId, 'run-2')).toBeUndefined();
    clock.advance(1000);
    expect(claim(videoId, 'run-2')).toEqual({ attempt: 2 });
  });

  test('never makes a second live run for a video, whatever the status says', () => {
    const { database, claim, videoId } = bring('downloading');
    database.sqlite.prepare(`UPDATE videos SET status = 'pending' WHERE id = ?`).run(videoId);
    expect(() => claim(videoId, 'run-2')).toThrow(/UNIQUE/);
  });
});

describe('the end of a run', () => {
  test('whole and wanted: complete', () => {
    const { runs, videos, videoId } = bring('downloading');
    expect(runs.complete('run-1', { fileName: 'cats.mp4', bytes: 5 })).toBe(true);
    expect(videos.get(videoId)).toMatchObject({ status: 'complete', fileName: 'cats.mp4', bytes: 5, heartbeatAt: null });
  });

  test('whole but cancelled just before: nothing is complete', () => {
    const { runs, status, videoId } = bring('cancelling');
    expect(runs.beginMove('run-1', { stagedPath: 'x', targetName: 'cats.mp4' })).toBe(false);
    expect(runs.complete('run-1', { fileName: 'cats.mp4', bytes: 5 })).toBe(false);
    expect(status(videoId)).toBe('cancelling');
  });

  test('whole, cancelled and triggered again: the file is used', () => {
    const { runs, trigger, status, videoId } = bring('cancelling');
    trigger('dad');
    expect(runs.complete('run-1', { fileName: 'cats.mp4', bytes: 5 })).toBe(true);
    expect(status(videoId)).toBe('complete');
  });

  test('a transient failure waits, a permanent one fails with its reason', () => {
    const transient = bring('downloading');
    expect(transient.runs.settle('run-1', LATER, 'reset')).toBe('pending');
    expect(transient.videos.get(transient.videoId)).toMatchObject({ reason: 'network', attempts: 1 });
    const permanent = bring('downloading');
    expect(permanent.runs.settle('run-1', { next: 'failed', reason: 'private' }, '')).toBe('failed');
    expect(permanent.videos.get(permanent.videoId)?.reason).toBe('private');
  });

  test('a reference made during the teardown is downloaded, not lost', () => {
    const { runs, trigger, videoId, status } = bring('cancelling');
    expect(trigger('tom').status).toBe('cancelling');
    expect(runs.settle('run-1', LATER, '')).toBe('pending');
    expect(status(videoId)).toBe('pending');
  });

  test('a teardown that nobody interrupts ends in the catalogue', () => {
    const { runs, videoId, status } = bring('cancelling');
    expect(runs.settle('run-1', LATER, '')).toBe('cataloged');
    expect(status(videoId)).toBe('cataloged');
  });

  test('happens once: a second settle changes nothing', () => {
    const { runs, status, videoId } = bring('downloading');
    runs.settle('run-1', LATER, '');
    expect(runs.settle('run-1', { next: 'failed', reason: 'internal' }, '')).toBeUndefined();
    expect(status(videoId)).toBe('pending');
  });

  test('a pause uses up no attempt', () => {
    const { runs, videos, videoId } = bring('downloading');
    runs.settle('run-1', { next: 'pending', retryAt: null, reason: null, countsAsAttempt: false }, 'paused');
    expect(videos.get(videoId)?.attempts).toBe(0);
  });
});

describe('what a crash left behind', () => {
  test.each<VideoStatus>(['downloading', 'cancelling'])('a stranded %s row is freed to where its references say', (before) => {
    const unwanted = bring('cancelling');
    expect(unwanted.runs.release(unwanted.videoId)).toBe('cataloged');
    const wanted = bring(before);
    wanted.trigger('dad');
    expect(wanted.runs.release(wanted.videoId)).toBe('pending');
    expect(wanted.runRows.occupied()).toEqual([]);
  });

  test.each<VideoStatus>(['cataloged', 'pending', 'complete', 'failed'])('a %s row is left alone', (before) => {
    const { runs, status, videoId } = bring(before);
    expect(runs.release(videoId)).toBeUndefined();
    expect(status(videoId)).toBe(before);
  });
});

describe('holding and order', () => {
  test('a paused item is not offered, unless somebody else wants it now', () => {
    const { references, runRows, trigger, videoId } = bring('pending');
    expect(references.pause('mia', videoId, true)).toEqual({ status: 'pending', runnable: false });
    expect(runRows.candidates(10, [])).toEqual([]);
    trigger('dad');
    expect(runRows.candidates(10, [])).toMatchObject([{ videoId, profileId: 'dad' }]);
  });

  test('items move before others and to the end, a hundred times to the same place', () => {
    const { trigger, references, queue } = household();
    for (const name of ['a', 'b', 'c', 'd']) trigger('mia', name);
    const order = () =>
      queue
        .list('mia', 0)
        .map((item) => item.title)
        .join('');
    references.move('mia', 'video-d', 'video-a');
    expect(order()).toBe('dabc');
    references.move('mia', 'video-d', undefined);
    expect(order()).toBe('abcd');
    for (let round = 0; round < 100; round += 1) {
      references.move('mia', 'video-c', 'video-b');
      expect(order()).toBe('acbd');
      references.move('mia', 'video-b', 'video-c');
      expect(order()).toBe('abcd');
    }
    expect(references.move('mia', 'video-a', 'video-unknown')).toBeUndefined();
  });

  test('closed sites are left out', () => {
    const { runRows } = bring('pending');
    expect(runRows.candidates(10, ['example.test'])).toEqual([]);
    expect(runRows.candidates(10, ['other.test'])).toHaveLength(1);
  });
});

test('the queue shows who wants an item, the asking profile first', () => {
  const { trigger, queue, videoId } = bring('downloading');
  trigger('dad');
  expect(queue.list('dad', 0)).toMatchObject([{ videoId, wantedBy: ['Dad', 'Mia'], status: 'downloading', held: false }]);
  expect(queue.some('mia', [videoId, 'nothing'], 0)).toMatchObject([{ wantedBy: ['Mia', 'Dad'] }]);
  expect(queue.list('tom', 0)).toEqual([]);
});

function activityOf(database: TestLibrary): string[] {
  return (database.sqlite.prepare('SELECT event FROM activity ORDER BY id').all() as { event: string }[]).map((row) => row.event);
}

test('each step leaves its line in the activity log', () => {
  const { database, references, runs, trigger, videoId } = bring('downloading');
  trigger('dad');
  references.drop('mia', videoId);
  runs.complete('run-1', { fileName: 'cats.mp4', bytes: 5 });
  expect(activityOf(database)).toEqual(['triggered', 'started', 'joined', 'dropped', 'finished']);
});

import { describe, expect, test } from 'vitest';
import type { VideoStatus } from '../../../../preload/contract/types.ts';
import type { TestLibrary } from '../../../fakes/test-library.ts';
import { bring, LATER } from './transitions-fixture.ts';

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
    runs.settle('run-1', { ...LATER, retryAt: clock.now() + 1000 }, '');
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

test('what a dead app left behind waits without the reason of an earlier failure; what was being torn down starts afresh', () => {
  const left = bring('downloading');
  left.runs.settle('run-1', LATER, 'reset');
  left.claim(left.videoId, 'run-2');
  left.runs.release(left.videoId);
  expect(left.videos.get(left.videoId)).toMatchObject({ status: 'pending', attempts: 1, reason: null, retryAt: null });
  const wantedAgain = bring('downloading');
  wantedAgain.runs.settle('run-1', { ...LATER, countsAsRefusal: true }, 'refused');
  wantedAgain.claim(wantedAgain.videoId, 'run-2');
  wantedAgain.references.drop('mia', wantedAgain.videoId);
  wantedAgain.trigger('dad');
  wantedAgain.runs.release(wantedAgain.videoId);
  expect(wantedAgain.videos.get(wantedAgain.videoId)).toMatchObject({
    status: 'pending',
    attempts: 0,
    refusals: 0,
    reason: null,
  });
});

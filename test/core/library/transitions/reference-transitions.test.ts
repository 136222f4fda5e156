import { describe, expect, test } from 'vitest';
import type { VideoStatus } from '../../../../preload/contract/types.ts';
import { bring, household } from './transitions-fixture.ts';

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

describe('pausing and order', () => {
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

test('what a removed person wanted is dropped in one go, each video as if it were dropped alone', () => {
  const inOneGo = manyVideos();
  const { references, database } = inOneGo;
  expect(references.dropAll('mia')).toEqual({
    dropped: expect.arrayContaining([...inOneGo.ids]),
    toCancel: ['video-runs'],
    toPause: ['video-paused by others'],
    trashedBytes: 5,
  });
  expect(
    database.sqlite.prepare(`SELECT count(*) FROM activity WHERE profile_id = 'mia' AND event = 'dropped'`).pluck().get(),
  ).toBe(0);
  const alone = manyVideos();
  for (const videoId of alone.ids) alone.references.drop('mia', videoId);
  expect(inOneGo.rows()).toEqual(alone.rows());
  expect(inOneGo.rows()).toEqual(
    expect.arrayContaining([
      ['video-runs', 'cancelling', null],
      ['video-waits', 'cataloged', null],
      ['video-done', 'complete', inOneGo.clock.now()],
      ['video-shared', 'complete', null],
    ]),
  );
});

/** Mia's videos in every state, some of them wanted by Dad, too. */
function manyVideos() {
  const home = household();
  const { references, runs, trigger, claim, database } = home;
  const ids = ['waits', 'runs', 'failed', 'done', 'shared', 'paused by others'].map((name) => trigger('mia', name).videoId);
  for (const name of ['shared', 'paused by others']) trigger('dad', name);
  references.pause('dad', 'video-paused by others', true);
  for (const name of ['runs', 'failed', 'done', 'shared', 'paused by others']) claim(`video-${name}`, `run of ${name}`);
  runs.settle('run of failed', { next: 'failed', reason: 'private' }, '');
  for (const name of ['done', 'shared']) runs.complete(`run of ${name}`, { fileName: `${name}.mp4`, bytes: 5 });
  const rows = () => database.sqlite.prepare('SELECT id, status, trashed_at FROM videos ORDER BY id').raw().all();
  return { ...home, ids, rows };
}

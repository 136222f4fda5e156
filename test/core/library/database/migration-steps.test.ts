import { expect, test } from 'vitest';
import { migrations } from '../../../../main/library/database/migrations/index.ts';
import { addReference, addVideo, openForTest } from '../library-fixture.ts';
import { libraryOfVersion, ROWS_OF_VERSION } from './grown-library.ts';

test('the heartbeat migration runs on a table with rows', () => {
  const file = libraryOfVersion(1);
  const { sqlite } = openForTest({ file, migrations: migrations.slice(0, 2) });
  expect(sqlite.prepare('SELECT id, status, download_heartbeat_at AS heartbeat FROM videos ORDER BY id').all()).toEqual([
    { id: 'live', status: 'downloading', heartbeat: null },
    { id: 'wanted', status: 'pending', heartbeat: null },
  ]);
  expect(sqlite.prepare(`UPDATE videos SET download_heartbeat_at = 7 WHERE id = 'live'`).run().changes).toBe(1);
});

test('the views of references leave out what was given up, and what its person paused', () => {
  const { sqlite } = openForTest({ file: libraryOfVersion(12) });
  sqlite.exec(ROWS_OF_VERSION[13] ?? '');
  const idsIn = (view: string): unknown =>
    sqlite.prepare(`SELECT video_id, profile_id FROM ${view} ORDER BY video_id, profile_id`).raw().all();
  const unpaused = [
    ['live', 'ada'],
    ['wanted', 'ben'],
  ];
  expect(idsIn('unpaused_references')).toEqual(unpaused);
  expect(idsIn('active_references')).toEqual([unpaused[0], ['wanted', 'ada'], unpaused[1]]);
});

test('what failed for a missing program waits for it, if somebody still wants it; other failures stay', () => {
  const file = libraryOfVersion(13);
  const old = openForTest({ file, migrations: migrations.slice(0, 13) });
  for (const [id, reason] of [
    ['missing', 'tool-missing'],
    ['too old', 'tool-too-old'],
    ['unwanted', 'tool-missing'],
    ['private', 'private'],
  ] as const) {
    addVideo(old, { id, status: 'failed' });
    old.sqlite
      .prepare(`UPDATE videos SET reason = ?, reason_detail = 'why', attempts = 4, retry_at = 9 WHERE id = ?`)
      .run(reason, id);
    addReference(old, { videoId: id, profileId: 'ada', cancelledAt: id === 'unwanted' ? 1 : null });
  }
  old.close();
  const { sqlite } = openForTest({ file, migrations: migrations.slice(0, 14) });
  const rows = sqlite.prepare(
    'SELECT id, status, reason, reason_detail, attempts, retry_at FROM videos WHERE attempts > 0 OR id IN (?, ?) ORDER BY id',
  );
  expect(rows.raw().all('missing', 'too old')).toEqual([
    ['missing', 'pending', null, null, 0, null],
    ['private', 'failed', 'private', 'why', 4, 9],
    ['too old', 'pending', null, null, 0, null],
    ['unwanted', 'failed', 'tool-missing', 'why', 4, 9],
  ]);
});

test('what belongs to a video keeps its rows when it gets its index, and goes with the video', () => {
  const { sqlite } = openForTest({ file: libraryOfVersion(19), migrations: migrations.slice(0, 20) });
  const belongsTo = (videoId: string): unknown =>
    ['playback', 'runs', 'video_references', 'requests'].map((table) =>
      sqlite.prepare(`SELECT count(*) FROM ${table} WHERE video_id = ?`).pluck().get(videoId),
    );
  expect(belongsTo('live')).toEqual([1, 1, 2, 1]);
  sqlite.exec(`DELETE FROM videos WHERE id = 'live'`);
  expect(belongsTo('live')).toEqual([0, 0, 0, 0]);
  expect(sqlite.prepare(`SELECT video_id FROM requests WHERE id = 'asked'`).pluck().get()).toBeNull();
});

test('what is in the trash is its last owner’s: whoever dropped it in that moment', () => {
  const file = libraryOfVersion(21);
  const old = openForTest({ file, migrations: migrations.slice(0, 21) });
  addVideo(old, { id: 'trashed', trashedAt: 1003 });
  addReference(old, { videoId: 'trashed', profileId: 'ben', cancelledAt: 400 });
  addReference(old, { videoId: 'trashed', profileId: 'ada', cancelledAt: 1000 });
  addVideo(old, { id: 'forsaken', trashedAt: 7 });
  old.close();
  const { sqlite } = openForTest({ file, migrations: migrations.slice(0, 22) });
  const trashed = sqlite.prepare('SELECT id, trashed_at FROM videos WHERE trashed_at IS NOT NULL ORDER BY id').raw().all();
  expect(trashed).toEqual([
    ['forsaken', 7],
    ['trashed', 1000],
  ]);
});

test('the room that a video needs is not known of those that were there before', () => {
  const { sqlite } = openForTest({ file: libraryOfVersion(22), migrations: migrations.slice(0, 23) });
  expect(sqlite.prepare('SELECT DISTINCT needed_bytes FROM videos').pluck().all()).toEqual([null]);
});

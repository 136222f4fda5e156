import { expect, test } from 'vitest';
import { migrations } from '../../../../main/library/database/migrations/index.ts';
import { openForTest } from '../library-fixture.ts';
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

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createProfileRows } from '../../../../main/library/household/profile-rows.ts';
import { createFileTransitions } from '../../../../main/library/transitions/file-transitions.ts';
import { addProfile, addReference, addVideo, freshLibrary } from '../library-fixture.ts';

const TITLE = 'Divorce lawyer, consultation (recording)';

function library() {
  const database = freshLibrary();
  const { append } = createActivityRows(database, { now: () => 1 });
  addProfile(database, { id: 'dad', name: 'Dad Quixote' });
  addProfile(database, { id: 'mum' });
  const known = (): string[] =>
    (database.prepare('SELECT id FROM videos ORDER BY id').all() as { id: string }[]).map(({ id }) => id);
  return { database, append, known, files: createFileTransitions(database, append), profiles: createProfileRows(database) };
}

test('a removed person and what only they had leave nothing in the files of the database', () => {
  const { database, append, files, profiles, known } = library();
  addVideo(database, { id: 'private', title: TITLE, status: 'cataloged' });
  addReference(database, { videoId: 'private', profileId: 'dad', cancelledAt: 99 });
  append('purged', { videoId: 'private' });
  append('restored', { videoId: 'private', profileId: 'dad', detail: { note: TITLE } });
  profiles.remove('dad');
  expect(files.forgetGivenUp(0)).toBe(1);
  expect([known(), database.prepare('SELECT * FROM activity').all()]).toEqual([[], []]);
  database.close();
  const folder = dirname(database.file);
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  expect(kept.filter((bytes) => bytes.includes(TITLE) || bytes.includes('Dad Quixote'))).toEqual([]);
});

test('what somebody removed told is gone from the activity, and what others did stays', () => {
  const { database, append, profiles } = library();
  for (const profileId of ['dad', 'mum']) append('restored', { videoId: 'v', profileId });
  profiles.remove('dad');
  expect(database.prepare('SELECT profile_id AS id FROM activity').all()).toEqual([{ id: 'mum' }]);
});

test('only what everybody gave up long ago is forgotten, and not while a file or a run of it is left', () => {
  const { database, files, known } = library();
  const given = (id: string, cancelledAt: number | null, status = 'cataloged'): void => {
    addVideo(database, { id, status });
    addReference(database, { videoId: id, profileId: 'dad', cancelledAt: 5 });
    addReference(database, { videoId: id, profileId: 'mum', cancelledAt });
  };
  given('long ago', 10);
  given('lately', 11);
  given('wanted', null, 'pending');
  given('wanted all the same', null);
  given('in the trash', 10, 'complete');
  given('file left', 10);
  given('running', 10);
  database.run(`UPDATE videos SET file_name = 'left.mp4' WHERE id = 'file left'`);
  database.run(
    `INSERT INTO runs (id, video_id, owner_id, attempt, phase, started_at) VALUES ('r', 'running', 'o', 1, 'starting', 0)`,
  );
  expect(files.forgetGivenUp(10)).toBe(1);
  expect(known()).toEqual(['file left', 'in the trash', 'lately', 'running', 'wanted', 'wanted all the same']);
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createProfileRows } from '../../../../main/library/household/profile-rows.ts';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { createReferenceTransitions } from '../../../../main/library/transitions/reference-transitions.ts';
import { createRunTransitions } from '../../../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import type { ReferenceGroup } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addProfile, openForTest, temporaryFolder } from '../library-fixture.ts';

const TRAINS: ReferenceGroup = { id: 'trains', title: 'Slow trains of the world' };
const DAY_MS = 24 * 3_600_000;

function home() {
  const file = join(temporaryFolder(), 'library.sqlite');
  const database = openForTest({ file });
  const clock = createManualClock(100 * DAY_MS);
  const { append } = createActivityRows(database, clock);
  for (const id of ['mia', 'dad']) addProfile(database, { id });
  const now = () => clock.now();
  const references = createReferenceTransitions(database, createVideoRows(database), append, now);
  const runs = createRunTransitions(database, append, now);
  const queue = createQueueRows(database);
  const want = (profileId: string, name: string, group?: ReferenceGroup) =>
    references.trigger({
      profileId,
      videoId: name,
      url: `https://example.test/${name}`,
      urlKey: name,
      site: 'example.test',
      kind: 'video',
      preset: 'good',
      title: name,
      group,
    });
  const finish = (videoId: string): void => {
    runs.claim({ videoId, runId: `run-${videoId}`, ownerId: 'app', profileId: 'mia' });
    runs.complete(`run-${videoId}`, { fileName: `${videoId}.mp4`, bytes: 5 });
  };
  const groupOf = (profileId: string, videoId: string) => queue.some(profileId, [videoId], 0)[0]?.group;
  const order = () => queue.list('mia', 0).map(({ videoId }) => videoId);
  return { file, database, clock, references, runs, queue, want, finish, groupOf, order };
}

describe('a group of references', () => {
  test('belongs to the person: the same video is alone, or in another group, for somebody else', () => {
    const { want, groupOf } = home();
    want('mia', 'alps', TRAINS);
    want('dad', 'alps');
    expect(groupOf('mia', 'alps')).toEqual(TRAINS);
    expect(groupOf('dad', 'alps')).toBeUndefined();
  });

  test('is there again after a restart', () => {
    const { want, database, file } = home();
    want('mia', 'alps', TRAINS);
    database.close();
    expect(createQueueRows(openForTest({ file })).list('mia', 0)).toMatchObject([{ videoId: 'alps', group: TRAINS }]);
  });

  test('does not take in what this person wanted already', () => {
    const { want, groupOf } = home();
    want('mia', 'alps');
    want('mia', 'alps', TRAINS);
    expect(groupOf('mia', 'alps')).toBeUndefined();
  });

  test('takes a cancelled reference back when it is resumed, and not when its link is pasted alone', () => {
    const { want, references, groupOf } = home();
    want('mia', 'alps', TRAINS);
    references.drop('mia', 'alps');
    references.triggerKnown('mia', 'alps');
    expect(groupOf('mia', 'alps')).toEqual(TRAINS);
    references.drop('mia', 'alps');
    want('mia', 'alps');
    expect(groupOf('mia', 'alps')).toBeUndefined();
  });

  test('goes with the references to an heir, who keeps the own places', () => {
    const { want, database, groupOf } = home();
    for (const name of ['alps', 'coast']) want('mia', name, TRAINS);
    want('dad', 'coast');
    createProfileRows(database).handOverReferences('mia', 'dad');
    expect([groupOf('dad', 'alps'), groupOf('dad', 'coast')]).toEqual([TRAINS, undefined]);
  });

  test('lists finished ones, however old, until all are finished', () => {
    const { want, finish, clock, queue, references } = home();
    for (const name of ['alps', 'coast']) want('mia', name, TRAINS);
    want('mia', 'alone');
    for (const name of ['alps', 'alone']) finish(name);
    clock.advance(30 * DAY_MS);
    const listed = () => queue.list('mia', clock.now() - DAY_MS).map(({ videoId }) => videoId);
    expect(listed()).toEqual(['alps', 'coast']);
    references.drop('mia', 'coast');
    expect(listed()).toEqual([]);
  });

  test('must have a name, and a short one', () => {
    const { want, database } = home();
    want('mia', 'alps');
    for (const sql of [`group_id = 'x'`, `group_title = 'x'`, `group_id = '', group_title = ''`])
      expect(() => database.sqlite.exec(`UPDATE video_references SET ${sql}`), sql).toThrow(/CHECK/);
  });
});

describe('several items at once', () => {
  test('move as one block, in the order given, a hundred times to the same place', () => {
    const { want, references, order } = home();
    for (const name of ['a', 'b', 'c', 'd', 'e']) want('mia', name);
    references.move('mia', 'c', 'a', ['d', 'e']);
    expect(order()).toEqual(['c', 'd', 'e', 'a', 'b']);
    for (let round = 0; round < 100; round += 1) {
      references.move('mia', 'c', 'b', ['d', 'e']);
      expect(order()).toEqual(['a', 'c', 'd', 'e', 'b']);
      references.move('mia', 'a', 'b');
      expect(order()).toEqual(['c', 'd', 'e', 'a', 'b']);
    }
    references.move('mia', 'c', undefined, ['d', 'e']);
    expect(order()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('stay where they are before one of themselves, and leave out what was given up', () => {
    const { want, references, order } = home();
    for (const name of ['a', 'b', 'c', 'd']) want('mia', name);
    references.move('mia', 'a', 'b', ['b']);
    expect(order()).toEqual(['a', 'b', 'c', 'd']);
    references.drop('mia', 'd');
    references.move('mia', 'c', 'a', ['d', 'nothing']);
    expect(order()).toEqual(['c', 'a', 'b']);
  });
});

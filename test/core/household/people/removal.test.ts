import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addReference, addVideo, freshLibrary } from '../../library/library-fixture.ts';
import { added, type Household, household, refusal } from '../household-fixture.ts';

describe('removing a profile', () => {
  const remove = (home: Household, profileId: string, handOverTo?: string): Promise<unknown> =>
    Promise.resolve().then(() => home.profiles.remove({ profileId, ...(handOverTo !== undefined && { handOverTo }) }));

  const referencesOf = ({ database }: Household, profileId: string): unknown =>
    database.sqlite
      .prepare(
        'SELECT video_id AS id, paused, cancelled_at IS NULL AS active FROM video_references WHERE profile_id = ? ORDER BY position',
      )
      .all(profileId);

  test('a removal never takes the last adult, whatever else is there', async () => {
    const home = household();
    const ada = await added(home.profiles, 'Ada');
    const ben = await added(home.profiles, 'Ben');
    await added(home.profiles, 'Cara', { role: 'child' });
    expect(await refusal(remove(home, ada.id))).toBe('granted');
    expect(await refusal(remove(home, ben.id))).toBe('last-adult');
    expect(home.profiles.list().map((profile) => profile.name)).toEqual(['Ben', 'Cara']);
    expect(await refusal(remove(home, 'nobody'))).toBe('not-found');
  });

  test('a removal drops the references through the downloads, in the same transaction, and takes old rows along', async () => {
    const database = freshLibrary();
    const asked: unknown[] = [];
    const home = household(database, createManualClock(), (profileId) => {
      asked.push([profileId, database.sqlite.inTransaction]);
      return database.run('UPDATE video_references SET cancelled_at = 1 WHERE profile_id = ?', profileId) * 1000;
    });
    const ada = await added(home.profiles, 'Ada');
    const ben = await added(home.profiles, 'Ben', { role: 'child' });
    addVideo(database, { id: 'one' });
    addReference(database, { videoId: 'one', profileId: ben.id });
    const before = home.changes();
    expect(home.profiles.remove({ profileId: ben.id })).toEqual({ freedBytes: 1000 });
    expect(asked).toEqual([[ben.id, true]]);
    expect([referencesOf(home, ben.id), home.changes() - before]).toEqual([[], 1]);
    expect(home.profiles.list()).toEqual([ada]);
  });

  test('a removal is undone whole when dropping fails or forgets something', async () => {
    const database = freshLibrary();
    for (const broken of [() => 0, () => Number(database.run('DELETE FROM no_such_table'))]) {
      const home = household(database, createManualClock(), broken);
      const name = `Ben ${home.profiles.list().length}`;
      await added(home.profiles, `Ada ${name}`);
      const ben = await added(home.profiles, name);
      addVideo(database, { id: name });
      addReference(database, { videoId: name, profileId: ben.id });
      const before = home.changes();
      expect(() => home.profiles.remove({ profileId: ben.id })).toThrow();
      expect([home.profiles.get(ben.id)?.name, home.changes() - before]).toEqual([name, 0]);
      expect(referencesOf(home, ben.id)).toEqual([{ id: name, paused: 0, active: 1 }]);
    }
  });

  test('a removal hands references over: new ones behind, common ones merged, cancelled ones not', async () => {
    const home = household();
    const { database } = home;
    const ada = await added(home.profiles, 'Ada');
    const ben = await added(home.profiles, 'Ben');
    for (const id of ['own', 'common', 'again', 'new', 'newer', 'gone']) addVideo(database, { id });
    const reference = (profileId: string, videoId: string, position: number, more: object = {}) =>
      addReference(database, { profileId, videoId, position, ...more });
    reference(ada.id, 'own', 5);
    reference(ada.id, 'common', 6, { paused: 1 });
    reference(ada.id, 'again', 1, { cancelledAt: 1 });
    reference(ben.id, 'newer', 0.5, { paused: 1 });
    reference(ben.id, 'new', 0.25);
    reference(ben.id, 'common', 3);
    reference(ben.id, 'again', 4);
    reference(ben.id, 'gone', 5, { cancelledAt: 1 });
    expect(home.profiles.remove({ profileId: ben.id, handOverTo: ada.id })).toEqual({ freedBytes: 0 });
    expect(referencesOf(home, ada.id)).toEqual([
      { id: 'own', paused: 0, active: 1 },
      { id: 'common', paused: 0, active: 1 },
      { id: 'new', paused: 0, active: 1 },
      { id: 'newer', paused: 1, active: 1 },
      { id: 'again', paused: 0, active: 1 },
    ]);
    expect(referencesOf(home, ben.id)).toEqual([]);
  });

  test('a removal that would hand over to nobody or to the removed one is refused, and then changes nothing', async () => {
    const home = household();
    await added(home.profiles, 'Ada');
    const ben = await added(home.profiles, 'Ben');
    addVideo(home.database, { id: 'one' });
    addReference(home.database, { videoId: 'one', profileId: ben.id });
    expect(await refusal(remove(home, ben.id, ben.id))).toBe('invalid-request');
    expect(await refusal(remove(home, ben.id, 'nobody'))).toBe('not-found');
    expect(home.profiles.list()).toHaveLength(2);
    expect(referencesOf(home, ben.id)).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQuotaRows } from '../../../../main/library/household/quota-rows.ts';
import { createStorageRows } from '../../../../main/library/household/storage-rows.ts';
import { testSeed } from '../../../model/seed.ts';
import { addProfile, addReference, addVideo, freshLibrary } from '../../library/library-fixture.ts';
import { codeOf, refused, type World, world } from '../household-world.ts';

const link = (name: string): string => `https://tube.example/${name}`;
const quota = ({ profiles, dad }: World, profileId: string, quotaBytes: number) =>
  profiles.update({ profileId, limits: { quotaBytes } }, dad.id);
const watch = ({ database }: World, profileId: string, videoId: string, updatedAt = 1) =>
  database.run(
    'INSERT INTO playback (profile_id, video_id, seconds, watched, updated_at) VALUES (?, ?, 1, 1, ?)',
    profileId,
    videoId,
    updatedAt,
  );

describe('charge for a shared file', () => {
  test('each of three people is charged a third, and the byte that is left over goes to one of them', async () => {
    const database = freshLibrary();
    for (const id of ['a', 'b', 'c']) addProfile(database, { id });
    addVideo(database, { id: 'film', bytes: 100 });
    for (const profileId of ['c', 'a', 'b']) addReference(database, { videoId: 'film', profileId });
    const quotas = createQuotaRows(database);
    expect(['a', 'b', 'c'].map((id) => quotas.charged(id).used)).toEqual([34, 33, 33]);
    database.run(`UPDATE video_references SET cancelled_at = 1 WHERE profile_id = 'a'`);
    expect(['a', 'b', 'c'].map((id) => quotas.charged(id).used)).toEqual([0, 50, 50]);
  });

  test('all shares are whole, differ by a byte at most, and sum to the library’s bytes, whoever shares what', () => {
    const seed = testSeed('charged shares');
    const file = fc.record({
      bytes: fc.maxSafeNat(),
      who: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      trashed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(
          file.map((made) => ({ ...made, bytes: made.bytes % 1e12 })),
          { maxLength: 12 },
        ),
        (files) => {
          const database = freshLibrary();
          for (const id of ['a', 'b', 'c', 'd']) addProfile(database, { id });
          files.forEach(({ bytes, who, trashed }, index) => {
            addVideo(database, { id: `${index}`, bytes, trashedAt: trashed ? 1 : null });
            for (const profileId of who)
              addReference(database, { videoId: `${index}`, profileId, cancelledAt: trashed ? 1 : null });
          });
          const rows = createStorageRows(database);
          const kept = files.filter(({ trashed }) => !trashed).reduce((sum, { bytes }) => sum + bytes, 0);
          const people = rows.people();
          expect(people.reduce((sum, { chargedBytes }) => sum + chargedBytes, 0)).toBe(kept);
          expect(rows.trash().bytes + kept).toBe(files.reduce((sum, { bytes }) => sum + bytes, 0));
          for (const { profileId, chargedBytes } of people) {
            const list = rows.byVideo(profileId);
            expect(list.reduce((sum, video) => sum + video.chargedBytes, 0)).toBe(chargedBytes);
            for (const { bytes, people: wanters, chargedBytes: share } of list)
              expect(Math.abs(share - bytes / wanters)).toBeLessThan(1);
          }
          database.close();
        },
      ),
      { seed, numRuns: 25 },
    );
  });
});

describe('a quota', () => {
  test('a full quota refuses a new item and says what could go; removing one makes room', async () => {
    const here = await world();
    for (const id of ['seen', 'unseen', 'shared']) addVideo(here.database, { id, title: id, bytes: 400 });
    for (const videoId of ['seen', 'unseen', 'shared']) addReference(here.database, { videoId, profileId: here.dad.id });
    addReference(here.database, { videoId: 'shared', profileId: here.mum.id });
    for (const videoId of ['seen', 'shared']) watch(here, here.dad.id, videoId);
    quota(here, here.dad.id, 1000);
    const add = (url: string) => here.home.gate.trigger({ profileId: here.dad.id, url });
    const answer = await refused(() => add(link('new')));
    expect(answer).toMatchObject({
      code: 'quota-exceeded',
      message: expect.stringMatching(/full.*Remove 1 video that you have watched/),
      detail: {
        storage: {
          usedBytes: 1000,
          quotaBytes: 1000,
          neededBytes: 0,
          safeToFree: [{ videoId: 'seen', title: 'seen', bytes: 400 }],
        },
      },
    });
    expect(here.wants(here.dad, link('new'))).toBe(false);
    here.database.run(`UPDATE video_references SET cancelled_at = 1 WHERE video_id = 'seen'`);
    expect(await codeOf(() => add(link('new')))).toBe('granted');
  });

  test('a quota counts the size that a probe told, of this one and of those on their way; of a small copy nothing is known', async () => {
    const here = await world();
    quota(here, here.dad.id, 1000);
    for (const name of ['one', 'two', 'three']) here.pages.set(link(name), { bytes: 600 });
    const add = async (name: string, more: object = {}) => {
      await here.home.gate.probe({ profileId: here.dad.id, url: link(name) });
      return await refused(() => here.home.gate.trigger({ profileId: here.dad.id, url: link(name), ...more }));
    };
    expect(await add('one')).toBe('granted');
    expect(await add('one')).toBe('granted'); // what one has is not counted again
    expect(await add('two')).toMatchObject({ code: 'quota-exceeded', detail: { storage: { usedBytes: 600, neededBytes: 600 } } });
    expect(await add('three', { preset: 'small' })).toBe('granted');
    expect(here.home.storage.ofProfile({ profileId: here.dad.id })).toMatchObject({
      usedBytes: 0,
      expectedBytes: 600,
      level: 'ok',
    });
  });

  test('a quota counts nothing of what failed: that is not on its way', async () => {
    const here = await world();
    quota(here, here.dad.id, 1000);
    addVideo(here.database, { id: 'broken', status: 'failed' });
    here.database.run(`UPDATE videos SET expected_bytes = 1000, bytes = NULL WHERE id = 'broken'`);
    addReference(here.database, { videoId: 'broken', profileId: here.dad.id });
    expect(await refused(() => here.home.gate.trigger({ profileId: here.dad.id, url: link('new') }))).toBe('granted');
  });

  test('a quota takes a share of a shared file only, so joining costs half', async () => {
    const here = await world();
    addVideo(here.database, { id: 'film', bytes: 1000 });
    addReference(here.database, { videoId: 'film', profileId: here.mum.id });
    here.database.run(`UPDATE videos SET url_key = 'tube.example/film'`);
    quota(here, here.dad.id, 499);
    const join = () => refused(() => here.home.gate.trigger({ profileId: here.dad.id, url: link('film') }));
    expect(await join()).toMatchObject({ code: 'quota-exceeded', detail: { storage: { neededBytes: 500 } } });
    quota(here, here.dad.id, 500);
    expect(await join()).toBe('granted');
  });

  test('a quota below what is kept is allowed: nothing goes, nothing new comes', async () => {
    const here = await world();
    addVideo(here.database, { id: 'film', bytes: 1000 });
    addReference(here.database, { videoId: 'film', profileId: here.dad.id });
    quota(here, here.dad.id, 0);
    expect(here.home.storage.ofProfile({ profileId: here.dad.id })).toMatchObject({
      usedBytes: 1000,
      quotaBytes: 0,
      level: 'full',
    });
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.dad.id, url: link('new') }))).toBe('quota-exceeded');
    expect(await codeOf(() => here.home.gate.resume({ profileId: here.dad.id, videoId: 'film' }))).toBe('granted');
  });

  test('a quota is not passed by two references at the same time', async () => {
    const here = await world();
    quota(here, here.dad.id, 1000);
    for (const name of ['one', 'two', 'three']) {
      here.pages.set(link(name), { bytes: 600 });
      await here.home.gate.probe({ profileId: here.dad.id, url: link(name) });
    }
    const codes = await Promise.all(
      ['one', 'two', 'three'].map((name) => codeOf(() => here.home.gate.trigger({ profileId: here.dad.id, url: link(name) }))),
    );
    expect(codes.filter((code) => code === 'granted')).toHaveLength(1);
  });

  test('a quota warns once from 90 % on, and again only after there was room', async () => {
    const here = await world();
    addVideo(here.database, { id: 'film', bytes: 899 });
    addReference(here.database, { videoId: 'film', profileId: here.dad.id });
    quota(here, here.dad.id, 1000);
    const level = (bytes: number) => {
      here.database.run('UPDATE videos SET bytes = ?', bytes);
      here.home.storage.libraryChanged();
      here.clock.advance(1000);
      return here.home.storage.ofProfile({ profileId: here.dad.id }).level;
    };
    expect([level(899), here.notices.length]).toEqual(['ok', 0]);
    expect([level(900), level(950), here.notices.length]).toEqual(['nearly-full', 'nearly-full', 1]);
    expect(here.notices[0]).toMatchObject({ to: here.dad.id, notice: { level: 'warning', action: { kind: 'open-storage' } } });
    expect([level(10), level(1000), here.notices.length]).toEqual(['ok', 'full', 2]);
  });
});

describe('view of the disk', () => {
  test('what is watched and wanted by nobody else is safe to free, longest watched ago first', async () => {
    const here = await world();
    for (const id of ['new', 'old', 'shared', 'unseen', 'gone'])
      addVideo(here.database, { id, bytes: 10, trashedAt: id === 'gone' ? 5 : null });
    for (const videoId of ['new', 'old', 'shared', 'unseen']) addReference(here.database, { videoId, profileId: here.mia.id });
    addReference(here.database, { videoId: 'gone', profileId: here.mia.id, cancelledAt: 5 });
    addReference(here.database, { videoId: 'shared', profileId: here.dad.id });
    for (const [id, at] of Object.entries({ old: 1, new: 2, shared: 0, gone: 0 })) watch(here, here.mia.id, id, at);
    const { safeToFree, byVideo, usedBytes } = here.home.storage.ofProfile({ profileId: here.mia.id });
    expect(safeToFree.map(({ videoId }) => videoId)).toEqual(['old', 'new']);
    expect(byVideo.find(({ videoId }) => videoId === 'shared')).toEqual({
      videoId: 'shared',
      title: 'shared',
      bytes: 10,
      chargedBytes: 5,
      people: 2,
      watched: true,
    });
    expect(usedBytes).toBe(35);
    expect(await here.home.storage.ofHousehold()).toMatchObject({
      people: [
        { name: 'Dad', chargedBytes: 5 },
        { name: 'Mum', chargedBytes: 0 },
        { name: 'Mia', chargedBytes: 35 },
      ],
      libraryBytes: 40,
      trashBytes: 10,
      trashItems: 1,
      freeBytes: 5,
      totalBytes: 10,
    });
    expect(here.home.storage.trash({ profileId: here.mia.id }).items).toEqual([
      { videoId: 'gone', title: 'gone', bytes: 10, trashedAt: 5, purgeAt: 1005, canPurge: true },
    ]);
    expect(here.home.storage.trash({ profileId: here.dad.id }).items).toEqual([]);
  });
});

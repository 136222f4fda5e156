import { expect, test } from 'vitest';
import type { Profile } from '../../../../preload/contract/types.ts';
import { addReference, addVideo } from '../../library/library-fixture.ts';
import { codeOf, refused, type World, world } from '../household-world.ts';

/** A household in which each of the given videos was removed by those people, one after the other; the last puts it into the trash. */
async function withTrash(videos: Record<string, { bytes: number; by: readonly ('dad' | 'mum' | 'mia')[] }>): Promise<World> {
  const here = await world();
  let at = 0;
  for (const [id, { bytes, by }] of Object.entries(videos)) {
    addVideo(here.database, { id, title: id, bytes });
    for (const who of by) {
      at += 10;
      addReference(here.database, { videoId: id, profileId: here[who].id, cancelledAt: at });
    }
    here.database.run('UPDATE videos SET trashed_at = ? WHERE id = ?', at, id);
  }
  return here;
}

const inTrash = ({ database }: World): string[] =>
  database.sqlite.prepare('SELECT id FROM videos WHERE trashed_at IS NOT NULL ORDER BY id').pluck().all() as string[];
const storage = ({ home }: World, { id: profileId }: Profile) => home.storage.ofProfile({ profileId });
const quota = ({ profiles, dad }: World, { id: profileId }: Profile, quotaBytes: number) =>
  profiles.update({ profileId, limits: { quotaBytes } }, dad.id);
const keeps = ({ database }: World, { id: profileId }: Profile, videoId: string, bytes: number): void => {
  addVideo(database, { id: videoId, title: videoId, bytes });
  addReference(database, { videoId, profileId });
};
const change = ({ home, clock }: World): void => {
  home.storage.libraryChanged();
  clock.advance(1000);
};

test('what is in the trash is charged to who put it there, until it is gone', async () => {
  const here = await withTrash({ old: { bytes: 100, by: ['dad', 'mia'] }, new: { bytes: 30, by: ['dad'] } });
  expect([here.dad, here.mum, here.mia].map((person) => storage(here, person).trashedBytes)).toEqual([30, 0, 100]);
  expect((await here.home.storage.ofHousehold()).people.map(({ trashedBytes }) => trashedBytes)).toEqual([30, 0, 100]);
  here.home.storage.purge({ profileId: here.dad.id });
  expect([here.dad, here.mia].map((person) => storage(here, person).trashedBytes)).toEqual([0, 0]);
});

test('a quota holds for what somebody keeps and threw away together: the trash gives way, the oldest first and no more than needed', async () => {
  const trash = {
    first: { bytes: 400, by: ['mia'] },
    second: { bytes: 400, by: ['mia'] },
    third: { bytes: 100, by: ['mia'] },
  } as const;
  const here = await withTrash({ ...trash, dads: { bytes: 5000, by: ['dad'] } });
  quota(here, here.mia, 1000);
  change(here);
  expect(inTrash(here)).toEqual(['dads', 'first', 'second', 'third']);
  keeps(here, here.mia, 'film', 300);
  change(here);
  expect(inTrash(here)).toEqual(['dads', 'second', 'third']);
  keeps(here, here.mia, 'another', 450);
  change(here);
  expect(inTrash(here)).toEqual(['dads', 'third']);
  expect(storage(here, here.mia)).toMatchObject({ usedBytes: 750, trashedBytes: 100, quotaBytes: 1000, level: 'ok' });
});

test('the trash stands in nobody’s way: with a quota it refuses nothing new', async () => {
  const here = await withTrash({ old: { bytes: 1000, by: ['dad'] } });
  quota(here, here.dad, 1000);
  expect(await codeOf(() => here.home.gate.trigger({ profileId: here.dad.id, url: 'https://tube.example/new' }))).toBe('granted');
});

test('an undo that does not fit into the quota any more is refused, and one that fits is not', async () => {
  const here = await withTrash({ old: { bytes: 600, by: ['dad'] } });
  keeps(here, here.dad, 'film', 500);
  quota(here, here.dad, 1000);
  const undo = () => refused(() => here.home.gate.undo({ profileId: here.dad.id, videoId: 'old' }));
  expect(await undo()).toMatchObject({ code: 'quota-exceeded', detail: { storage: { usedBytes: 500, neededBytes: 600 } } });
  expect(inTrash(here)).toEqual(['old']);
  quota(here, here.dad, 1100);
  expect(await undo()).toBe('granted');
  expect([inTrash(here), storage(here, here.dad).usedBytes]).toEqual([[], 1100]);
  expect(await codeOf(() => here.home.gate.undo({ profileId: here.dad.id, videoId: 'nothing' }))).toBe('not-found');
});

test('an adult empties the whole trash, or deletes one video of it', async () => {
  const here = await withTrash({
    mias: { bytes: 100, by: ['mia'] },
    dads: { bytes: 30, by: ['dad'] },
    mums: { bytes: 7, by: ['mum'] },
  });
  const { home, dad } = here;
  expect(home.storage.trash({ profileId: dad.id })).toMatchObject({
    items: [{ videoId: 'dads', canPurge: true }],
    toEmpty: { items: 3, bytes: 137 },
  });
  expect(home.storage.purge({ profileId: dad.id, videoId: 'mums' })).toEqual({ items: 1, freedBytes: 7 });
  expect(inTrash(here)).toEqual(['dads', 'mias']);
  expect(await codeOf(() => home.storage.purge({ profileId: dad.id, videoId: 'mums' }))).toBe('not-found');
  expect(home.storage.purge({ profileId: dad.id })).toEqual({ items: 2, freedBytes: 130 });
  expect(home.storage.purge({ profileId: dad.id })).toEqual({ items: 0, freedBytes: 0 });
  expect(inTrash(here)).toEqual([]);
});

test('a child deletes for good only what it put into the trash itself, and nothing that somebody keeps', async () => {
  const here = await withTrash({
    mias: { bytes: 100, by: ['dad', 'mia'] },
    dads: { bytes: 30, by: ['mia', 'dad'] },
    others: { bytes: 7, by: ['mum'] },
  });
  const { home, mia } = here;
  keeps(here, mia, 'kept', 50);
  expect(home.storage.trash({ profileId: mia.id })).toMatchObject({
    items: [
      { videoId: 'dads', canPurge: false },
      { videoId: 'mias', canPurge: true },
    ],
    toEmpty: { items: 1, bytes: 100 },
  });
  for (const videoId of ['dads', 'others', 'kept', 'nothing'])
    expect(await codeOf(() => home.storage.purge({ profileId: mia.id, videoId })), videoId).toBe('not-found');
  expect(home.storage.purge({ profileId: mia.id })).toEqual({ items: 1, freedBytes: 100 });
  expect(inTrash(here)).toEqual(['dads', 'others']);
});

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { engineHousehold } from '../../../model/engine-household.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';

const noted = async (): Promise<void> => undefined;

test('a new folder is used by the next download, and the queue goes on', async () => {
  const { world, mia } = await engineHousehold();
  const elsewhere = path.join(path.dirname(world.libraryFolder), 'elsewhere');
  mkdirSync(elsewhere);
  await world.app.engine.changeFolder(elsewhere, noted);
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).finish();
  await world.pass(4000);
  expect(world.video(cats)?.status).toBe('complete');
  expect(existsSync(path.join(elsewhere, world.video(cats)?.fileName ?? 'none'))).toBe(true);
  expect(existsSync(world.libraryFolder)).toBe(false);
});

test('no change while something runs, nor while what was paused is half done in the old folder; the queue goes on', async () => {
  const { world, mia } = await engineHousehold();
  const elsewhere = path.join(path.dirname(world.libraryFolder), 'elsewhere');
  mkdirSync(elsewhere);
  const cats = await world.trigger(mia, 'cats');
  await expect(world.app.engine.changeFolder(elsewhere, noted)).rejects.toMatchObject({ code: 'conflict' });

  world.program(cats).progress(1000, 5000);
  await world.downloads.pause({ profileId: mia, videoId: cats });
  await world.pass(4000);
  await expect(world.app.engine.changeFolder(elsewhere, noted)).rejects.toThrow(/half done/);

  await world.downloads.unpause({ profileId: mia, videoId: cats });
  await untilQuiet();
  world.program(cats).finish();
  await world.pass(4000);
  expect(world.video(cats)?.status).toBe('complete');
  expect(world.files()).toHaveLength(1);
});

test('a video triggered while the folder changes starts in the new one', async () => {
  const { world, mia } = await engineHousehold();
  const elsewhere = path.join(path.dirname(world.libraryFolder), 'elsewhere');
  mkdirSync(elsewhere);
  let cats = '';
  await world.app.engine.changeFolder(elsewhere, async () => {
    cats = await world.trigger(mia, 'cats');
    expect(world.programs()).toEqual([]);
  });
  await untilQuiet();
  expect(world.program(cats).tree.request.cwd.startsWith(elsewhere)).toBe(true);
});

test('nothing is cleared away in a library that is being changed, even when its disk is nearly full', async () => {
  const disk = { freeBytes: 1e12 };
  const { world } = await engineHousehold({ freeBytes: () => disk.freeBytes, timings: { floorSpaceBytes: 1e9 } });
  const stray = path.join(world.libraryFolder, '.homereel', 'work', 'stray');
  mkdirSync(path.join(stray, 'parts'), { recursive: true });
  const elsewhere = path.join(path.dirname(world.libraryFolder), 'elsewhere');
  mkdirSync(elsewhere);
  let isStored = (): void => undefined;
  const stored = new Promise<void>((resolve) => {
    isStored = resolve;
  });
  const changed = world.app.engine.changeFolder(elsewhere, () => stored);
  await untilQuiet();
  disk.freeBytes = 0;
  await world.pass(60_000);
  expect(existsSync(stray)).toBe(true);
  isStored();
  await changed;
});

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { engineHousehold, eventsOf } from '../../../model/engine-household.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';
import type { EngineWorld } from '../../../model/engine-world.ts';

describe('a program that does not say its version', () => {
  test('costs no download anything: they wait, say for what, and go on by themselves when it answers', async () => {
    const { world, mia } = await engineHousehold();
    world.isSilent = true;
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    await world.pass(5 * 60_000);
    for (const id of [cats, dogs]) {
      expect([world.video(id)?.status, world.video(id)?.attempts, eventsOf(world, id)]).toEqual(['pending', 0, ['triggered']]);
    }
    expect(world.downloads.queue(mia).map(({ reason }) => reason)).toEqual(['tool-silent', 'tool-silent']);
    expect((await world.app.engine.health()).ytDlp).toMatchObject({ advice: expect.stringContaining('has not answered') });
    world.isSilent = false;
    await world.pass(40_000);
    expect([world.programs().length, world.downloads.queue(mia)[0]?.reason]).toEqual([2, undefined]);
  });

  test('keeps nobody from cancelling', async () => {
    const { world, mia } = await engineHousehold();
    world.isSilent = true;
    const cats = await world.trigger(mia, 'cats');
    expect(world.downloads.cancel({ profileId: mia, videoId: cats }).stopped).toBe(true);
    expect(world.video(cats)?.status).toBe('cataloged');
  });

  test('is not waited for when its version is known', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).finish();
    await untilQuiet();
    world.isSilent = true;
    const dogs = await world.trigger(mia, 'dogs');
    expect(world.video(dogs)?.status).toBe('downloading');
  });
});

describe('a program that is missing', () => {
  test('holds the queue and fails no download; they go on by themselves when it is installed', async () => {
    const { world, mia } = await engineHousehold();
    world.setInstalled(false);
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    await world.pass(10 * 60_000);
    for (const id of [cats, dogs]) {
      expect([world.video(id)?.status, world.video(id)?.attempts, eventsOf(world, id)]).toEqual(['pending', 0, ['triggered']]);
    }
    expect(world.downloads.queue(mia).map(({ reason }) => reason)).toEqual(['tool-missing', 'tool-missing']);
    expect(await world.app.engine.health()).toMatchObject({ hold: 'tool-missing', ytDlp: { found: false } });
    world.setInstalled(true);
    await world.pass(20_000);
    expect([world.programs().length, world.downloads.queue(mia)[0]?.reason]).toEqual([2, undefined]);
    expect((await world.app.engine.health()).hold).toBeNull();
  });

  test('in the moment between check and start costs no attempt', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 1 });
    const cats = await world.trigger(mia, 'cats');
    world.setInstalled(false);
    world.program(cats).fail('ERROR: [Errno 2] No such file or directory: ffmpeg', 127);
    await world.pass(5 * 60_000);
    expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'tool-missing' });
    world.setInstalled(true);
    await world.pass(2 * 60_000);
    expect(world.video(cats)?.status).toBe('downloading');
  });
});

describe('a program that breaks after it was asked', () => {
  const BROKEN = "env: 'python3': No such file or directory";

  test('is asked afresh when a run says so, and holds the queue instead of failing what waits', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    world.isSilent = true;
    for (const id of [cats, dogs]) world.program(id).fail(BROKEN, 127);
    await world.pass(10 * 60_000);
    for (const id of [cats, dogs]) expect(world.video(id)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(world.downloads.queue(mia).map(({ reason }) => reason)).toEqual(['tool-silent', 'tool-silent']);
    world.isSilent = false;
    await world.pass(60_000);
    expect(world.programs()).toHaveLength(2);
  });

  test('but answers well is believed: what says so again and again runs out of attempts', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(world.video(cats)?.attempts).toBe(attempt);
      world.program(cats).fail(BROKEN, 127);
      await untilQuiet();
      for (let step = 0; step < 20 && world.programs().length === 0; step += 1) await world.pass(10_000);
    }
    expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'tool-missing' });
  });
});

describe('a library that cannot be written for a while', () => {
  const READ_ONLY = "ERROR: unable to open for writing: [Errno 30] Read-only file system: 'parts/media.mp4.part'";

  test('fails nothing: everything waits, says for what, and goes on by itself', async () => {
    let isWritable = true;
    const { world, mia } = await engineHousehold({ isWritable: () => isWritable });
    const videoIds: string[] = [];
    for (const name of ['cats', 'dogs', 'birds']) videoIds.push(await world.trigger(mia, name));
    isWritable = false;
    for (const program of world.programs()) program.fail(READ_ONLY);
    await world.pass(10 * 60_000);
    expect(world.programs()).toEqual([]);
    expect(world.downloads.queue(mia).map(({ status, reason, attempts }) => [status, reason, attempts])).toEqual(
      videoIds.map(() => ['pending', 'library-not-writable', 0]),
    );
    expect((await world.app.engine.health()).hold).toBe('library-not-writable');
    isWritable = true;
    await world.pass(40_000);
    expect([world.programs().length, (await world.app.engine.health()).hold]).toEqual([2, null]);
  });

  test('fails a download that says so of a library that can be written (negative twin)', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).fail(READ_ONLY);
    await untilQuiet();
    expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'no-permission' });
    expect(readdirSync(world.libraryFolder)).toEqual(['.homereel']);
  });
});

test('a video that is larger than the disk fails, leaves nothing on it, and keeps nobody else waiting', async () => {
  const { world, mia } = await engineHousehold({
    parallelDownloads: 1,
    timings: { floorSpaceBytes: 1e9 },
    freeBytes: () => 5e11,
  });
  const large = await world.trigger(mia, 'large');
  const small = await world.trigger(mia, 'small');
  world.program(large).progress(1000, 5e12);
  await world.pass(40_000);
  expect(world.video(large)).toMatchObject({ status: 'failed', reason: 'too-large' });
  expect(existsSync(path.join(world.libraryFolder, '.homereel', 'work', large, 'parts'))).toBe(false);
  expect(world.video(small)?.status).toBe('downloading');
});

test('a full disk is emptied of what lies in the trash, and the queue goes on by itself', async () => {
  let freeBytes = 5e9;
  const { world, mia } = await engineHousehold({ timings: { floorSpaceBytes: 1e9 }, freeBytes: () => freeBytes });
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).finish();
  await untilQuiet();
  world.downloads.removeFromLibrary({ profileId: mia, videoId: cats });
  freeBytes = 5e8;
  const dogs = await world.trigger(mia, 'dogs');
  await world.pass(20_000);
  expect([world.files(), world.video(cats)?.status, world.video(dogs)?.status]).toEqual([[], 'cataloged', 'pending']);
  freeBytes = 5e9;
  await world.pass(20_000);
  expect(world.video(dogs)?.status).toBe('downloading');
});

test('a disk that says it is full where there is room is asked again after longer and longer pauses', async () => {
  const { world, mia } = await engineHousehold({ parallelDownloads: 1 });
  const cats = await world.trigger(mia, 'cats');
  let starts = 0;
  for (let step = 0; step < 120; step += 1) {
    for (const program of world.programs()) {
      starts += 1;
      program.progress(1000);
      await untilQuiet();
      program.fail('ERROR: Postprocessing: Error writing trailer: No space left on device');
    }
    await world.pass(30_000);
  }
  expect(starts).toBeLessThan(15);
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'disk-full' });
});

describe('download hours', () => {
  const hoursFrom = (from: number, to: number) => {
    const at = (ms: number): string => new Date(ms).toTimeString().slice(0, 5);
    return { from: at(from), to: at(to) };
  };
  const HOUR = 3_600_000;

  test('are told to what waits for them, with the moment when it goes on', async () => {
    const { world, mia } = await engineHousehold();
    const beginsAt = world.clock.now() + 2 * HOUR;
    await world.settings.set({ downloadHours: hoursFrom(beginsAt, beginsAt + HOUR) });
    const cats = await world.trigger(mia, 'cats');
    const [item] = world.downloads.queue(mia);
    expect([item?.status, item?.reason, item?.retryAt]).toEqual(['pending', 'download-hours', beginsAt]);
    expect(world.app.engine.forecast()).toMatchObject({ hold: 'download-hours' });
    await world.pass(2 * HOUR + 60_000);
    expect(world.video(cats)).toMatchObject({ status: 'downloading', attempts: 1 });
  });

  test('that are changed in the settings hold at once', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 1 });
    await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    world.changed.length = 0;
    const beginsAt = world.clock.now() + HOUR;
    await world.settings.set({ downloadHours: hoursFrom(beginsAt, beginsAt + HOUR) });
    expect(world.changed).toContain(dogs);
    await world.settings.set({ downloadHours: null });
    expect((await world.app.engine.health()).hold).toBeNull();
  });
});

describe('a library whose disk is pulled', () => {
  const pulled = (world: EngineWorld) => `${world.libraryFolder} elsewhere`;
  const pull = (world: EngineWorld): void => renameSync(world.libraryFolder, pulled(world));
  const plugIn = (world: EngineWorld): void => renameSync(pulled(world), world.libraryFolder);

  test('in mid-download: everything waits, says for what, keeps what it has, and goes on by itself', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 1 });
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    world.program(cats).progress(400);
    await untilQuiet();
    pull(world);
    await world.pass(20_000);
    expect(world.programs()).toEqual([]);
    await world.pass(10 * 60_000);
    expect(world.downloads.queue(mia).map(({ status, reason }) => [status, reason])).toEqual([
      ['pending', 'library-missing'],
      ['pending', 'library-missing'],
    ]);
    expect((await world.app.engine.health()).disk).toMatchObject({
      level: 'held',
      advice: expect.stringContaining('plugged in'),
    });
    expect(existsSync(world.libraryFolder)).toBe(false);
    plugIn(world);
    await world.pass(20_000);
    expect(world.video(cats)).toMatchObject({ status: 'downloading', attempts: 1 });
    expect(readFileSync(path.join(world.program(cats).tree.request.cwd, 'parts', 'media.mp4.part'))).toHaveLength(400);
    world.program(cats).finish();
    await world.pass(4000);
    expect([world.video(cats)?.status, world.video(dogs)?.status]).toEqual(['complete', 'downloading']);
    expect((await world.app.engine.health()).disk.advice).toBeUndefined();
  });

  test('fails no download that stumbles over it before the engine looks', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    pull(world);
    world.program(cats).fail("ERROR: unable to open for writing: [Errno 2] No such file or directory: 'parts/media.mp4.part'");
    await untilQuiet();
    expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'library-missing', attempts: 0 });
  });

  test('and leaves its empty folder: nothing is made there, and no finished video counts as lost', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).finish();
    await untilQuiet();
    await world.trigger(mia, 'dogs');
    pull(world);
    mkdirSync(world.libraryFolder);
    await world.trigger(mia, 'cats');
    await world.pass(6 * 60_000);
    expect([world.video(cats)?.status, readdirSync(world.libraryFolder)]).toEqual(['complete', []]);
    rmdirSync(world.libraryFolder);
    plugIn(world);
    await world.pass(20_000);
    expect([world.files().length, world.programs().length]).toEqual([1, 1]);
  });

  test('before the app starts: it starts, waits, and puts right what a dead app left half done when the disk is there', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    world.program(cats).finish();
    await untilQuiet();
    world.app.dieAtNextMove('before the row');
    world.program(dogs).finish();
    await untilQuiet();
    pull(world);
    await world.start();
    await world.pass(60_000);
    expect([world.video(cats)?.status, world.video(dogs)?.status]).toEqual(['complete', 'downloading']);
    expect([existsSync(world.libraryFolder), world.programs()]).toEqual([false, []]);
    plugIn(world);
    await world.pass(20_000);
    expect([world.video(dogs)?.status, world.files().length]).toEqual(['complete', 2]);
  });
});

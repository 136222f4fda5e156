import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { META_REPORT } from '../../../main/yt-dlp/arguments.ts';
import { endPolitely } from '../../fakes/process-trees.ts';
import { engineHousehold } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

const RATE_LIMIT = 'ERROR: [Fake] abc: HTTP Error 429: Too Many Requests';
const RESET = 'ERROR: [Fake] abc: Unable to download webpage: [Errno 104] Connection reset by peer';
const MEGABYTE = 1024 * 1024;

describe('a file that is corrupt', () => {
  test('is dropped and fetched anew, and given up after three attempts, however big it is', async () => {
    const { world, mia } = await engineHousehold({ timings: { backoffFirstMs: 1000, backoffMaxMs: 1000 } });
    const cats = await world.trigger(mia, 'cats');
    let attempts = 0;
    for (; attempts < 6 && world.video(cats)?.status === 'downloading'; attempts += 1) {
      world.program(cats).progress(6 * MEGABYTE, 6 * MEGABYTE);
      await untilQuiet();
      world.program(cats).finish('corrupt');
      await world.pass(8000);
    }
    expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'corrupt' });
    expect(attempts).toBe(3);
  });
});

test('a video that is wanted again after its partial data was cleared away shows nothing of it', async () => {
  const { world, mia, dad } = await engineHousehold({
    parallelDownloads: 1,
    timings: { keepPartialsMs: 60_000, sweepMs: 60_000 },
  });
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).progress(900);
  await untilQuiet();
  world.downloads.cancel({ profileId: mia, videoId: cats });
  await world.pass(5 * 60_000);
  expect(world.workFolders()).toEqual([]);
  await world.trigger(dad, 'dogs');
  await world.trigger(mia, 'cats');
  const [item] = world.downloads.queue(mia);
  expect([item?.status, item?.percent, item?.bytes]).toEqual(['pending', undefined, undefined]);
});

test('a slow line that moves on with each attempt is not given up', async () => {
  const { world, mia } = await engineHousehold({ timings: { backoffFirstMs: 1000, backoffMaxMs: 1000 } });
  const cats = await world.trigger(mia, 'cats');
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    world.program(cats).progress(attempt * 6 * MEGABYTE, 60 * MEGABYTE);
    await untilQuiet();
    world.program(cats).fail(RESET);
    await world.pass(4000);
  }
  expect(world.video(cats)?.status).toBe('downloading');
});

describe('a database that refuses a write for a moment', () => {
  const refuseWrites = (world: { database: { sqlite: { exec(sql: string): unknown } } }, table: string) =>
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
  const acceptWrites = (world: { database: { sqlite: { exec(sql: string): unknown } } }) =>
    world.database.sqlite.exec('DROP TRIGGER refuse');

  test('just after the spawn never frees the row while the process lives', async () => {
    const { world, mia } = await engineHousehold();
    writeFileSync(world.checkGate, '');
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE UPDATE OF pid ON runs BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
    const cats = await world.trigger(mia, 'cats');
    acceptWrites(world);
    await world.pass(120_000);
    expect(world.violations).toEqual([]);
    const occupied = ['downloading', 'cancelling'].includes(world.video(cats)?.status ?? '');
    expect([world.programs().length > 0, occupied]).toEqual([occupied, occupied]);
  });

  test('while output comes breaks neither the app nor the run', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    refuseWrites(world, 'runs');
    world.program(cats).log('[Fake] Extracting');
    await untilQuiet();
    acceptWrites(world);
    world.program(cats).finish();
    await untilQuiet();
    expect(world.video(cats)?.status).toBe('complete');
  });

  test('while the end of a rest is written down breaks neither the app nor the run', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 1, timings: { coolDownFirstMs: 60_000 } });
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).fail(RATE_LIMIT);
    await world.pass(70_000);
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE DELETE ON cool_downs BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
    world.program(cats).progress(10);
    await untilQuiet();
    acceptWrites(world);
    expect(world.warnings.join()).toContain('disk full');
    world.program(cats).finish();
    await untilQuiet();
    expect(world.video(cats)?.status).toBe('complete');
  });

  test('while a stop is written down does not keep the run from being stopped', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    refuseWrites(world, 'runs');
    try {
      world.downloads.cancel({ profileId: mia, videoId: cats });
    } catch {
      // That the person hears of it is allowed; that the process lives on is not.
    }
    acceptWrites(world);
    await world.pass(8000);
    expect([world.trees.alive().length, world.video(cats)?.status]).toEqual([0, 'cataloged']);
  });

  test('just after the move leaves one file, which the row names once it can be written', async () => {
    const { world, mia } = await engineHousehold({ timings: { backoffFirstMs: 1000 } });
    const cats = await world.trigger(mia, 'cats');
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE UPDATE ON videos WHEN NEW.status = 'complete' BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
    world.program(cats).finish();
    await untilQuiet();
    acceptWrites(world);
    await world.pass(8000);
    for (const program of world.programs()) program.finish();
    await world.pass(6 * 60_000);
    expect(world.video(cats)?.status).toBe('complete');
    expect(world.files()).toEqual([world.video(cats)?.fileName]);
  });

  test('or a read, while the scheduler looks for work, does not end its looking', async () => {
    const { world, mia } = await engineHousehold();
    world.database.sqlite.exec('ALTER TABLE cool_downs RENAME TO unreadable');
    await world.trigger(mia, 'cats').catch(() => undefined);
    await untilQuiet();
    world.database.sqlite.exec('ALTER TABLE unreadable RENAME TO cool_downs');
    await world.pass(64_000);
    expect(world.programs()).toHaveLength(1);
  });
});

test('a report that cannot be read while the program writes is read at its end', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  const report = path.join(world.program(cats).tree.request.runFolder, META_REPORT);
  mkdirSync(report);
  world.program(cats).repeatProgress(5);
  await untilQuiet();
  expect(world.warnings.join()).toContain('not a regular file');
  rmdirSync(report);
  world.program(cats).finish();
  await untilQuiet();
  expect(world.video(cats)).toMatchObject({ status: 'complete', title: `Title of ${cats}` });
});

describe('a crash of the app', () => {
  test.each(['polite', 'already gone'])(
    'with its process %s: the next start ends it, heals the row and goes on',
    async (orphan) => {
      const { world, mia } = await engineHousehold();
      const cats = await world.trigger(mia, 'cats');
      const { tree } = world.program(cats);
      world.app.die();
      if (orphan === 'already gone') tree.end({ code: null, signal: 'SIGKILL' });
      expect(world.video(cats)?.status).toBe('downloading');
      await world.start();
      await untilQuiet();
      expect([tree.alive, world.video(cats)?.status, world.programs().length]).toEqual([false, 'downloading', 1]);
      expect([world.violations, world.video(cats)?.attempts]).toEqual([[], 1]);
    },
  );

  test('just before the journal of a move: the next run checks and moves the file', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.app.dieAtNextMove('before the journal');
    world.program(cats).finish();
    await untilQuiet();
    expect([world.app.isDead, world.video(cats)?.status, world.files()]).toEqual([true, 'downloading', []]);
    await world.start();
    await untilQuiet();
    world.program(cats).finish();
    await untilQuiet();
    expect([world.video(cats)?.status, world.files().length]).toEqual(['complete', 1]);
  });

  test('between the move and the row: the file is known at the next start, and is not fetched again', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.app.dieAtNextMove('before the row');
    world.program(cats).finish();
    await untilQuiet();
    expect([world.app.isDead, world.video(cats)?.status, world.files().length]).toEqual([true, 'downloading', 1]);
    await world.start();
    await untilQuiet();
    expect([world.video(cats)?.status, world.files(), world.programs()]).toEqual(['complete', [world.video(cats)?.fileName], []]);
  });
});

test('a shut-down ends every process, keeps the partial files and uses up no attempt', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).progress(100);
  await untilQuiet();
  await world.app.engine.stop();
  expect([world.trees.alive(), world.workFolders(), world.video(cats)?.attempts]).toEqual([[], [cats], 0]);
  expect([world.video(cats)?.status, world.clock.pendingTimers()]).toEqual(['pending', 0]);
});

test('a shut-down in the middle of the start leaves nothing running, and nothing that starts later', async () => {
  const stops: (() => void)[] = [];
  const { world, mia } = await engineHousehold({
    stop: (tree) => new Promise((resolve) => stops.push(() => resolve(endPolitely(tree)))),
  });
  await world.trigger(mia, 'cats');
  await world.trigger(mia, 'dogs');
  world.app.die();
  const starting = world.start();
  await untilQuiet();
  expect(stops).toHaveLength(2);
  const stopping = world.app.engine.stop();
  for (let next = stops.shift(); next !== undefined; next = stops.shift()) {
    next();
    await untilQuiet();
  }
  await Promise.all([starting, stopping]);
  await untilQuiet();
  expect([world.trees.alive().length, world.clock.pendingTimers()]).toEqual([0, 0]);
});

test('a show that begins in hours is waited for, and no attempt is used up', async () => {
  const { world, mia } = await engineHousehold();
  const show = await world.trigger(mia, 'show');
  world.program(show).fail('ERROR: [youtube] abc: This live event will begin in 2 hours.');
  await untilQuiet();
  expect(world.video(show)).toMatchObject({
    ...{ status: 'pending', reason: 'live-not-started', attempts: 0 },
    retryAt: world.clock.now() + 2 * 3_600_000,
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { untilQuiet } from '../fakes/engine-quiet.ts';
import { createEngineWorld, type EngineWorldOptions } from '../fakes/engine-world.ts';
import { endPolitely, refuseToEnd } from '../fakes/process-trees.ts';

const RATE_LIMIT = 'ERROR: [Fake] abc: HTTP Error 429: Too Many Requests';
const RESET = 'ERROR: [Fake] abc: Unable to download webpage: [Errno 104] Connection reset by peer';
const MEGABYTE = 1024 * 1024;

async function household(options: EngineWorldOptions = {}) {
  const world = createEngineWorld(options);
  onTestFinished(() => world.close());
  await world.start();
  return { world, mia: await world.addProfile('Mia'), dad: await world.addProfile('Dad') };
}

function eventsOf(
  { database }: { database: { sqlite: { prepare(sql: string): { all(...values: unknown[]): unknown } } } },
  videoId: string,
) {
  const rows = database.sqlite.prepare('SELECT event FROM activity WHERE video_id = ? ORDER BY id').all(videoId);
  return (rows as { event: string }[]).map((row) => row.event);
}

describe('one download', () => {
  test('goes from the wish to the file, with its phases and numbers', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
    const item = () => world.downloads.queue(mia)[0];
    expect(item()).toMatchObject({ status: 'downloading', phase: 'starting' });
    const program = world.program(cats);
    program.log('[Fake] Extracting');
    await untilQuiet();
    expect(item()).toMatchObject({ phase: 'probing' });
    program.progress(250);
    await untilQuiet();
    expect(item()).toMatchObject({ phase: 'downloading', percent: 25, bytes: 250, totalBytes: 1000, title: `Title of ${cats}` });
    program.postProcess();
    await untilQuiet();
    expect(item()).toMatchObject({ phase: 'post-processing' });
    program.finish();
    await untilQuiet();
    expect(item()).toMatchObject({ status: 'complete', percent: 100, title: `Title of ${cats}` });
    expect([world.files(), world.workFolders()]).toEqual([[`Title of ${cats} [${cats}].mp4`], []]);
    expect(eventsOf(world, cats)).toEqual(['triggered', 'started', 'finished']);
  });

  test('of two people is one process, and the cancel of one ends nothing', async () => {
    const { world, mia, dad } = await household();
    const cats = await world.wish(mia, 'cats');
    expect(await world.wish(dad, 'cats')).toBe(cats);
    expect(world.downloads.cancel({ profileId: mia, videoId: cats })).toEqual({ stopped: false, stillWantedBy: ['Dad'] });
    await untilQuiet();
    expect(world.programs()).toHaveLength(1);
    world.program(cats).finish();
    await untilQuiet();
    expect(world.video(cats)?.status).toBe('complete');
  });

  test('that stalls is ended, kept, and continued after a pause', async () => {
    const { world, mia } = await household({ timings: { noOutputMs: 60_000, backoffFirstMs: 60_000 } });
    const cats = await world.wish(mia, 'cats');
    world.program(cats).progress(400);
    await world.pass(64_000);
    expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'stalled', attempts: 1 });
    expect([world.trees.alive(), world.workFolders()]).toEqual([[], [cats]]);
    await world.pass(72_000);
    expect(world.video(cats)).toMatchObject({ status: 'downloading', attempts: 2 });
    expect(eventsOf(world, cats)).toEqual(['triggered', 'started', 'stopping', 'stalled', 'retry-planned', 'started']);
  });
});

describe('a cancel', () => {
  test.each(['starting', 'probing', 'downloading', 'post-processing'] as const)(
    'while %s ends the tree and the row',
    async (phase) => {
      const { world, mia } = await household();
      const cats = await world.wish(mia, 'cats');
      const program = world.program(cats);
      if (phase !== 'starting') program.log('[Fake] Extracting');
      if (phase === 'downloading' || phase === 'post-processing') program.progress(100);
      if (phase === 'post-processing') program.postProcess();
      await untilQuiet();
      expect(world.downloads.queue(mia)[0]?.phase).toBe(phase);
      expect(world.downloads.cancel({ profileId: mia, videoId: cats })).toEqual({ stopped: true, stillWantedBy: [] });
      expect(world.video(cats)?.status).toBe('cancelling');
      await untilQuiet();
      expect([world.video(cats)?.status, world.trees.alive(), world.files()]).toEqual(['cataloged', [], []]);
    },
  );

  test('while the finished file is being checked does not wait for the check', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
    writeFileSync(world.hold, '');
    world.program(cats).finish();
    await vi.waitFor(() => expect(world.downloads.queue(mia)[0]?.phase).toBe('finalizing'), { timeout: 5000 });
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await vi.waitFor(() => expect(world.video(cats)?.status).toBe('cataloged'), { timeout: 5000 });
    rmSync(world.hold);
    await untilQuiet();
    expect(world.files()).toEqual([]);
  });

  test('and a new wish during the teardown: one process after the other, never two', async () => {
    let release: () => void = () => undefined;
    const { world, mia } = await household({
      stop: (tree) =>
        new Promise((resolve) => {
          release = () => resolve(endPolitely(tree));
        }),
    });
    const cats = await world.wish(mia, 'cats');
    const first = world.program(cats).tree;
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await world.wish(mia, 'cats');
    expect([world.video(cats)?.status, world.programs().length, first.alive]).toEqual(['cancelling', 1, true]);
    release();
    await untilQuiet();
    expect([world.video(cats)?.status, first.alive, world.programs().length]).toEqual(['downloading', false, 1]);
    expect(world.violations).toEqual([]);
  });

  test('that cannot be proven keeps the row, and says so', async () => {
    let stubborn = true;
    const { world, mia } = await household({ stop: (tree) => (stubborn ? refuseToEnd(tree) : endPolitely(tree)) });
    const cats = await world.wish(mia, 'cats');
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await untilQuiet();
    expect([world.video(cats)?.status, eventsOf(world, cats).at(-1)]).toEqual(['cancelling', 'unproven']);
    stubborn = false;
    await world.pass(8000);
    expect(world.video(cats)?.status).toBe('cataloged');
  });

  test('is not needed for a program that ends by itself: a child that it leaves behind keeps the row until it is gone', async () => {
    let stubborn = true;
    const { world, mia } = await household({ stop: (tree) => (stubborn ? refuseToEnd(tree) : endPolitely(tree)) });
    const cats = await world.wish(mia, 'cats');
    world.program(cats).tree.endLeader({ code: 1, signal: null });
    await world.pass(60_000);
    expect([world.video(cats)?.status, world.programs().length]).toEqual(['downloading', 1]);
    stubborn = false;
    await world.pass(8000);
    expect([world.video(cats)?.status, world.violations]).toEqual(['pending', []]);
  });

  test("of a profile's removal in mid-download ends what nobody else wants", async () => {
    const { world, mia, dad } = await household();
    const own = await world.wish(dad, 'own');
    const shared = await world.wish(dad, 'shared');
    await world.wish(mia, 'shared');
    expect(world.programs()).toHaveLength(2);
    world.app.profiles.remove({ profileId: dad });
    expect(world.video(own)?.status).toBe('cancelling');
    await untilQuiet();
    expect([world.video(own)?.status, world.video(shared)?.status]).toEqual(['cataloged', 'downloading']);
  });
});

describe('a pause', () => {
  test('keeps the partial file, uses up no attempt, and goes on when it is over', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
    world.program(cats).progress(300);
    await untilQuiet();
    world.downloads.pause({ profileId: mia, videoId: cats });
    await untilQuiet();
    expect(world.video(cats)).toMatchObject({ status: 'pending', attempts: 0, reason: null });
    expect(world.downloads.queue(mia)[0]).toMatchObject({ held: true, percent: 30, bytes: 300 });
    expect(world.workFolders()).toEqual([cats]);
    world.downloads.unpause({ profileId: mia, videoId: cats });
    await untilQuiet();
    expect(world.program(cats).tree.alive).toBe(true);
  });

  test('of everything also holds what is being torn down and wanted again', async () => {
    const stops: (() => void)[] = [];
    const { world, mia } = await household({
      stop: (tree) => new Promise((resolve) => stops.push(() => resolve(endPolitely(tree)))),
    });
    const cats = await world.wish(mia, 'cats');
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await world.wish(mia, 'cats');
    world.downloads.pause({ profileId: mia });
    for (const stop of stops) stop();
    await untilQuiet();
    expect([world.video(cats)?.status, world.trees.alive().length]).toEqual(['pending', 0]);
  });
});

describe('a file that is corrupt', () => {
  test('is dropped and fetched anew, and given up after three attempts, however big it is', async () => {
    const { world, mia } = await household({ timings: { backoffFirstMs: 1000, backoffMaxMs: 1000 } });
    const cats = await world.wish(mia, 'cats');
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

test('a slow line that moves on with each attempt is not given up', async () => {
  const { world, mia } = await household({ timings: { backoffFirstMs: 1000, backoffMaxMs: 1000 } });
  const cats = await world.wish(mia, 'cats');
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    world.program(cats).progress(attempt * 6 * MEGABYTE, 60 * MEGABYTE);
    await untilQuiet();
    world.program(cats).fail(RESET);
    await world.pass(4000);
  }
  expect(world.video(cats)?.status).toBe('downloading');
});

describe('a site that refuses', () => {
  test('rests as a whole, then one video probes, and when bytes come all others follow at once', async () => {
    const { world, mia } = await household({ parallelDownloads: 2, timings: { coolDownFirstMs: 60_000 } });
    for (const name of ['cats', 'dogs', 'birds']) await world.wish(mia, name);
    expect(world.programs()).toHaveLength(2);
    for (const program of world.programs()) program.fail(RATE_LIMIT);
    await world.pass(8000);
    expect([world.trees.alive().length, (await world.app.engine.health()).coolDowns.length]).toEqual([0, 1]);
    await world.pass(56_000);
    expect(world.programs()).toHaveLength(1);
    world.programs()[0]?.progress(10);
    await untilQuiet();
    expect(world.programs()).toHaveLength(2);
  });

  test('is not opened by bytes of a download that was running before it refused', async () => {
    const { world, mia } = await household({ parallelDownloads: 2, timings: { coolDownFirstMs: 300_000 } });
    const cats = await world.wish(mia, 'cats');
    const dogs = await world.wish(mia, 'dogs');
    await world.wish(mia, 'birds');
    world.program(cats).fail(RATE_LIMIT);
    await untilQuiet();
    world.program(dogs).progress(10);
    await world.pass(120_000);
    expect(world.programs().map(({ videoId }) => videoId)).toEqual([dogs]);
  });
});

describe('the sweep', () => {
  test('after a sleep of the computer ends no healthy run', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
    world.program(cats).progress(100);
    await world.pass(4 * 60_000);
    world.program(cats).progress(200);
    await untilQuiet();
    world.clock.jump(2 * 3_600_000);
    world.app.engine.resumed();
    await world.pass(60_000);
    expect([world.video(cats)?.status, eventsOf(world, cats)]).toEqual(['downloading', ['triggered', 'started']]);
  });

  test('ends no run that announced a long sleep', async () => {
    const { world, mia } = await household({ timings: { watchdogTickMs: 4000, sweepMs: 60_000 } });
    const cats = await world.wish(mia, 'cats');
    world.program(cats).log('[download] Sleeping 3000.00 seconds ...');
    await world.pass(40 * 60_000);
    expect([world.video(cats)?.status, eventsOf(world, cats)]).toEqual(['downloading', ['triggered', 'started']]);
  });
});

describe('a database that refuses a write for a moment', () => {
  const refuseWrites = (world: { database: { sqlite: { exec(sql: string): unknown } } }, table: string) =>
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
  const acceptWrites = (world: { database: { sqlite: { exec(sql: string): unknown } } }) =>
    world.database.sqlite.exec('DROP TRIGGER refuse');

  test('just after the spawn never frees the row while the process lives', async () => {
    const { world, mia } = await household();
    writeFileSync(world.hold, '');
    world.database.sqlite.exec(
      `CREATE TEMP TRIGGER refuse BEFORE UPDATE OF pid ON runs BEGIN SELECT raise(ABORT, 'disk full'); END`,
    );
    const cats = await world.wish(mia, 'cats');
    acceptWrites(world);
    await world.pass(120_000);
    expect(world.violations).toEqual([]);
    const occupied = ['downloading', 'cancelling'].includes(world.video(cats)?.status ?? '');
    expect([world.programs().length > 0, occupied]).toEqual([occupied, occupied]);
  });

  test('while output comes breaks neither the app nor the run', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
    refuseWrites(world, 'runs');
    world.program(cats).log('[Fake] Extracting');
    await untilQuiet();
    acceptWrites(world);
    world.program(cats).finish();
    await untilQuiet();
    expect(world.video(cats)?.status).toBe('complete');
  });

  test('while a stop is written down does not keep the run from being stopped', async () => {
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
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
});

describe('a crash of the app', () => {
  test.each(['polite', 'already gone'])(
    'with its process %s: the next start ends it, heals the row and goes on',
    async (orphan) => {
      const { world, mia } = await household();
      const cats = await world.wish(mia, 'cats');
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
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
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
    const { world, mia } = await household();
    const cats = await world.wish(mia, 'cats');
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
  const { world, mia } = await household();
  const cats = await world.wish(mia, 'cats');
  world.program(cats).progress(100);
  await untilQuiet();
  await world.app.engine.stop();
  expect([world.trees.alive(), world.workFolders(), world.video(cats)?.attempts]).toEqual([[], [cats], 0]);
  expect([world.video(cats)?.status, world.clock.pendingTimers()]).toEqual(['pending', 0]);
});

test('a shut-down in the middle of the start leaves nothing running, and nothing that starts later', async () => {
  const stops: (() => void)[] = [];
  const { world, mia } = await household({
    stop: (tree) => new Promise((resolve) => stops.push(() => resolve(endPolitely(tree)))),
  });
  await world.wish(mia, 'cats');
  await world.wish(mia, 'dogs');
  world.app.die();
  const starting = world.start();
  await untilQuiet();
  expect(stops).toHaveLength(1);
  const stopping = world.app.engine.stop();
  for (let next = stops.shift(); next !== undefined; next = stops.shift()) {
    next();
    await untilQuiet();
  }
  await Promise.all([starting, stopping]);
  await untilQuiet();
  expect([world.trees.alive().length, world.clock.pendingTimers()]).toEqual([0, 0]);
});

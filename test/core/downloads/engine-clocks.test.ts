import { describe, expect, test } from 'vitest';
import { engineHousehold, eventsOf } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

const RATE_LIMIT = 'ERROR: [Fake] abc: HTTP Error 429: Too Many Requests';
const RESET = 'ERROR: [Fake] abc: Unable to download webpage: [Errno 104] Connection reset by peer';

describe('a computer that slept for longer than a run may take', () => {
  test('ends no healthy run when it wakes up', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).progress(100);
    await world.pass(60_000);
    world.clock.jump(5 * 3_600_000);
    world.app.engine.resumed();
    await world.pass(20_000);
    expect([world.video(cats)?.status, eventsOf(world, cats)]).toEqual(['downloading', ['triggered', 'started']]);
  });
});

describe('the sweep', () => {
  test('after a sleep of the computer ends no healthy run', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
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
    const { world, mia } = await engineHousehold({ timings: { watchdogTickMs: 4000, sweepMs: 60_000 } });
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).log('[download] Sleeping 3000.00 seconds ...');
    await world.pass(40 * 60_000);
    expect([world.video(cats)?.status, eventsOf(world, cats)]).toEqual(['downloading', ['triggered', 'started']]);
  });
});

describe('a clock that was years ahead for a while', () => {
  const YEARS_MS = 4 * 365 * 24 * 3_600_000;

  test('does not keep a video waiting for the retry that was planned by it', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).fail(RESET);
    await untilQuiet();
    world.database.sqlite.prepare('UPDATE videos SET retry_at = retry_at + ?').run(YEARS_MS);
    await world.pass(10 * 60_000);
    expect(world.video(cats)?.status).toBe('downloading');
  });

  test('does not keep a site resting', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).fail(RATE_LIMIT);
    await untilQuiet();
    world.database.sqlite.prepare('UPDATE cool_downs SET until = until + ?').run(YEARS_MS);
    await world.trigger(mia, 'dogs');
    await world.pass(10 * 60_000);
    expect(world.programs()).not.toEqual([]);
  });

  test('puts nobody last whose turn came meanwhile', async () => {
    const { world, mia, dad } = await engineHousehold({ parallelDownloads: 1 });
    world.database.sqlite.prepare('UPDATE profiles SET last_served_at = ? WHERE id = ?').run(world.clock.now() + YEARS_MS, mia);
    const owners = new Map<string, string>();
    for (const name of ['cats', 'dogs', 'birds']) {
      owners.set(await world.trigger(dad, `${name}-of-dad`), 'Dad');
      owners.set(await world.trigger(mia, `${name}-of-mia`), 'Mia');
    }
    const order: (string | undefined)[] = [];
    for (let [program] = world.programs(); program !== undefined; [program] = world.programs()) {
      order.push(owners.get(program.videoId));
      program.finish();
      await untilQuiet();
    }
    expect(order).toEqual(['Dad', 'Mia', 'Dad', 'Mia', 'Dad', 'Mia']);
  });
});

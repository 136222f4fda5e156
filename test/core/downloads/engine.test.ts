import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { endPolitely, refuseToEnd } from '../../fakes/process-trees.ts';
import { engineHousehold, eventsOf } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

describe('one download', () => {
  test('goes from the trigger to the file, with its phases and numbers', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
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
    const { world, mia, dad } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    expect(await world.trigger(dad, 'cats')).toBe(cats);
    expect(world.downloads.cancel({ profileId: mia, videoId: cats })).toEqual({ stopped: false, stillWantedBy: ['Dad'] });
    await untilQuiet();
    expect(world.programs()).toHaveLength(1);
    world.program(cats).finish();
    await untilQuiet();
    expect(world.video(cats)?.status).toBe('complete');
  });

  test('that stalls is ended, kept, and continued after a pause', async () => {
    const { world, mia } = await engineHousehold({ timings: { noOutputMs: 60_000, backoffFirstMs: 60_000 } });
    const cats = await world.trigger(mia, 'cats');
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
      const { world, mia } = await engineHousehold();
      const cats = await world.trigger(mia, 'cats');
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
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    writeFileSync(world.checkGate, '');
    world.program(cats).finish();
    await vi.waitFor(() => expect(world.downloads.queue(mia)[0]?.phase).toBe('finalizing'), { timeout: 5000 });
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await vi.waitFor(() => expect(world.video(cats)?.status).toBe('cataloged'), { timeout: 5000 });
    rmSync(world.checkGate);
    await untilQuiet();
    expect(world.files()).toEqual([]);
  });

  test('and a new trigger during the teardown: one process after the other, never two', async () => {
    let release: () => void = () => undefined;
    const { world, mia } = await engineHousehold({
      stop: (tree) =>
        new Promise((resolve) => {
          release = () => resolve(endPolitely(tree));
        }),
    });
    const cats = await world.trigger(mia, 'cats');
    const first = world.program(cats).tree;
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await world.trigger(mia, 'cats');
    expect([world.video(cats)?.status, world.programs().length, first.alive]).toEqual(['cancelling', 1, true]);
    release();
    await untilQuiet();
    expect([world.video(cats)?.status, first.alive, world.programs().length]).toEqual(['downloading', false, 1]);
    expect(world.violations).toEqual([]);
  });

  test('that cannot be proven keeps the row, and says so', async () => {
    let stubborn = true;
    const { world, mia } = await engineHousehold({ stop: (tree) => (stubborn ? refuseToEnd(tree) : endPolitely(tree)) });
    const cats = await world.trigger(mia, 'cats');
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await untilQuiet();
    expect([world.video(cats)?.status, eventsOf(world, cats).at(-1)]).toEqual(['cancelling', 'unproven']);
    stubborn = false;
    await world.pass(8000);
    expect(world.video(cats)?.status).toBe('cataloged');
  });

  test('is not needed for a program that ends by itself: a child that it leaves behind keeps the row until it is gone', async () => {
    let stubborn = true;
    const { world, mia } = await engineHousehold({ stop: (tree) => (stubborn ? refuseToEnd(tree) : endPolitely(tree)) });
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).tree.endLeader({ code: 1, signal: null });
    await world.pass(60_000);
    expect([world.video(cats)?.status, world.programs().length]).toEqual(['downloading', 1]);
    stubborn = false;
    await world.pass(8000);
    expect([world.video(cats)?.status, world.violations]).toEqual(['pending', []]);
  });

  test("of a profile's removal in mid-download ends what nobody else wants", async () => {
    const { world, mia, dad } = await engineHousehold();
    const own = await world.trigger(dad, 'own');
    const shared = await world.trigger(dad, 'shared');
    await world.trigger(mia, 'shared');
    expect(world.programs()).toHaveLength(2);
    world.app.profiles.remove({ profileId: dad });
    expect(world.video(own)?.status).toBe('cancelling');
    await untilQuiet();
    expect([world.video(own)?.status, world.video(shared)?.status]).toEqual(['cataloged', 'downloading']);
  });
});

describe('a pause', () => {
  test('of everything is one entry of the log, and so is its end; what another person wants goes on', async () => {
    const { world, mia, dad } = await engineHousehold({ parallelDownloads: 2 });
    const shared = await world.trigger(mia, 'shared');
    await world.trigger(dad, 'shared');
    const own = await world.trigger(mia, 'own');
    await world.trigger(mia, 'waiting');
    world.downloads.pause({ profileId: mia });
    await world.pass(8000);
    expect(world.programs().map(({ videoId }) => videoId)).toEqual([shared]);
    expect(world.downloads.queue(mia).map(({ held }) => held)).toEqual([true, true, true]);
    world.downloads.pause({ profileId: mia });
    world.downloads.unpause({ profileId: mia });
    await world.pass(8000);
    expect(world.programs().map(({ videoId }) => videoId)).toContain(own);
    const pauses = world.database.sqlite.prepare(
      `SELECT event, video_id, detail FROM activity WHERE event LIKE '%paused' ORDER BY id`,
    );
    expect(pauses.raw().all()).toEqual([
      ['paused', null, '{"videos":3}'],
      ['unpaused', null, '{"videos":3}'],
    ]);
  });

  test('keeps the partial file, uses up no attempt, and goes on when it is over', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
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
    const { world, mia } = await engineHousehold({
      stop: (tree) => new Promise((resolve) => stops.push(() => resolve(endPolitely(tree)))),
    });
    const cats = await world.trigger(mia, 'cats');
    world.downloads.cancel({ profileId: mia, videoId: cats });
    await world.trigger(mia, 'cats');
    world.downloads.pause({ profileId: mia });
    for (const stop of stops) stop();
    await untilQuiet();
    expect([world.video(cats)?.status, world.trees.alive().length]).toEqual(['pending', 0]);
  });
});

describe('a finished video without a picture', () => {
  test('because the app died before it was made gets one after the next start', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    for (const id of [cats, dogs]) world.program(id).finish();
    await untilQuiet();
    const picture = (id: string): string => world.app.engine.thumbnailPath(id);
    const hasPicture = (): boolean[] => world.downloads.queue(mia).map(({ hasThumbnail }) => hasThumbnail);
    expect(hasPicture()).toEqual([true, true]);
    world.app.die();
    rmSync(picture(cats));
    world.database.sqlite.exec(`UPDATE videos SET has_thumbnail = 0 WHERE id = '${cats}'`);
    world.changed.length = 0;
    await world.start();
    await untilQuiet();
    expect([hasPicture(), existsSync(picture(cats)), world.changed]).toEqual([[true, true], true, [cats]]);
  });

  test('of which none can be made stays as it is, and holds up nothing', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).finish();
    await untilQuiet();
    const folder = path.dirname(world.app.engine.thumbnailPath(cats));
    world.app.die();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    world.database.sqlite.exec('UPDATE videos SET has_thumbnail = 0');
    await world.start();
    const dogs = await world.trigger(mia, 'dogs');
    expect([world.video(cats)?.status, world.video(dogs)?.status]).toEqual(['complete', 'downloading']);
    expect(world.downloads.queue(mia)[0]).toMatchObject({ videoId: cats, hasThumbnail: false });
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createReaper } from '../../../../main/downloads/recovery/reaper.ts';
import { createTimings } from '../../../../main/settings/timings.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { createFakeTrees, endPolitely, refuseToEnd, type StopScript } from '../../../fakes/process-trees.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';
import { say } from '../../../model/seed.ts';
import { addProfile, addReference, addVideo, freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

const STALE_MS = createTimings().staleMs;

function cemetery(stop?: StopScript) {
  const database = freshLibrary();
  const clock = createManualClock();
  const library = temporaryFolder();
  const trees = createFakeTrees({ ...(stop && { stop }) });
  const supervised = new Set<string>();
  const stale: string[] = [];
  const healed: string[] = [];
  const disk = { isThere: true };
  let offers = 0;
  const context = engineContext({
    database,
    clock,
    trees,
    libraryFolder: library,
    isLibraryThere: () => disk.isThere,
    onChanged: (videoId) => healed.push(videoId),
  });
  const { videos, runRows, runs: transitions, references } = context.store;
  for (const id of ['mia', 'dad']) addProfile(database, { id });
  const reaper = createReaper(context, {
    isSupervised: (videoId) => supervised.has(videoId),
    onStale: (videoId) => stale.push(videoId),
    offerAgain: () => {
      offers += 1;
      return runRows.countStartable();
    },
  });
  /** A video that Mia wants, claimed by an app, with its process. */
  const claimed = (id: string, options: { process?: boolean; cancelled?: boolean } = {}): void => {
    addVideo(database, { id, status: 'pending' });
    addReference(database, { videoId: id, profileId: 'mia' });
    transitions.claim({ videoId: id, runId: `run of ${id}`, ownerId: 'dead app', profileId: 'mia' });
    if (options.process) {
      const identity = { pid: 60_000_000 + trees.spawned.length, startedAt: 'then', token: `run of ${id}` };
      transitions.recordProcess(identity.token, identity);
      trees.leaveBehind(identity);
    }
    if (options.cancelled) references.drop('mia', id);
  };
  const status = (id: string) => videos.get(id)?.status;
  return {
    database,
    clock,
    library,
    disk,
    trees,
    transitions,
    references,
    runRows,
    supervised,
    stale,
    healed,
    reaper,
    claimed,
    status,
    videos,
    offers: () => offers,
  };
}

describe('the reaper', () => {
  test('resets stranded `downloading` and `cancelling` rows and leaves a live one alone', async () => {
    const { reaper, claimed, status, supervised, runRows, healed, offers, videos, stale } = cemetery();
    claimed('downloading');
    claimed('cancelling', { cancelled: true });
    claimed('live');
    supervised.add('live');
    expect(await reaper.sweep()).toEqual({ requeued: 1, released: 1, finished: 0, killedProcesses: 0, offeredAgain: 1 });
    expect([status('downloading'), status('cancelling'), status('live')]).toEqual(['pending', 'cataloged', 'downloading']);
    expect(videos.get('downloading')).toMatchObject({ heartbeatAt: null, attempts: 0, retryAt: null });
    expect(runRows.occupied()).toMatchObject([{ videoId: 'live', runId: 'run of live' }]);
    expect([healed.sort(), stale, offers()]).toEqual([['cancelling', 'downloading'], [], 1]);
    expect(reaper.lastResult()).toMatchObject({ requeued: 1, released: 1 });
  });

  test('heals what a dead app left at once, with a heartbeat of this very moment', async () => {
    const { reaper, claimed, status, videos, clock } = cemetery();
    claimed('cats');
    expect(videos.get('cats')?.heartbeatAt).toBe(clock.now());
    await reaper.sweep();
    expect(status('cats')).toBe('pending');
    expect(reaper.lastRunAt()).toBe(clock.now());
  });

  test('resets a row that has no run at all', async () => {
    const { database, reaper, status } = cemetery();
    addVideo(database, { id: 'odd', status: 'downloading' });
    addReference(database, { videoId: 'odd', profileId: 'dad' });
    await reaper.sweep();
    expect(status('odd')).toBe('pending');
  });

  test('a video triggered during a teardown that died is downloaded', async () => {
    const { reaper, claimed, references, status } = cemetery();
    claimed('cats', { cancelled: true });
    references.triggerKnown('dad', 'cats');
    expect(status('cats')).toBe('cancelling');
    await reaper.sweep();
    expect(status('cats')).toBe('pending');
  });

  test('ends the processes of the dead app before it frees their row', async () => {
    const rows: (string | undefined)[] = [];
    const home: ReturnType<typeof cemetery> = cemetery((tree) => {
      rows.push(home.status('cats'));
      return endPolitely(tree);
    });
    home.claimed('cats', { process: true });
    expect(await home.reaper.sweep()).toMatchObject({ killedProcesses: 1, requeued: 1 });
    expect([rows, home.trees.alive(), home.status('cats')]).toEqual([['downloading'], [], 'pending']);
  });

  test('ends the processes of a dead app side by side, eight at a time', async () => {
    const underWay: (() => void)[] = [];
    const { reaper, claimed, status, trees } = cemetery(
      (tree) => new Promise((resolve) => underWay.push(() => resolve(endPolitely(tree)))),
    );
    const ids = Array.from({ length: 10 }, (_, number) => `video-${number}`);
    for (const id of ids) claimed(id, { process: true });
    const sweeping = reaper.sweep();
    const asked: number[] = [];
    for (let ended = 0; ended < ids.length; ) {
      await untilQuiet();
      asked.push(underWay.length);
      ended += underWay.length;
      for (const end of underWay.splice(0)) end();
    }
    expect(await sweeping).toMatchObject({ killedProcesses: 10, requeued: 10 });
    expect([asked, trees.alive(), ids.map(status)]).toEqual([[8, 2], [], ids.map(() => 'pending')]);
  });

  test('an unproven tree keeps its row, until the next pass can prove it', async () => {
    let stubborn = true;
    const { reaper, claimed, status, runRows } = cemetery((tree) => (stubborn ? refuseToEnd(tree) : endPolitely(tree)));
    claimed('stubborn', { process: true });
    claimed('other');
    expect(await reaper.sweep()).toMatchObject({ requeued: 1, killedProcesses: 0 });
    expect([status('stubborn'), status('other')]).toEqual(['downloading', 'pending']);
    expect(runRows.occupied()).toMatchObject([{ videoId: 'stubborn', runId: 'run of stubborn' }]);
    stubborn = false;
    expect(await reaper.sweep()).toMatchObject({ requeued: 1, killedProcesses: 1 });
    expect(status('stubborn')).toBe('pending');
  });

  test('a stale heartbeat of a supervised run goes to its supervisor, and the row is left to it', async () => {
    const { reaper, claimed, status, supervised, stale, clock, trees } = cemetery();
    claimed('silent', { process: true });
    claimed('live', { process: true });
    for (const id of ['silent', 'live']) supervised.add(id);
    clock.advance(STALE_MS);
    await reaper.sweep();
    expect(stale).toEqual([]);
    clock.advance(1);
    expect(await reaper.sweep()).toMatchObject({ requeued: 0, killedProcesses: 0 });
    expect([stale, status('silent'), trees.alive().length]).toEqual([['silent', 'live'], 'downloading', 2]);
  });

  test('a fresh heartbeat of a supervised run is not stale', async () => {
    const { reaper, claimed, supervised, stale, clock, transitions } = cemetery();
    claimed('live');
    supervised.add('live');
    clock.advance(STALE_MS);
    transitions.beat('run of live');
    clock.advance(STALE_MS);
    await reaper.sweep();
    expect(stale).toEqual([]);
  });

  test('finishes a move that was cut in half', async () => {
    const { reaper, claimed, transitions, library, status, healed } = cemetery();
    claimed('cats');
    transitions.beginMove('run of cats', { stagedPath: path.join(library, '.homereel', 'gone.mp4'), targetName: 'Cats.mp4' });
    writeFileSync(path.join(library, 'Cats.mp4'), 'film');
    expect(await reaper.sweep()).toMatchObject({ finished: 1, requeued: 0 });
    expect([status('cats'), healed]).toEqual(['complete', ['cats']]);
  });

  test('leaves a move alone while the library is away, and finishes it when it is back', async () => {
    const { reaper, claimed, transitions, library, status, disk } = cemetery();
    for (const id of ['moving', 'other']) claimed(id);
    transitions.beginMove('run of moving', { stagedPath: path.join(library, 'gone.mp4'), targetName: 'Cats.mp4' });
    disk.isThere = false;
    expect(await reaper.sweep()).toMatchObject({ finished: 0, requeued: 1 });
    expect([status('moving'), status('other')]).toEqual(['downloading', 'pending']);
    disk.isThere = true;
    writeFileSync(path.join(library, 'Cats.mp4'), 'film');
    expect(await reaper.sweep()).toMatchObject({ finished: 1 });
    expect(status('moving')).toBe('complete');
  });

  test('one row whose files cannot be handled keeps the others from nothing', async () => {
    const { reaper, claimed, transitions, library, status, database } = cemetery();
    addVideo(database, { id: 'taken' });
    for (const id of ['unlucky', 'lucky']) claimed(id);
    // Its name is in use by another row: completing it breaks the rule that names are unique.
    transitions.beginMove('run of unlucky', { stagedPath: path.join(library, 'gone.mp4'), targetName: 'taken.mp4' });
    writeFileSync(path.join(library, 'taken.mp4'), 'film');
    await reaper.sweep();
    expect(status('lucky')).toBe('pending');
  });

  test('sends waiting rows that nobody wants home, and offers the wanted ones again', async () => {
    const { database, reaper, status } = cemetery();
    addVideo(database, { id: 'unwanted', status: 'pending' });
    addVideo(database, { id: 'wanted', status: 'pending' });
    addReference(database, { videoId: 'wanted', profileId: 'dad' });
    expect(await reaper.sweep()).toMatchObject({ offeredAgain: 1 });
    expect([status('unwanted'), status('wanted')]).toEqual(['cataloged', 'pending']);
  });

  test('two sweeps at once are two passes in a row: no process is ended twice', async () => {
    const { reaper, claimed, trees } = cemetery();
    claimed('cats', { process: true });
    const results = await Promise.all([reaper.sweep(), reaper.sweep()]);
    expect(results.map((result) => result.requeued)).toEqual([1, 0]);
    expect(trees.stops).toHaveLength(1);
  });

  test('a pass that fails is told as empty, and the next one works', async () => {
    const { reaper, claimed, status, database } = cemetery();
    claimed('cats');
    database.sqlite.exec(`CREATE TRIGGER broken BEFORE UPDATE ON videos BEGIN SELECT raise(ABORT, 'broken'); END`);
    expect(await reaper.sweep()).toMatchObject({ requeued: 0 });
    expect(status('cats')).toBe('downloading');
    database.sqlite.exec('DROP TRIGGER broken');
    await reaper.sweep();
    expect(status('cats')).toBe('pending');
  });
});

test('10,000 stranded rows are healed in one pass', async () => {
  const { database, reaper, transitions, library } = cemetery();
  mkdirSync(path.join(library, '.homereel'));
  database.immediate(() => {
    for (let index = 0; index < 10_000; index += 1) {
      const id = `video-${index}`;
      addVideo(database, { id, status: 'pending' });
      if (index % 2 === 0) addReference(database, { videoId: id, profileId: 'mia', position: index });
      transitions.claim({ videoId: id, runId: `run of ${id}`, ownerId: 'dead app', profileId: 'mia' });
    }
  });
  const startedMs = performance.now();
  const result = await reaper.sweep();
  const tookMs = performance.now() - startedMs;
  say(`reaper: 10,000 stranded rows healed in ${Math.round(tookMs)} ms`);
  expect(result).toMatchObject({ requeued: 5000, released: 5000, offeredAgain: 5000 });
  expect(tookMs).toBeLessThan(20_000);
});

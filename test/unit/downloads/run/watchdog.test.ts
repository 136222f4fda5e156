import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLiveRun, type LiveRun } from '../../../../main/downloads/run/live-run.ts';
import { createWatchdog } from '../../../../main/downloads/run/watchdog.ts';
import { workFolder } from '../../../../main/downloads/work-folder.ts';
import { folderBytes } from '../../../../main/platform/files.ts';
import { silentLogger } from '../../../../main/platform/logger.ts';
import { createTimings, type Timings } from '../../../../main/settings/timings.ts';
import type { RunPhase } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { createFakeTrees, type FakeTree } from '../../../fakes/process-trees.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';

const TIMINGS: Partial<Timings> = {
  startSilenceMs: 20_000,
  noOutputMs: 30_000,
  postProcessingSilenceMs: 60_000,
  deadlineMs: 300_000,
  heartbeatMs: 10_000,
  watchdogTickMs: 1000,
};

function kennel() {
  const manual = createManualClock();
  const wall = { offsetMs: 0 };
  const clock = { ...manual, now: () => manual.now() + wall.offsetMs };
  const trees = createFakeTrees();
  const root = mkdtempSync(path.join(tmpdir(), 'homereel-watchdog-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const runs: LiveRun[] = [];
  const verdicts: string[] = [];
  const beats: string[] = [];
  const beaten = { fails: false };
  let diskAnswers: Promise<void> = Promise.resolve();
  const watchdog = createWatchdog({
    runs: () => runs,
    trees,
    async measureFolder(folder) {
      await diskAnswers;
      return folderBytes(folder);
    },
    clock,
    timings: createTimings(TIMINGS),
    logger: silentLogger,
    beat(run) {
      if (beaten.fails && run.claim.videoId === 'first') throw new Error('the database is full');
      beats.push(run.claim.videoId);
      run.heartbeatAt = clock.now();
    },
    onVerdict(run, verdict, silentMs) {
      verdicts.push(`${run.claim.videoId} ${verdict} after ${Math.round(silentMs / 1000)}`);
      run.requestStop(verdict);
    },
  });
  watchdog.start();

  function start(phase: RunPhase, videoId = 'video'): { run: LiveRun; tree: FakeTree; file: string } {
    const claim = { runId: `run of ${videoId}`, videoId, profileId: 'mia', site: 'a.test', attempt: 1 };
    const run = createLiveRun(claim, workFolder(root, videoId), clock, () => undefined);
    run.phase = phase;
    mkdirSync(run.folder.root, { recursive: true });
    const tree = trees.leaveBehind({ pid: 50_000_000 + runs.length, startedAt: 'then', token: claim.runId });
    run.identity = tree.identity;
    runs.push(run);
    const file = path.join(run.folder.root, 'media.part');
    writeFileSync(file, 'first bytes');
    return { run, tree, file };
  }

  /** Lets time pass second by second; `each` is what the program does in each of them. */
  async function seconds(count: number, each: (second: number) => void = () => undefined): Promise<void> {
    for (let second = 1; second <= count; second += 1) {
      each(second);
      clock.advance(1000);
      await untilQuiet();
    }
  }
  /** From now on the disk answers no question until the returned function is called. */
  function answerSlowly(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    diskAnswers = promise;
    return resolve;
  }
  return { clock, wall, watchdog, verdicts, beats, beaten, start, seconds, answerSlowly };
}

describe('a sign of life', () => {
  test('without any, each phase is ended when its budget is spent', async () => {
    const { start, seconds, verdicts } = kennel();
    start('probing', 'probe');
    start('downloading', 'load');
    start('post-processing', 'merge');
    await seconds(70);
    // Each first look sees CPU, files and I/O for the first time; a verdict takes one suspicion more.
    expect(verdicts).toEqual(['probe stalled after 21', 'load stalled after 31', 'merge stalled after 61']);
  });

  test.each<RunPhase>(['starting', 'downloading', 'post-processing'])('is output while %s', async (phase) => {
    const { start, seconds, verdicts } = kennel();
    const { run } = start(phase);
    await seconds(200, (second) => second % 15 === 0 && run.signOfLife());
    expect(verdicts).toEqual([]);
  });

  test.each<RunPhase>(['starting', 'downloading', 'post-processing'])('is growth of its files while %s', async (phase) => {
    const { start, seconds, verdicts } = kennel();
    const { file } = start(phase);
    await seconds(200, (second) => second % 15 === 0 && appendFileSync(file, 'more'));
    expect(verdicts).toEqual([]);
    await seconds(70);
    expect(verdicts).toHaveLength(1);
  });

  test('is CPU time of a silent merge, or its reading and writing', async () => {
    const { start, seconds, verdicts } = kennel();
    const computing = start('post-processing', 'computing');
    const copying = start('post-processing', 'copying');
    await seconds(250, (second) => {
      if (second % 40 === 0) computing.tree.usage = { cpuMs: computing.tree.usage.cpuMs + 150, ioBytes: 0 };
      if (second % 40 === 0) copying.tree.usage = { cpuMs: 0, ioBytes: copying.tree.usage.ioBytes + 100_000 };
    });
    expect(verdicts).toEqual([]);
  });

  test('is not CPU time while downloading: a program that spins without a byte is stuck', async () => {
    const { start, seconds, verdicts } = kennel();
    const { tree } = start('downloading');
    await seconds(35, () => {
      tree.usage = { cpuMs: tree.usage.cpuMs + 900, ioBytes: tree.usage.ioBytes + 1_000_000 };
    });
    expect(verdicts).toEqual(['video stalled after 31']);
  });

  test('is not the little CPU time of headers that drip byte by byte', async () => {
    const { start, seconds, verdicts } = kennel();
    const { tree } = start('probing');
    await seconds(40, () => {
      tree.usage = { cpuMs: tree.usage.cpuMs + 0.5, ioBytes: tree.usage.ioBytes + 1 };
    });
    expect(verdicts).toEqual(['video stalled after 21']);
  });

  test('is the whole of finalizing, which is our own work', async () => {
    const { start, seconds, verdicts } = kennel();
    start('finalizing').run.identity = undefined;
    await seconds(200);
    expect(verdicts).toEqual([]);
  });
});

describe('the verdict', () => {
  test('needs two suspicions in a row: a sign in between clears the first', async () => {
    const { start, seconds, verdicts } = kennel();
    const { run } = start('downloading');
    await seconds(30);
    expect(verdicts).toEqual([]);
    run.signOfLife();
    await seconds(30);
    expect(verdicts).toEqual([]);
    await seconds(1);
    expect(verdicts).toEqual(['video stalled after 31']);
  });

  test('is given once, and not to a run that is being stopped already', async () => {
    const { start, seconds, verdicts } = kennel();
    start('downloading', 'cancelled').run.requestStop('cancelled');
    start('downloading', 'silent');
    await seconds(120);
    expect(verdicts).toEqual(['silent stalled after 31']);
  });

  test('waits out an announced sleep', async () => {
    const { start, seconds, verdicts } = kennel();
    const { run } = start('downloading');
    run.announceSleep(50_000);
    await seconds(80);
    expect(verdicts).toEqual([]);
    await seconds(1);
    expect(verdicts).toEqual(['video stalled after 31']);
  });

  test('ends a lively run at its deadline, a live recording never', async () => {
    const { start, seconds, verdicts } = kennel();
    const film = start('downloading', 'film').run;
    const live = start('downloading', 'live').run;
    live.isLive = true;
    await seconds(320, () => {
      film.signOfLife();
      live.signOfLife();
    });
    expect(verdicts).toEqual(['film deadline after 0']);
  });

  test('comes at the backstop for a run that cannot be inspected, and not for a live recording', async () => {
    const { clock, start, verdicts, answerSlowly } = kennel();
    const film = start('downloading', 'film').run;
    start('downloading', 'live').run.isLive = true;
    answerSlowly();
    for (let second = 1; second <= 610; second += 1) {
      film.signOfLife();
      clock.advance(1000);
    }
    expect(verdicts).toEqual(['film deadline after 0']);
  });
});

describe('a computer that slept', () => {
  test('gives every run a fresh budget, and the time does not count against the deadline', async () => {
    const { clock, start, seconds, verdicts } = kennel();
    const { run } = start('downloading');
    await seconds(25);
    clock.jump(8 * 3_600_000);
    await seconds(29);
    expect(verdicts).toEqual([]);
    await seconds(3);
    expect(verdicts).toEqual(['video stalled after 31']);
    expect(run.lifeSigns().startedAtMs).toBeGreaterThan(7 * 3_600_000);
  });

  test('and says so before the watchdog looks gets the same', async () => {
    const { clock, watchdog, start, seconds, verdicts } = kennel();
    start('downloading');
    await seconds(25);
    clock.jump(8 * 3_600_000);
    watchdog.resumed();
    await seconds(29);
    expect(verdicts).toEqual([]);
    await seconds(3);
    expect(verdicts).toEqual(['video stalled after 31']);
  });

  test.each([1, 0.01, -1])('whose wall clock alone is set %d hours ahead: at most one fresh budget', async (hours) => {
    const { wall, start, seconds, verdicts } = kennel();
    start('downloading');
    await seconds(25);
    wall.offsetMs = hours * 3_600_000;
    await seconds(5);
    expect(verdicts).toEqual([]);
    await seconds(30);
    expect(verdicts).toEqual(['video stalled after 31']);
  });

  test('is not what a library disk is that answers slowly: the silence goes on counting (negative twin)', async () => {
    const { clock, start, verdicts, answerSlowly } = kennel();
    start('downloading');
    for (let look = 1; look <= 10; look += 1) {
      const answer = answerSlowly();
      for (let second = 1; second <= 6; second += 1) clock.advance(1000);
      answer();
      await untilQuiet();
    }
    expect(verdicts).toEqual(['video stalled after 36']);
  });

  test('is not what a slow second is: the silence goes on counting (negative twin)', async () => {
    const { clock, start, seconds, verdicts } = kennel();
    start('downloading');
    await seconds(25);
    for (let slow = 0; slow < 3; slow += 1) {
      clock.jump(3000);
      await seconds(1);
    }
    expect(verdicts).toEqual(['video stalled after 37']);
  });
});

describe('the heartbeat', () => {
  test('is written at its interval while there are signs of life', async () => {
    const { start, seconds, beats } = kennel();
    const { run } = start('downloading');
    await seconds(60, () => run.signOfLife());
    expect(beats).toHaveLength(6);
  });

  test('is not written for a silent run', async () => {
    const { start, seconds, beats } = kennel();
    start('downloading');
    await seconds(29);
    expect(beats).toEqual([]);
  });

  test('goes on while a run is being ended and still works', async () => {
    const { start, seconds, beats } = kennel();
    const { run, file } = start('post-processing');
    run.requestStop('cancelled');
    await seconds(25, () => appendFileSync(file, 'more'));
    expect(beats.length).toBeGreaterThanOrEqual(2);
  });

  test('that cannot be written keeps the watchdog from nothing', async () => {
    const { start, seconds, beaten, verdicts } = kennel();
    const first = start('downloading', 'first').run;
    start('downloading', 'second');
    beaten.fails = true;
    await seconds(40, () => first.signOfLife());
    expect(verdicts).toEqual(['second stalled after 31']);
  });
});

test('a stopped watchdog leaves no timer behind', () => {
  const { clock, watchdog } = kennel();
  watchdog.stop();
  expect(clock.pendingTimers()).toBe(0);
});

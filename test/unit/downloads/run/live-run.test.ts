import { describe, expect, test } from 'vitest';
import { createLiveRun, type LiveRun } from '../../../../main/downloads/run/live-run.ts';
import { followProcess, type ProcessEnd } from '../../../../main/downloads/run/run-process.ts';
import { workFolder } from '../../../../main/downloads/work-folder.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { createFakeTrees, endPolitely, type FakeTree, refuseToEnd, type StopScript } from '../../../fakes/process-trees.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';

const CLAIM = { runId: 'run-1', videoId: 'video-1', profileId: 'mia', site: 'a.test', attempt: 1 };
const NONCE = '~nonce~';

describe('a stop', () => {
  test('is taken once: the first reason stays', () => {
    const told: string[] = [];
    const run = createLiveRun(CLAIM, workFolder('library', CLAIM.videoId), createManualClock(), (_run, reason) =>
      told.push(reason),
    );
    run.requestStop('paused');
    run.requestStop('cancelled');
    expect([told, run.stopReason, run.stopSignal.aborted]).toEqual([['paused'], 'paused', true]);
  });

  test('reaches the run even when it cannot be written down', () => {
    const run = createLiveRun(CLAIM, workFolder('library', CLAIM.videoId), createManualClock(), () => {
      throw new Error('the database is full');
    });
    try {
      run.requestStop('cancelled');
    } catch {
      // Whether the caller hears of it does not matter here.
    }
    expect(run.stopSignal.aborted).toBe(true);
  });
});

async function follow({ stop, before }: { stop?: StopScript; before?: (run: LiveRun) => void } = {}) {
  const clock = createManualClock();
  const trees = createFakeTrees({ ...(stop && { stop }) });
  const run = createLiveRun(CLAIM, workFolder('library', CLAIM.videoId), clock, () => undefined);
  before?.(run);
  const running = await trees.spawn({ command: 'yt-dlp', args: [], cwd: '/', env: {}, token: 'run-1', runFolder: '/run-1' });
  run.identity = running.identity;
  const records: string[] = [];
  const unproven: number[] = [];
  let end: ProcessEnd | undefined;
  void followProcess(run, running, NONCE, {
    trees,
    clock,
    stopBudget: () => ({ politeMs: 1, forceMs: 1, verifyMs: 1 }),
    onRecord: (_run, record) => records.push(record.kind === 'log' ? record.text : record.kind),
    onUnproven: (_run, result) => unproven.push(result.survivors.length),
  }).then((value) => {
    end = value;
  });
  const tree = trees.spawned[0] as FakeTree;
  return { clock, trees, run, tree, records, unproven, end: () => end };
}

describe('following a process', () => {
  test('ends with its exit, all of its output read', async () => {
    const { tree, records, end } = await follow();
    tree.write('[generic] Extracting\nlast words without a line end');
    tree.complain('ERROR: no\n');
    tree.end({ code: 1, signal: null });
    await untilQuiet();
    expect(end()).toEqual({ exit: { code: 1, signal: null }, stderr: 'ERROR: no\n', stop: undefined });
    expect(records).toEqual(['[generic] Extracting', 'last words without a line end']);
  });

  test('a stop ends it, and says how', async () => {
    const { run, end, tree } = await follow();
    await untilQuiet();
    expect(end()).toBeUndefined();
    run.requestStop('cancelled');
    await untilQuiet();
    expect([tree.alive, end()?.stop?.step]).toEqual([false, 'polite']);
  });

  test('a stop that came before it began works too', async () => {
    const { end, tree } = await follow({ before: (run) => run.requestStop('cancelled') });
    await untilQuiet();
    expect([tree.alive, end()?.stop?.step]).toEqual([false, 'polite']);
  });

  test('without proof it is not over: the stop is tried again until there is one', async () => {
    let tries = 0;
    const { run, end, clock, unproven } = await follow({
      stop(tree) {
        tries += 1;
        return tries < 3 ? refuseToEnd(tree) : endPolitely(tree);
      },
    });
    run.requestStop('cancelled');
    await untilQuiet();
    expect([end(), unproven]).toEqual([undefined, [1]]);
    clock.advance(5000);
    await untilQuiet();
    expect([end(), unproven]).toEqual([undefined, [1, 1]]);
    clock.advance(5000);
    await untilQuiet();
    expect(end()?.stop?.dead).toBe(true);
  });

  test('an announced sleep is heard on both streams, also in a page of other lines', async () => {
    const { run, tree } = await follow();
    tree.write('[download] Sleeping 12.00 seconds ...\n');
    await untilQuiet();
    expect(run.lifeSigns().announcedSleepUntilMs).toBe(12_000);
    tree.complain('WARNING: retrying. Sleeping 40 seconds\n');
    await untilQuiet();
    expect(run.lifeSigns().announcedSleepUntilMs).toBe(40_000);
  });
});

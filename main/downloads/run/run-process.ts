import { StringDecoder } from 'node:string_decoder';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import type { ProcessTrees, RunningTree, StopBudget, StopResult, TreeExit } from '../../platform/processes/process-tree.ts';
import { untilAborted, untilClosed } from '../../platform/until.ts';
import { announcedSleepMs } from '../../yt-dlp/announced-sleep.ts';
import { createOutputParser, type OutputRecord } from '../../yt-dlp/output-parser.ts';
import type { LiveRun } from './live-run.ts';

const STDERR_TAIL_CHARACTERS = 16_384;
/** How long the pipes of a tree that is proven dead may take to run empty. */
const DRAIN_MS = 2000;
const UNPROVEN_PAUSE_MS = 5000;

export interface ProcessEnd {
  readonly exit: TreeExit;
  readonly stderr: string;
  /** How the tree was ended, when it did not end by itself. */
  readonly stop: StopResult | undefined;
}

export interface RunProcessDependencies {
  readonly trees: ProcessTrees;
  readonly clock: Clock;
  readonly stopBudget: (run: LiveRun) => StopBudget;
  readonly onRecord: (run: LiveRun, record: OutputRecord) => void;
  /** A stop could not be proven: the row stays as it is, and the stop is tried again. */
  readonly onUnproven: (run: LiveRun, result: StopResult) => void;
}

/**
 * Follows one started tree to its end. Resolves only when the tree is proven dead, whoever ended it, and the pipes are read:
 * after that nothing writes to the work folder any more. Never rejects.
 */
export async function followProcess(
  run: LiveRun,
  tree: RunningTree,
  nonce: string,
  dependencies: RunProcessDependencies,
): Promise<ProcessEnd> {
  const parser = createOutputParser(nonce);
  const decoder = new StringDecoder('utf8');
  let stderr = '';
  const announce = (line: string): void => {
    const sleepMs = announcedSleepMs(line);
    if (sleepMs !== undefined) run.announceSleep(sleepMs);
  };
  const take = (records: readonly OutputRecord[]): void => {
    for (const record of records) {
      if (record.kind === 'log') announce(record.text);
      dependencies.onRecord(run, record);
    }
  };
  tree.stdout.on('data', (chunk: Buffer) => {
    run.signOfLife();
    take(parser.push(chunk));
  });
  tree.stderr.on('data', (chunk: Buffer) => {
    run.signOfLife();
    const text = decoder.write(chunk);
    stderr = (stderr + text).slice(-STDERR_TAIL_CHARACTERS);
    for (const line of text.split(/[\r\n]+/)) announce(line);
  });
  const drained = Promise.all([untilClosed(tree.stdout), untilClosed(tree.stderr)]);

  await Promise.race([tree.exit, untilAborted(run.stopSignal)]);
  const stop = await proveDead(run, tree, dependencies);
  await waitAtMost(drained, DRAIN_MS, dependencies.clock);
  tree.stdout.destroy();
  tree.stderr.destroy();
  take(parser.end());
  return { exit: await tree.exit, stderr, stop: stop.step === 'already-dead' ? undefined : stop };
}

/** Ends what is left of the tree, again and again until there is proof: a row never says that a writing process is gone. */
async function proveDead(run: LiveRun, tree: RunningTree, dependencies: RunProcessDependencies): Promise<StopResult> {
  for (;;) {
    const result = await dependencies.trees.stop(tree.identity, dependencies.stopBudget(run));
    if (result.dead) return result;
    dependencies.onUnproven(run, result);
    await new Promise<void>((resolve) => dependencies.clock.after(UNPROVEN_PAUSE_MS, resolve));
  }
}

import { randomUUID } from 'node:crypto';
import type { Reach } from '../platform/box/box-types.ts';
import { isBoxFailure, systemBox } from '../platform/box/system-box.ts';
import { type Clock, waitAtMost } from '../platform/clock.ts';
import type { ProcessTrees, TreeExit } from '../platform/processes/process-tree.ts';
import { untilClosed } from '../platform/until.ts';

/** A program that runs to its end and is then read: for short questions, not for downloads. */
export interface ProgramRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** An existing folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it may reach: it runs in the box, where this computer has one. Absent: outside. */
  readonly reach?: Reach;
  readonly timeoutMs: number;
  /** More output than this is an answer nobody can use: the program is ended. */
  readonly maxOutputBytes: number;
}

export interface ProgramAnswer {
  readonly exit: TreeExit;
  readonly stdout: string;
  /** The last part of it. */
  readonly stderr: string;
  /** Why the program was ended before it was done; `stopped`: the app ends, and it may not even have been started. */
  readonly cutShort?: 'timeout' | 'too-much-output' | 'stopped';
}

/** Runs short programs, and ends them when the app does. */
export interface ProgramRunner {
  /** Runs a program as a tree of its own; none of its processes outlives the answer. Rejects if it cannot start (`code` ENOENT, EACCES …). */
  run(request: ProgramRequest): Promise<ProgramAnswer>;
  /** Ends what runs and starts nothing more. Resolves when all of it is gone, and with that everybody who waits has an answer. */
  stop(): Promise<void>;
}

const STDERR_TAIL_BYTES = 64 * 1024;
const STOP_BUDGET = { politeMs: 0, forceMs: 2000, verifyMs: 3000 };
/** How long the pipes of an ended program may take to run empty; a child that holds them open is ended after that. */
const DRAIN_MS = 1000;

const NOT_STARTED: ProgramAnswer = { exit: { code: null, signal: 'SIGKILL' }, stdout: '', stderr: '', cutShort: 'stopped' };

export function createProgramRunner(trees: ProcessTrees, clock: Clock): ProgramRunner {
  const underWay = new Set<Promise<ProgramAnswer>>();
  const ending = new AbortController();
  return {
    run(request) {
      if (ending.signal.aborted) return Promise.resolve(NOT_STARTED);
      const answer = runProgram(trees, clock, request, ending.signal).finally(() => underWay.delete(answer));
      underWay.add(answer);
      return answer;
    },
    async stop() {
      ending.abort();
      await Promise.allSettled(underWay);
    },
  };
}

async function runProgram(
  trees: ProcessTrees,
  clock: Clock,
  request: ProgramRequest,
  ending: AbortSignal,
): Promise<ProgramAnswer> {
  const { cwd, reach, timeoutMs, maxOutputBytes } = request;
  const token = randomUUID();
  const { command, args, env } = reach === undefined ? request : await (await systemBox()).wrap({ ...request, ...reach });
  const tree = await trees.spawn({ command, args, cwd, env, token, runFolder: cwd });
  const stdout: Buffer[] = [];
  let stdoutBytes = 0;
  let stderr = Buffer.alloc(0);
  const limits = new Promise<NonNullable<ProgramAnswer['cutShort']>>((resolve) => {
    const cancelTimer = clock.after(timeoutMs, () => resolve('timeout'));
    const onEnding = (): void => resolve('stopped');
    ending.addEventListener('abort', onEnding);
    // It may have come while the program was started.
    if (ending.aborted) onEnding();
    void tree.exit.then(() => {
      cancelTimer();
      ending.removeEventListener('abort', onEnding);
    });
    tree.stdout.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes <= maxOutputBytes) stdout.push(chunk);
      else resolve('too-much-output');
    });
  });
  tree.stderr.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-STDERR_TAIL_BYTES);
  });
  const drained = Promise.all([untilClosed(tree.stdout), untilClosed(tree.stderr)]);

  const cutShort = await Promise.race([tree.exit.then(() => undefined), limits]);
  if (cutShort === undefined) await waitAtMost(drained, DRAIN_MS, clock);
  await trees.stop(tree.identity, STOP_BUDGET);
  tree.stdout.destroy();
  tree.stderr.destroy();
  if (reach !== undefined) isBoxFailure(stderr.toString('utf8'));
  return {
    exit: cutShort === undefined ? await tree.exit : { code: null, signal: 'SIGKILL' },
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: stderr.toString('utf8'),
    ...(cutShort === undefined ? {} : { cutShort }),
  };
}

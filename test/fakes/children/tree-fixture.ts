import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect } from 'vitest';
import {
  createProcessTrees,
  type ProcessTrees,
  type RunningTree,
  type TreeIdentity,
} from '../../../main/platform/processes/process-tree.ts';

const SCRIPTED_CHILD = join(import.meta.dirname, 'scripted-child.ts');
/** The repository does not say that its sources are ES modules, and Node would remark on it in the middle of a program's output. */
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

export const BUDGET = { politeMs: 10_000, forceMs: 1_000, verifyMs: 10_000 };
export const IMPATIENT = { ...BUDGET, politeMs: 300 };
/** For `expect.poll`: a generous limit, polled often. */
export const SOON = { timeout: 10_000, interval: 20 };

export const trees = createProcessTrees();

/** Of the running test: a folder of its own and the token of its trees, all of which are gone after it. */
export const current = { runFolder: '', token: '' };
let strangers: ChildProcess[] = [];

beforeEach(() => {
  current.runFolder = mkdtempSync(join(tmpdir(), 'homereel-tree-'));
  current.token = `run-${current.runFolder.slice(-6)}`;
  strangers = [];
});
afterEach(async () => {
  await trees.stop({ pid: null, startedAt: null, token: current.token }, { ...BUDGET, politeMs: 0 });
  for (const stranger of strangers) stranger.kill('SIGKILL');
  rmSync(current.runFolder, { recursive: true, force: true });
});

/** What starts the scripted child with these acts. */
export const request = (...acts: string[]) => ({
  command: process.execPath,
  args: [QUIET, SCRIPTED_CHILD, ...acts],
  cwd: current.runFolder,
  env: { PATH: process.env.PATH ?? '' },
  token: current.token,
  runFolder: current.runFolder,
});

/** Waits for a line of output that begins with this word, and returns the number after it. */
async function announced(stdout: NodeJS.ReadableStream, word: string): Promise<number> {
  for await (const line of createInterface(stdout)) if (line.startsWith(word)) return Number(line.split(' ')[1]);
  throw new Error(`the program ended without "${word}"`);
}

/** Starts a tree of scripted children and waits until it says the word; `pid` is the number that it says with it. */
export async function start(
  acts: string[],
  word = 'ready',
  of: ProcessTrees = trees,
): Promise<{ tree: RunningTree; pid: number }> {
  const tree = await of.spawn(request(...acts));
  return { tree, pid: await announced(tree.stdout, word) };
}

/** A process that is none of ours: leader of its own group, with whatever is in `env`. */
export async function startStranger(env: Record<string, string> = {}): Promise<ChildProcess & { pid: number }> {
  const args = [QUIET, SCRIPTED_CHILD, 'idle'];
  const stranger = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'], env });
  strangers.push(stranger);
  await announced(stranger.stdout, 'ready');
  return stranger as ChildProcess & { pid: number };
}

/** Proves that no signal reached it until now: it still lives, and what ends it is the signal sent here. */
export async function expectUntouched(stranger: ChildProcess): Promise<void> {
  stranger.kill('SIGUSR2');
  expect(await once(stranger, 'exit')).toEqual([null, 'SIGUSR2']);
}

/** Starts a supervisor that starts a tree: `guarded` as the app does, or `plain`. */
export async function supervise(
  how: 'guarded' | 'plain',
  acts: string[],
): Promise<{ supervisor: ChildProcess; identity: TreeIdentity }> {
  const args = [QUIET, join(import.meta.dirname, 'supervisor.ts'), how, current.token, current.runFolder, ...acts];
  const supervisor = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  strangers.push(supervisor);
  const [line] = (await once(createInterface(supervisor.stdout), 'line')) as [string];
  return { supervisor, identity: JSON.parse(line) as TreeIdentity };
}

export const pidsOf = (identity: TreeIdentity): number[] => trees.members(identity).map((member) => member.pid);

/** The letter that the system shows for a process, by another way than the code under test: '' if there is none, Z for a zombie. */
export const stateOf = (pid: number): string =>
  spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.charAt(0);

import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import treeKill from 'tree-kill';
import {
  findWindowsMembers,
  listWindowsProcesses,
  listWindowsProcessesNow,
  systemFolder,
  type WindowsProcess,
} from './process-table-windows.ts';
import {
  type ProcessTrees,
  type RunningTree,
  type SpawnRequest,
  type StopBudget,
  type StopResult,
  TOKEN_VARIABLE,
  type TreeExit,
  type TreeIdentity,
  type TreeUsage,
} from './process-tree-types.ts';

/** What the trees need of Windows. */
export interface WindowsSystem {
  list(): Promise<WindowsProcess[]>;
  listNow(): WindowsProcess[];
  /** Ends a process and its descendants by force; resolves when the command is done, whatever came of it. */
  killTree(pid: number): Promise<void>;
}

const windowsSystem: WindowsSystem = {
  list: listWindowsProcesses,
  listNow: listWindowsProcessesNow,
  killTree: (pid) => new Promise((resolve) => withSystemPath(process.env, () => treeKill(pid, 'SIGKILL', () => resolve()))),
};

const USAGE_MAX_AGE_MS = 5_000;
const POLL_MS = 100;

/**
 * Process trees on Windows. There are no groups and no SIGINT, so a stop goes straight to force; nothing ends a tree when the app
 * dies, so what a dead app left behind is found at the next start by the token in its command line.
 */
export function createWindowsProcessTrees(system: WindowsSystem = windowsSystem): ProcessTrees {
  return {
    spawn: (request) => spawnPlain(system, request),
    members: (identity) => findWindowsMembers(system.listNow(), identity),
    living: async (identities) => {
      const processes = await system.list();
      return new Set(
        identities.filter((identity) => findWindowsMembers(processes, identity).length > 0).map((identity) => identity.token),
      );
    },
    usage: createUsageReader(system),
    stop: (identity, budget) => stopWindowsTree(system, identity, budget),
  };
}

async function spawnPlain(system: WindowsSystem, request: SpawnRequest): Promise<RunningTree> {
  const child = spawn(request.command, request.args, {
    cwd: request.cwd,
    env: { ...request.env, [TOKEN_VARIABLE]: request.token },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const exit = new Promise<TreeExit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  child.on('error', () => undefined);
  const pid = child.pid ?? null;
  const listed = await system.list().catch(() => []);
  const startedAt = listed.find((process) => process.pid === pid)?.startedAt ?? null;
  return { identity: { pid, startedAt, token: request.token }, stdout: child.stdout, stderr: child.stderr, exit };
}

/** Ends the tree in rounds, each with a fresh listing to prove the members, until two listings in a row hold none. */
async function stopWindowsTree(system: WindowsSystem, identity: TreeIdentity, budget: StopBudget): Promise<StopResult> {
  const startedMs = performance.now();
  const tookMs = (): number => Math.round(performance.now() - startedMs);
  let killed = false;
  let emptyListings = 0;
  let survivors: number[] = [];
  try {
    while (emptyListings < 2) {
      const members = findWindowsMembers(await system.list(), identity);
      survivors = members.map((member) => member.pid);
      emptyListings = members.length === 0 ? emptyListings + 1 : 0;
      if (members.length === 0) continue;
      if (killed && tookMs() >= budget.verifyMs) return { dead: false, step: 'unproven', survivors, tookMs: tookMs() };
      killed = true;
      const roots = members.filter((member) => !survivors.includes(member.parentPid));
      await Promise.all(roots.map((root) => system.killTree(root.pid)));
      await pause(Math.min(budget.forceMs, POLL_MS));
    }
  } catch {
    // Without a listing there is no proof; the caller tries again.
    return { dead: false, step: 'unproven', survivors, tookMs: tookMs() };
  }
  return { dead: true, step: killed ? 'forced' : 'already-dead', survivors: [], tookMs: tookMs() };
}

/** A listing is too slow to wait for on each tick: answers from the last one and fetches the next in the background. */
function createUsageReader(system: WindowsSystem): (identity: TreeIdentity) => TreeUsage | null {
  let processes: readonly WindowsProcess[] = [];
  let listedMs = Number.NEGATIVE_INFINITY;
  let listing = false;
  const refresh = async (): Promise<void> => {
    listing = true;
    processes = await system.list().catch(() => processes);
    listedMs = performance.now();
    listing = false;
  };
  return (identity) => {
    if (!listing && performance.now() - listedMs > USAGE_MAX_AGE_MS) void refresh();
    const members = findWindowsMembers(processes, identity);
    if (members.length === 0) return null;
    const sum = (key: keyof TreeUsage): number => members.reduce((total, member) => total + member[key], 0);
    return { cpuMs: sum('cpuMs'), ioBytes: sum('ioBytes') };
  };
}

/**
 * Runs `act` while the search path holds the system folder alone: tree-kill asks a shell for a bare `taskkill`, which would
 * otherwise be searched for in the current folder and on the whole path first. `act` must start its program synchronously.
 */
export function withSystemPath(env: NodeJS.ProcessEnv, act: () => void): void {
  const before = { PATH: env.PATH, NoDefaultCurrentDirectoryInExePath: env.NoDefaultCurrentDirectoryInExePath };
  env.PATH = systemFolder(env);
  env.NoDefaultCurrentDirectoryInExePath = '1';
  try {
    act();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
  }
}

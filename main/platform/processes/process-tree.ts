import { spawnGuarded } from './process-spawn-posix.ts';
import { stopTree } from './process-stop-posix.ts';
import { createWindowsProcessTrees } from './process-stop-windows.ts';
import { findLivingTokens, findMembers, type ProcessRecord, type ProcessTable } from './process-table.ts';
import { createLinuxProcessTable } from './process-table-linux.ts';
import { createPosixProcessTable } from './process-table-posix.ts';
import type { ProcessTrees, TreeIdentity } from './process-tree-types.ts';

export type {
  ProcessInfo,
  ProcessTrees,
  RunningTree,
  SpawnRequest,
  StopBudget,
  StopResult,
  StopStep,
  TreeExit,
  TreeIdentity,
  TreeUsage,
} from './process-tree-types.ts';

export interface ProcessTreesOptions {
  /** Where to read the processes of a POSIX system; by default `/proc` on Linux and `ps` elsewhere. */
  readonly table?: ProcessTable;
}

/** Creates the process trees of this system: process groups with an orphan guard on POSIX, tree-kill on Windows. */
export function createProcessTrees(options: ProcessTreesOptions = {}): ProcessTrees {
  if (process.platform === 'win32') return createWindowsProcessTrees();
  const table = options.table ?? (process.platform === 'linux' ? createLinuxProcessTable() : createPosixProcessTable());
  return {
    spawn: (request) => spawnGuarded(table, request),
    members: (identity) => [...findMembers(table, identity).all],
    living: (identities) => findLivingTokens(table, identities),
    usage: createUsageReader(table),
    stop: (identity, budget) => stopTree(table, identity, budget),
  };
}

/** Between full scans of the system the usage is that of the known members, so that asking each second costs little. */
const FULL_SCAN_MS = 5_000;

function createUsageReader(table: ProcessTable): ProcessTrees['usage'] {
  const scans = new Map<string, { readonly members: readonly ProcessRecord[]; readonly atMs: number }>();
  const scan = (identity: TreeIdentity): readonly ProcessRecord[] => {
    const atMs = performance.now();
    for (const [token, old] of scans) if (atMs - old.atMs > FULL_SCAN_MS) scans.delete(token);
    const known = (scans.get(identity.token)?.members ?? []).filter((member) => table.lives(member));
    if (known.length > 0) return known;
    const members = findMembers(table, identity).all;
    scans.set(identity.token, { members, atMs });
    return members;
  };
  return (identity) => {
    const members = scan(identity);
    if (members.length === 0) return null;
    const usages = members.map((member) => member.usage());
    return {
      cpuMs: usages.reduce((sum, usage) => sum + usage.cpuMs, 0),
      ioBytes: usages.reduce((sum, usage) => sum + usage.ioBytes, 0),
    };
  };
}

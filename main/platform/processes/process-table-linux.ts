import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { ProcessRecord, ProcessTable } from './process-table.ts';
import { TOKEN_VARIABLE, type TreeUsage } from './process-tree-types.ts';

/** One clock tick in `/proc/<pid>/stat`: USER_HZ is 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/** The fields of `/proc/<pid>/stat` that matter here. */
export interface ProcessStat {
  readonly name: string;
  readonly live: boolean;
  readonly parentPid: number;
  readonly groupId: number;
  readonly cpuMs: number;
  readonly startTicks: number;
}

/** Reads a line of `/proc/<pid>/stat`; the program's name in it may hold spaces and brackets. Null if it is not such a line. */
export function parseStat(line: string): ProcessStat | null {
  const nameEnd = line.lastIndexOf(')');
  const fields = line.slice(nameEnd + 2).split(' ');
  const field = (index: number): number => Number(fields[index]);
  const startTicks = field(19);
  if (nameEnd < 0 || !Number.isFinite(startTicks)) return null;
  const ended = fields[0] === 'Z' || fields[0] === 'X';
  return {
    name: line.slice(line.indexOf('(') + 1, nameEnd),
    // A process whose first thread ended reads as a zombie while its other threads go on.
    live: !ended || field(17) > 1,
    parentPid: field(1),
    groupId: field(2),
    // The time of children that were waited for is included, so that work does not vanish with the one who did it.
    cpuMs: (field(11) + field(12) + field(13) + field(14)) * MS_PER_TICK,
    startTicks,
  };
}

/** Creates the process table of Linux, read from `/proc`. Only processes of this user are asked for their environment. */
export function createLinuxProcessTable(): ProcessTable {
  const ownUid = process.getuid?.() ?? -1;
  const bootId = readProc('/proc/sys/kernel/random/boot_id').trim();

  const record = (pid: number, stat: ProcessStat): ProcessRecord => ({
    pid,
    parentPid: stat.parentPid,
    groupId: stat.groupId,
    startedAt: `${bootId}:${stat.startTicks}`,
    name: stat.name,
    token: () => (ownerOf(pid) === ownUid ? tokenIn(readProc(`/proc/${pid}/environ`)) : null),
    names: (token) => readProc(`/proc/${pid}/cmdline`).includes(token),
    usage: () => usageOf(pid),
  });

  const read = (pid: number): ProcessRecord | null => {
    const stat = parseStat(readProc(`/proc/${pid}/stat`));
    return stat?.live ? record(pid, stat) : null;
  };

  return {
    *list(notBefore) {
      const [boot, ticks] = notBefore?.split(':') ?? [];
      const earliestTicks = boot === bootId ? Number(ticks) || 0 : 0;
      for (const entry of readdirSync('/proc')) {
        const pid = Number(entry);
        if (!Number.isInteger(pid)) continue;
        const stat = parseStat(readProc(`/proc/${pid}/stat`));
        if (stat?.live && stat.startTicks >= earliestTicks) yield record(pid, stat);
      }
    },
    read,
    lives: (info) => read(info.pid)?.startedAt === info.startedAt,
  };
}

/** Reads the text of a file in `/proc`; empty if the process vanished or is another user's. */
function readProc(path: string): string {
  return ifReadable(() => readFileSync(path, 'latin1')) ?? '';
}

const TOKEN_PREFIX = `${TOKEN_VARIABLE}=`;

function tokenIn(environment: string): string | null {
  const entry = environment.split('\0').find((line) => line.startsWith(TOKEN_PREFIX));
  return entry === undefined ? null : entry.slice(TOKEN_PREFIX.length);
}

function ownerOf(pid: number): number | null {
  return ifReadable(() => statSync(`/proc/${pid}`).uid);
}

const NORMAL_ERRORS = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/** Null where a process vanished or is another user's; any other failure (no descriptors left) must not read as "no such process". */
function ifReadable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (NORMAL_ERRORS.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function usageOf(pid: number): TreeUsage {
  const io = readProc(`/proc/${pid}/io`);
  const bytes = (name: string): number => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(io)?.[1] ?? 0);
  return { cpuMs: parseStat(readProc(`/proc/${pid}/stat`))?.cpuMs ?? 0, ioBytes: bytes('rchar') + bytes('wchar') };
}

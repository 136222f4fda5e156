import { execFileSync } from 'node:child_process';
import type { ProcessRecord, ProcessTable } from './process-table.ts';
import { TOKEN_VARIABLE } from './process-tree-types.ts';

const COLUMNS = 'pid=,ppid=,pgid=,uid=,stat=,lstart=,time=,command=';
const LINE = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w{3} \w{3}\s+\d+ [\d:]+ \d{4})\s+(\S+) (.*)$/;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
const COMMAND_TIMEOUT_MS = 5_000;

/** Which process to ask for, or all. Each call starts one `ps`, some 10 ms. */
type RunPs = (pid: number | null) => string;

/** Creates the process table of a POSIX system without `/proc` (macOS), read from `ps`, which shows the environment of one's own processes. */
export function createPosixProcessTable(runPs: RunPs = runSystemPs): ProcessTable {
  const ownUid = process.getuid?.() ?? -1;
  const parse = (pid: number | null): ProcessRecord[] => {
    const lines = runPs(pid).split('\n');
    return lines.map((line) => parsePsLine(line, ownUid)).filter((record) => record !== null);
  };
  return {
    list: (notBefore) => parse(null).filter((record) => notBefore === null || record.startedAt >= notBefore),
    read: (pid) => parse(pid).find((record) => record.pid === pid) ?? null,
    lives: (info) => {
      try {
        process.kill(info.pid, 0);
        return true;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
  };
}

/** Reads one line of `ps`; null for a zombie and for what is not such a line. Its command column ends with the environment. */
export function parsePsLine(line: string, ownUid: number): ProcessRecord | null {
  const [, pid, parentPid, groupId, uid, state, started, time, command] = LINE.exec(line) ?? [];
  if (command === undefined || state === undefined || state.startsWith('Z')) return null;
  const words = command.split(' ');
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    startedAt: new Date(`${started} UTC`).toISOString(),
    name: words[0]?.split('/').at(-1) ?? '',
    token: () =>
      Number(uid) === ownUid
        ? (words.find((word) => word.startsWith(`${TOKEN_VARIABLE}=`))?.slice(TOKEN_VARIABLE.length + 1) ?? null)
        : null,
    names: (token) => command.includes(token),
    usage: () => ({ cpuMs: parseCpuTime(time ?? ''), ioBytes: 0 }),
  };
}

/** Milliseconds of `[[days-]hours:]minutes:seconds[.hundredths]`; 0 if it is none of these. */
export function parseCpuTime(text: string): number {
  const match = /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return 0;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.round((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000);
}

function runSystemPs(pid: number | null): string {
  // The environment is shown by -E on macOS and by the BSD option e elsewhere.
  const options = process.platform === 'darwin' ? ['-E', '-ww'] : ['eww'];
  const which = pid === null ? ['-A'] : ['-p', String(pid)];
  try {
    return execFileSync('/bin/ps', [...options, ...which, '-o', COLUMNS], {
      encoding: 'latin1',
      // A fixed language and time zone, so that a start time reads the same whenever it is asked for.
      env: { LC_ALL: 'C', TZ: 'UTC' },
      maxBuffer: OUTPUT_LIMIT_BYTES,
      timeout: COMMAND_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // Exit code 1 means "no such process"; anything else is a scan that failed, which must never be taken for an empty system.
    if (pid !== null && (error as { status?: number | null }).status === 1) return '';
    throw error;
  }
}

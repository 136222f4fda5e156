import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ProcessInfo, TreeIdentity, TreeUsage } from './process-tree-types.ts';

/** One process of Windows. It has no groups and hides the environment, so that the command line must prove whose it is. */
export interface WindowsProcess extends ProcessInfo, TreeUsage {
  readonly commandLine: string;
}

const COMMAND_TIMEOUT_MS = 20_000;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

const SCRIPT = `
[Console]::OutputEncoding = [Text.Encoding]::UTF8
ConvertTo-Json -Compress @(Get-CimInstance Win32_Process | Where-Object CreationDate | Select-Object ProcessId, ParentProcessId, Name,
  CommandLine, KernelModeTime, UserModeTime, ReadTransferCount, WriteTransferCount,
  @{ Name = 'StartedAt'; Expression = { $_.CreationDate.ToUniversalTime().ToString('o') } })
`;

const listingSchema = z.array(
  z.object({
    ProcessId: z.number(),
    ParentProcessId: z.number(),
    Name: z.string(),
    CommandLine: z.string().nullable(),
    KernelModeTime: z.number(),
    UserModeTime: z.number(),
    ReadTransferCount: z.number(),
    WriteTransferCount: z.number(),
    StartedAt: z.string(),
  }),
);

/** Windows counts CPU time in units of 100 nanoseconds. */
const UNITS_PER_MS = 10_000;

/** Reads the JSON that the listing script prints; throws if it is anything else, since a failed listing is not an empty system. */
export function parseListing(json: string): WindowsProcess[] {
  return listingSchema.parse(JSON.parse(json)).map((row) => ({
    pid: row.ProcessId,
    parentPid: row.ParentProcessId,
    groupId: 0,
    startedAt: row.StartedAt,
    name: row.Name,
    commandLine: row.CommandLine ?? '',
    cpuMs: Math.round((row.KernelModeTime + row.UserModeTime) / UNITS_PER_MS),
    ioBytes: row.ReadTransferCount + row.WriteTransferCount,
  }));
}

/**
 * Finds the live members: the leader if pid, start time and the token in its command line all match; all descendants of members;
 * and a process that names the token and whose parent is gone, as a member's orphan is (an editor showing the run's
 * log names it too, but has a living parent).
 */
export function findWindowsMembers(processes: readonly WindowsProcess[], identity: TreeIdentity): WindowsProcess[] {
  if (identity.token === '') return [];
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const parentOf = (child: WindowsProcess): WindowsProcess | null => {
    const parent = byPid.get(child.parentPid);
    // A parent that is younger than its child has only inherited the number.
    return parent !== undefined && parent.pid !== child.pid && parent.startedAt <= child.startedAt ? parent : null;
  };
  const isRoot = (process: WindowsProcess): boolean => {
    if (!process.commandLine.includes(identity.token)) return false;
    if (process.pid === identity.pid && process.startedAt === identity.startedAt) return true;
    return parentOf(process) === null && (identity.startedAt === null || process.startedAt >= identity.startedAt);
  };
  const members = new Set(processes.filter(isRoot));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const process of processes) {
      const parent = parentOf(process);
      if (parent !== null && members.has(parent)) members.add(process);
    }
  }
  return [...members];
}

/** Windows' own folder of system programs; absolute, so that no other program of the same name can take their place. */
export function systemFolder(env: NodeJS.ProcessEnv): string {
  return join(env.SystemRoot ?? 'C:\\Windows', 'System32');
}

const powerShellPath = (): string => join(systemFolder(process.env), 'WindowsPowerShell', 'v1.0', 'powershell.exe');
const POWER_SHELL_ARGUMENTS = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
const EXEC_OPTIONS = { encoding: 'utf8', windowsHide: true, timeout: COMMAND_TIMEOUT_MS, maxBuffer: OUTPUT_LIMIT_BYTES } as const;

/** Lists all processes without blocking; takes about half a second. */
export async function listWindowsProcesses(): Promise<WindowsProcess[]> {
  const { stdout } = await promisify(execFile)(powerShellPath(), POWER_SHELL_ARGUMENTS, EXEC_OPTIONS);
  return parseListing(stdout);
}

/** Lists all processes, blocking for about half a second: for start-up only. */
export function listWindowsProcessesNow(): WindowsProcess[] {
  return parseListing(execFileSync(powerShellPath(), POWER_SHELL_ARGUMENTS, EXEC_OPTIONS));
}

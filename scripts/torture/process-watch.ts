import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A live process that has to do with the library, known by its working folder and command line, not by how the app knows it. */
export interface SeenProcess {
  readonly pid: number;
  /** In clock ticks since the boot: with the pid it names one process for ever. */
  readonly startTicks: string;
  readonly groupId: number;
  readonly name: string;
  readonly command: string;
  /** The video in whose work folder it lives. */
  readonly videoId: string | undefined;
}

const SAMPLE_MS = 40;

/** Everything that lives in a folder or names it, zombies excluded, without the processes of `except`. */
export function processesAround(root: string, except: readonly (number | undefined)[] = []): SeenProcess[] {
  const seen: SeenProcess[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || except.includes(pid)) continue;
    const found = readProcess(pid, root);
    if (found !== undefined) seen.push(found);
  }
  return seen;
}

/** Whether exactly this process still lives. */
export function stillLives(seen: SeenProcess): boolean {
  return readStat(seen.pid)?.startTicks === seen.startTicks;
}

/** Sends a signal unless the process is gone. */
export function signal(seen: SeenProcess, name: NodeJS.Signals): void {
  if (!stillLives(seen)) return;
  try {
    process.kill(seen.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resolves with the processes that are still there when the time is over (at best none), and how long it took. */
export async function untilGone(
  read: () => readonly SeenProcess[],
  limitMs: number,
): Promise<{ left: readonly SeenProcess[]; tookMs: number }> {
  const startedMs = performance.now();
  for (;;) {
    const left = read();
    const tookMs = performance.now() - startedMs;
    if (left.length === 0 || tookMs >= limitMs) return { left, tookMs };
    await pause(5);
  }
}

/** Watches whether a video has two trees at once. */
export interface DoubleWatch {
  stop(): void;
}

export function watchForDoubles(root: string, onDouble: (videoId: string, trees: readonly SeenProcess[]) => void): DoubleWatch {
  const told = new Set<string>();
  const timer = setInterval(() => {
    const byVideo = Map.groupBy(processesAround(root), (seen) => seen.videoId);
    for (const [videoId, members] of byVideo) {
      if (videoId === undefined) continue;
      const trees = [...Map.groupBy(members, (member) => member.groupId).values()].map((group) => group[0]);
      const heads = trees.filter((head) => head !== undefined);
      const name = heads.map((head) => head.groupId).join(' ');
      // One reading is not one moment: only trees that live after both were seen live together.
      if (heads.length < 2 || told.has(name)) continue;
      const groups = new Set(members.filter(stillLives).map((member) => member.groupId));
      if (groups.size < 2) continue;
      told.add(name);
      onDouble(videoId, heads);
    }
  }, SAMPLE_MS);
  return { stop: () => clearInterval(timer) };
}

function readProcess(pid: number, root: string): SeenProcess | undefined {
  try {
    const cwd = readlinkSync(`/proc/${pid}/cwd`);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (!isBelow(cwd, root) && !command.includes(root)) return undefined;
    const stat = readStat(pid);
    if (stat === undefined) return undefined;
    const work = path.join(root, 'library', '.homereel', 'work') + path.sep;
    const videoId = cwd.startsWith(work) ? cwd.slice(work.length).split(/[/ ]/)[0] : undefined;
    return { pid, command, videoId, ...stat };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

function isBelow(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root + path.sep);
}

function readStat(pid: number): Pick<SeenProcess, 'startTicks' | 'groupId' | 'name'> | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const nameEnd = line.lastIndexOf(')');
    const fields = line.slice(nameEnd + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { name: line.slice(line.indexOf('(') + 1, nameEnd), groupId: Number(fields[2]), startTicks: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

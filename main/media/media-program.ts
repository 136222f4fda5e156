import { open, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import type { BoxedCommand } from '../platform/box/box-types.ts';
import { isBoxFailure, systemBox } from '../platform/box/system-box.ts';
import { ownExitCode, spawnBound } from '../platform/processes/process-bound.ts';
import { READABLE_FORMATS } from './containers.ts';

/** One run of ffmpeg or ffprobe on a local file. */
export interface MediaProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** The files that it reads, by absolute path; it sees no others. */
  readonly reads: readonly string[];
  /** The one file that it makes; what was there before is removed first, whatever that was. */
  readonly makes?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** For what nobody waits for: it gets what the others leave. Default: below the app itself. */
  readonly isIdleWork?: boolean;
  /** Called for each line of stdout; without it stdout is dropped. */
  readonly onLine?: (line: string) => void;
}

export interface MediaProgramEnd {
  /** Null when it was ended (time, abort, a signal from outside) or could not start. */
  readonly exitCode: number | null;
  /** The first part of it. */
  readonly stderr: string;
}

/** Options of ffmpeg and ffprobe: no file makes them ask for more memory than this at once. */
export const MEMORY_LIMIT: readonly string[] = ['-max_alloc', String(512 * 1024 * 1024)];

/** What ffmpeg and ffprobe get before each media file that they read: besides that, files alone, and no list of other files. */
export const READING_MEDIA: readonly string[] = [
  ...MEMORY_LIMIT,
  ...['-protocol_whitelist', 'file', '-format_whitelist', READABLE_FORMATS],
];

const MAX_STDERR_LENGTH = 64 * 1024;
/** None of what these programs print has longer lines; one that never ends would fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;
/** How long the death of a program that was ended is waited for: one that hangs in a dead disk must not hold up a quit. */
const DEATH_LIMIT_MS = 2000;

/** What the programs need of the app's environment: where programs are, where temporary files go, where Windows lives. */
const KEPT: ReadonlySet<string> = new Set(
  [
    ['PATH', 'PATHEXT', 'TMPDIR', 'TEMP', 'TMP'],
    ['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  ].flat(),
);

/** Leaves out everything else: proxies, keys, and what would have ffmpeg read settings of the user or write reports (`FFREPORT`). */
function mediaEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && KEPT.has(name.toUpperCase())) kept[name] = value;
  }
  return kept;
}

/**
 * Runs a media program in the background's share of the processor, in a box where this computer has one: without a network, and with the files
 * that it is about. Never rejects. These programs start no children, so they need no process tree; they die with the app, or a long film
 * would be read on for a minute after it. One that is ended is gone when this resolves, so that nothing of an app that quit is left behind it.
 */
export async function runMediaProgram(program: MediaProgram): Promise<MediaProgramEnd> {
  try {
    const boxed = await prepare(program);
    if (program.signal?.aborted) return NOT_STARTED;
    const end = await follow(boxed, program);
    return isBoxFailure(end.stderr) ? { ...end, exitCode: null } : end;
  } catch (error) {
    return { ...NOT_STARTED, stderr: String(error) };
  }
}

const NOT_STARTED: MediaProgramEnd = { exitCode: null, stderr: '' };

/** Makes the file that is to be written, so that it alone can be shown to the program, and finds out what to start. */
async function prepare({ command, args, reads, makes }: MediaProgram): Promise<BoxedCommand> {
  if (makes !== undefined) {
    await rm(makes, { force: true });
    await (await open(makes, 'wx')).close();
  }
  const box = await systemBox();
  return await box.wrap({
    command,
    args,
    cwd: '/',
    env: mediaEnvironment(),
    readable: reads,
    writable: makes === undefined ? [] : [makes],
    network: 'none',
  });
}

function follow(
  { command, args, env }: BoxedCommand,
  { timeoutMs, signal, isIdleWork, onLine }: MediaProgram,
): Promise<MediaProgramEnd> {
  return new Promise((resolve) => {
    const { child, end } = spawnBound(command, args, onLine ? 'pipe' : 'ignore', env);
    let stderr = '';
    let rest = '';
    let exitCode: number | null = null;
    let isEnded = false;
    let timer = setTimeout(stop, timeoutMs);

    function stop(): void {
      isEnded = true;
      clearTimeout(timer);
      timer = setTimeout(() => finish(null), DEATH_LIMIT_MS);
      end();
      child.stdout?.destroy();
      child.stderr?.destroy();
    }

    function finish(code: number | null): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve({ exitCode: code, stderr });
    }

    child.on('error', () => finish(null));
    child.once('exit', (code, signal) => {
      exitCode = ownExitCode(code, signal);
    });
    child.once('close', () => {
      if (rest !== '') onLine?.(rest);
      finish(isEnded ? null : exitCode);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < MAX_STDERR_LENGTH) stderr += text;
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
      if (rest.length <= MAX_LINE_LENGTH) return;
      rest = '';
      stop();
    });
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    if (child.pid !== undefined) lowerPriority(child.pid, isIdleWork);
  });
}

/** Lets other programs go first. */
function lowerPriority(pid: number, isIdleWork = false): void {
  try {
    const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
    setPriority(pid, isIdleWork ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL);
  } catch {
    // The program has ended already, or the system does not allow it: it runs as any other.
  }
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { guardedCommand, toExit } from './process-spawn-posix.ts';

/** A lone program that does not outlive the app. */
export interface BoundProgram {
  readonly child: ChildProcess;
  /** Ends it by force; harmless when it has ended. */
  end(): void;
}

/**
 * Starts a program that has no children and needs no proof of its end. On POSIX it runs under the same guard as a tree, so that it
 * dies with the app however that dies; Windows has no such guard, and there it ends with its work. Stdin is empty, stderr is piped.
 */
export function spawnBound(
  command: string,
  args: readonly string[],
  stdout: 'pipe' | 'ignore',
  env: NodeJS.ProcessEnv = process.env,
): BoundProgram {
  const options: SpawnOptions = { windowsHide: true, env };
  if (process.platform === 'win32') {
    const child = spawn(command, args, { ...options, stdio: ['ignore', stdout, 'pipe'] });
    return { child, end: () => void child.kill('SIGKILL') };
  }
  const guarded = guardedCommand(command, args);
  const child = spawn(guarded.command, guarded.args, { ...options, detached: true, stdio: ['ignore', stdout, 'pipe', 'pipe'] });
  const lifeline = child.stdio[3];
  // Nothing is ever sent over it; letting go of it ends the group, also one whose guard was killed.
  lifeline?.on('error', () => lifeline.destroy());
  const end = (): void => void lifeline?.destroy();
  child.once('exit', end);
  return { child, end };
}

/** What a POSIX shell exits with when it cannot start the program. */
const NOT_STARTED = new Set([126, 127]);

/** Returns the program's own exit code; null when a signal ended it or it did not start, which the guard reports in the shell's way. */
export function ownExitCode(code: number | null, signal: string | null): number | null {
  if (process.platform === 'win32') return code;
  const exit = toExit(code, signal);
  return exit.code !== null && NOT_STARTED.has(exit.code) ? null : exit.code;
}

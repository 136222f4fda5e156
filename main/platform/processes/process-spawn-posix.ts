import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants as fsConstants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { constants as osConstants } from 'node:os';
import { delimiter, resolve } from 'node:path';
import type { ProcessTable } from './process-table.ts';
import { type RunningTree, type SpawnRequest, TOKEN_VARIABLE, type TreeExit } from './process-tree-types.ts';

/**
 * The leader of each group: it waits for the program and passes its exit status on. Beside it a watcher reads descriptor 3, whose
 * other end only the supervisor holds: when the supervisor dies in any way the read ends and the whole group is killed, so that
 * no orphan outlives the app. Guard and watcher ignore the polite signals, the program gets the defaults back. Of the
 * program's output the watcher holds nothing open, and what the shell itself says about dead children is not mixed into it.
 */
const GUARD = `
trap '' INT TERM HUP QUIT
shift 2
exec 4>&2 2>/dev/null
( read -r _ <&3; kill -KILL 0 ) >/dev/null 4>&- &
watcher=$!
exec 3<&-
( trap - INT TERM HUP QUIT; exec "$@" 2>&4 4>&- )
status=$?
kill -KILL $watcher
wait $watcher
exit $status
`;

const SHELL = '/bin/sh';
const FALLBACK_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Starts the program under the guard, as leader of a session and process group of its own. */
export async function spawnGuarded(table: ProcessTable, request: SpawnRequest): Promise<RunningTree> {
  const program = await findProgram(request);
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'pipe'];
  const { command, args } = guardedCommand(program, request.args, [resolve(request.runFolder), request.token]);
  const env = { ...request.env, [TOKEN_VARIABLE]: request.token };
  const child = spawn(command, args, { cwd: request.cwd, detached: true, stdio, env });
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw await startError(child);
  // Read before the event loop can reap the child: until then its pid cannot be reused.
  const startedAt = table.read(pid)?.startedAt ?? null;
  return { identity: { pid, startedAt, token: request.token }, stdout, stderr, exit: exitOf(child) };
}

/**
 * The command that runs a program under the guard. It has to be started as leader of a group, with the lifeline on descriptor 3; the two
 * `marks` only stand in its command line.
 */
export function guardedCommand(
  program: string,
  programArgs: readonly string[],
  marks: readonly [string, string] = ['', ''],
): { command: string; args: string[] } {
  return { command: SHELL, args: ['-c', GUARD, 'homereel-guard', ...marks, program, ...programArgs] };
}

function exitOf(child: ChildProcess): Promise<TreeExit> {
  const lifeline = child.stdio[3];
  // Nothing is ever sent over it; an error only means that the watcher is gone already.
  lifeline?.on('error', () => lifeline.destroy());
  return new Promise((resolveExit) => {
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => {
      // A guard that was killed itself leaves its watcher behind: letting go of the lifeline ends the group.
      lifeline?.destroy();
      resolveExit(toExit(code, signal));
    });
  });
}

/** Turns the shell's 128 + n back into the signal that ended the program. */
export function toExit(code: number | null, signal: string | null): TreeExit {
  if (signal !== null) return { code: null, signal };
  const found = Object.entries(osConstants.signals).find(([, number]) => code === 128 + number);
  return found === undefined ? { code, signal: null } : { code: null, signal: found[0] };
}

function startError(child: ChildProcess): Promise<Error> {
  return new Promise((resolveError) => child.once('error', resolveError));
}

/** Finds the absolute path of the program as execvp would; the shell could report a missing one only as exit code 127. */
async function findProgram({ command, cwd, env }: SpawnRequest): Promise<string> {
  if (!(await stat(cwd)).isDirectory()) throw spawnError('ENOTDIR', cwd);
  const candidates = command.includes('/')
    ? [resolve(cwd, command)]
    : (env.PATH ?? FALLBACK_PATH).split(delimiter).map((folder) => resolve(cwd, folder, command));
  let code = 'ENOENT';
  for (const candidate of candidates) {
    const reason = await whyNotExecutable(candidate);
    if (reason === null) return candidate;
    if (reason === 'EACCES') code = reason;
  }
  throw spawnError(code, command);
}

async function whyNotExecutable(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return 'EACCES';
    await access(path, fsConstants.X_OK);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'ENOENT';
  }
}

function spawnError(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`spawn ${path} ${code}`), { code, syscall: `spawn ${path}`, path });
}

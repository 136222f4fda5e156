import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Box, BoxRequest } from '../../../../main/platform/box/box-types.ts';
import { findBox } from '../../../../main/platform/box/system-box.ts';

/** The box of this machine, found by trying as the app does. */
export const box: Box = await findBox(process.platform, {});

/** False, and says why, where a test of the box can show nothing. */
export function isBoxHere(): boolean {
  if (box.strength === 'whole') return true;
  process.stderr.write(`Tests of the box are left out, since this machine has: ${box.strength} (${box.reason})\n`);
  return false;
}

/** Who runs the program: this user, and where that is the administrator an ordinary one, too. */
export const users: readonly ('this user' | 'an ordinary user')[] =
  process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0
    ? ['this user', 'an ordinary user']
    : ['this user'];

/** A folder that every user may write to. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'homereel-box-'));
  chmodSync(folder, 0o777);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Told {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the system inside the box, and returns what it told. */
export async function runBoxed(request: Partial<BoxRequest>, user: (typeof users)[number] = 'this user'): Promise<Told> {
  const { command, args, env } = await box.wrap({
    command: '/bin/sh',
    args: [],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    writable: [],
    readable: [],
    network: 'none',
    ...request,
  });
  const asUser = user === 'this user' ? [] : ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
  const [program = '', ...rest] = [...asUser, command, ...args];
  return await new Promise((resolve) => {
    execFile(program, rest, { env: { ...env }, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    );
  });
}

/** Runs a Python script inside the box. */
export function pythonInBox(
  script: string,
  args: readonly string[],
  request: Partial<BoxRequest> = {},
  user: (typeof users)[number] = 'this user',
): Promise<Told> {
  return runBoxed({ command: '/usr/bin/python3', args: ['-I', '-S', '-c', script, ...args], ...request }, user);
}

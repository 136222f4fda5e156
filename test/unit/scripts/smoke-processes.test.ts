import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processesOf } from '../../../scripts/smoke/processes-of.ts';

let folder = '';
const started = new Set<ReturnType<typeof spawn>>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-home-'));
  mkdirSync(join(folder, 'videos'));
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
  rmSync(folder, { recursive: true });
});

/** A process that waits for its input to end, and says when it is there: by then its environment and command are its own. */
async function start(options: { args?: string[]; cwd?: string; env?: NodeJS.ProcessEnv }): Promise<number | undefined> {
  const program = ['-c', 'echo here; read -r line', ...(options.args ?? [])];
  const child = spawn('sh', program, { stdio: ['pipe', 'pipe', 'ignore'], cwd: options.cwd ?? '/', env: options.env ?? {} });
  started.add(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child.pid;
}

describe.runIf(process.platform === 'linux')('what is left of a packed app', () => {
  test.each([
    ['its environment', () => ({ env: { HOME: folder } })],
    ['its command', () => ({ args: [join(folder, 'videos', 'a.part')] })],
    ['its place', () => ({ cwd: join(folder, 'videos') })],
  ])('a process of a packed app is found by %s', async (_what, options) => {
    const pid = await start(options());
    expect(processesOf(folder).map((found) => found.pid)).toEqual([pid]);
  });

  test('nobody else’s process is found, and none that has ended', async () => {
    await start({ env: { HOME: tmpdir() } });
    const pid = await start({ env: { HOME: folder } });
    const child = [...started].find((candidate) => candidate.pid === pid);
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await ended;
    expect(processesOf(folder)).toEqual([]);
  });
});

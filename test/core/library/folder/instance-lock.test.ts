import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LibraryInUse, takeInstanceLock } from '../../../../main/library/folder/instance-lock.ts';
import { temporaryFolder } from '../library-fixture.ts';

interface Answer {
  readonly held: boolean;
  readonly survivorPid?: number;
  readonly error?: string;
}

async function startHolder(folder: string, ...more: string[]): Promise<{ child: ChildProcess; answer: Answer }> {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      join(import.meta.dirname, 'lock-holder.ts'),
      folder,
      ...more,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const answer = JSON.parse(line) as Answer;
  onTestFinished(() => {
    if (answer.survivorPid !== undefined) process.kill(answer.survivorPid, 'SIGKILL');
  });
  return { child, answer };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the instance lock', () => {
  test('is refused to a second process while the first lives', async () => {
    const folder = temporaryFolder();
    const first = await startHolder(folder);
    expect(first.answer.held).toBe(true);
    expect(() => takeInstanceLock(folder)).toThrow(LibraryInUse);
    const second = await startHolder(folder);
    expect(second.answer).toEqual({ held: false, error: 'LibraryInUse' });
  });

  test('is free as soon as its holder was killed, although a child of the holder lives on', async () => {
    const folder = temporaryFolder();
    const { child, answer } = await startHolder(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(answer.survivorPid ?? 0)).toBe(true);
    takeInstanceLock(folder).release();
  });

  test('is free after its holder exited without releasing it', async () => {
    const folder = temporaryFolder();
    const { child } = await startHolder(folder, 'exit');
    if (child.exitCode === null) await once(child, 'exit');
    takeInstanceLock(folder).release();
  });

  test('is refused a second time within one process, and free again after its release', async () => {
    const folder = temporaryFolder();
    const lock = takeInstanceLock(folder);
    expect(() => takeInstanceLock(folder)).toThrow(LibraryInUse);
    // The failed attempt must not have cost the holder its lock: another process is still refused.
    expect((await startHolder(folder)).answer).toEqual({ held: false, error: 'LibraryInUse' });
    lock.release();
    lock.release();
    takeInstanceLock(folder).release();
  });

  test('is one for each folder, and says in plain words what to do', () => {
    const folder = temporaryFolder();
    const lock = takeInstanceLock(folder);
    takeInstanceLock(temporaryFolder()).release();
    expect(() => takeInstanceLock(folder)).toThrow(/already running/);
    lock.release();
    expect(statSync(join(folder, 'owner.lock')).size).toBe(0);
  });

  test('is lost when the process opens and closes the file by other means: why nothing may', async () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    const lock = takeInstanceLock(folder);
    readFileSync(join(folder, 'owner.lock'));
    expect((await startHolder(folder)).answer.held).toBe(true);
    lock.release();
  });
});

// Child of instance-lock.test.ts: takes the lock of the folder in argv[2], starts a child of its own that outlives it, prints
// one JSON line and then holds the lock until it is killed (or, with argv[3] = exit, goes without releasing).
import { spawn } from 'node:child_process';
import { takeInstanceLock } from '../../../../main/library/folder/instance-lock.ts';

try {
  takeInstanceLock(process.argv[2] ?? '');
  // Nobody keeps what was returned: the lock must hold all the same.
  globalThis.gc?.();
  const survivor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore', detached: true });
  process.stdout.write(`${JSON.stringify({ held: true, survivorPid: survivor.pid })}\n`);
  if (process.argv[3] === 'exit') process.exit(0);
  setTimeout(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ held: false, error: (error as Error).name })}\n`);
}

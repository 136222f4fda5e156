import { readFileSync } from 'node:fs';

/** Tells whether a process lives. A dead one whose parent has not noticed (pid 1 takes its time with orphans) does not. */
export function isAlive(pid: number | null | undefined): boolean {
  if (typeof pid !== 'number') throw new Error('There was no process to check.');
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

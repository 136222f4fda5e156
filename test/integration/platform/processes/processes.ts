import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Process ids of everything that works inside a folder, zombies excluded; looked up by working directory, so independently of how the code
 * under test knows its processes. Linux only, like the machines these tests run on.
 */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        if (!readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) return false;
        return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      } catch {
        return false;
      }
    })
    .map(Number);
}

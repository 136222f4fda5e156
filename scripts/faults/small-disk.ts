import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** This user or this system cannot mount a disk: the case is left out, with the reason. */
export class DiskUnavailable extends Error {}

/** A real small file system, so that a full or closed disk is one. */
export interface SmallDisk {
  /** Takes so many bytes away with a file of its own. */
  fill(bytes: number): Promise<void>;
  /** Removes that file. */
  makeRoom(): Promise<void>;
  unmount(): Promise<void>;
}

/** Mounts a file system in memory on a folder, with the options of mount(8). Linux, and root only. */
async function mount(folder: string, options: string): Promise<void> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'homereel-faults', folder]);
  } catch (error) {
    const why = process.getuid?.() === 0 ? String(error).split('\n')[0] : 'only root can mount a file system';
    throw new DiskUnavailable(`no small disk here: ${why}`);
  }
}

/** Hides a folder under an empty one that nobody can write to, root neither; call the result to end that. */
export async function coverReadOnly(folder: string): Promise<() => Promise<void>> {
  await mount(folder, 'ro');
  return async () => void (await run('umount', ['-l', folder]));
}

/** A disk of so many bytes on an empty folder. */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk> {
  const filler = path.join(folder, '.filler');
  await mount(folder, `size=${bytes}`);
  return {
    async fill(fillBytes) {
      const file = await open(filler, 'w');
      try {
        await file.write(Buffer.alloc(fillBytes));
      } finally {
        await file.close();
      }
    },
    makeRoom: () => rm(filler, { force: true }),
    // Lazily: a row that went wrong may have left a process in it.
    unmount: async () => void (await run('umount', ['-l', folder])),
  };
}

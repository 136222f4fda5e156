import path from 'node:path';
import { isInside, syncFile } from '../../platform/files.ts';

/** New data after which a flush pays; much less and a slow line would keep a sleeping disk awake. */
const FLUSH_EVERY_BYTES = 32 * 1024 * 1024;

/**
 * Flushes a run's growing file to the disk while it still comes in. So the flush that completion waits for is short, and a power cut takes
 * little of a long download.
 */
export interface WriteBehind {
  /** The file, as yt-dlp names it, holds so many bytes now. Returns at once; at most one flush is under way. */
  grew(file: string | undefined, bytes: number | undefined): void;
  /**
   * Resolves when no flush is under way. Rejects with the first error of the disk: the system tells of a failed write only once, so the
   * flush before completion would not hear of it any more.
   */
  settled(): Promise<void>;
}

export function createWriteBehind(folder: string, flush: (file: string) => Promise<void> = syncFile): WriteBehind {
  let current: Promise<void> | undefined;
  let currentFile = '';
  let flushedBytes = 0;
  let failure: Error | undefined;

  async function flushNow(file: string): Promise<void> {
    try {
      await flush(file);
    } catch (error) {
      // A finished part has been renamed meanwhile: nothing is known against it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failure ??= error as Error;
    } finally {
      current = undefined;
    }
  }

  return {
    grew(name, bytes = 0) {
      if (name === undefined || current !== undefined) return;
      const file = path.resolve(folder, name);
      if (file !== currentFile) {
        currentFile = file;
        flushedBytes = 0;
      }
      if (bytes - flushedBytes < FLUSH_EVERY_BYTES || !isInside(folder, file)) return;
      flushedBytes = bytes;
      current = flushNow(file);
    },
    async settled() {
      await current;
      if (failure !== undefined) throw failure;
    },
  };
}

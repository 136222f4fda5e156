import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../../platform/logger.ts';
import type { SiteThumbnail, ThumbnailType } from '../../web/site-thumbnail.ts';

const TYPES: readonly ThumbnailType[] = ['jpg', 'png', 'webp'];
const MOST_BYTES = 96 * 1024 * 1024;
/** More room is made than the next thumbnail takes, so that not each of them reads the whole folder. */
const PRUNED_SHARE = 0.75;

/** Keeps the thumbnails that were shown last, as many as there is room for. */
export interface ThumbnailStore {
  /** Makes the folder, and removes what an app that died left in it. To be awaited before anything else; never rejects. */
  open(): Promise<void>;
  /** Finds a thumbnail that is kept, and notes that it is shown. */
  find(key: string): Promise<string | undefined>;
  /** Returns its file. */
  keep(key: string, thumbnail: SiteThumbnail): Promise<string>;
}

export function createThumbnailStore(folder: string, logger: Logger): ThumbnailStore {
  let keptBytes = 0;
  let pruning: Promise<void> = Promise.resolve();

  /** Never rejects. */
  async function pruneTo(mostBytes: number, which: 'with drafts' | 'without drafts'): Promise<void> {
    try {
      keptBytes = await prune(folder, mostBytes, which);
    } catch (error) {
      logger.warn('old site thumbnails could not be pruned', { error });
    }
  }

  return {
    async open() {
      await mkdir(folder, { recursive: true }).catch(() => undefined);
      await pruneTo(MOST_BYTES, 'with drafts');
    },
    async find(key) {
      for (const type of TYPES) {
        const file = path.join(folder, `${key}.${type}`);
        const now = new Date();
        // The time says when it was last shown; and only what is there has one.
        const isThere = await utimes(file, now, now).then(
          () => true,
          () => false,
        );
        if (isThere) return file;
      }
      return undefined;
    },
    async keep(key, { bytes, type }) {
      const file = path.join(folder, `${key}.${type}`);
      const draft = path.join(folder, `${randomUUID()}.draft`);
      try {
        await writeFile(draft, bytes, { flag: 'wx' });
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true }).catch(() => undefined);
      }
      keptBytes += bytes.length;
      // One at a time: what several fetched together is pruned once.
      pruning = pruning.then(async () => {
        if (keptBytes > MOST_BYTES) await pruneTo(MOST_BYTES * PRUNED_SHARE, 'without drafts');
      });
      await pruning;
      return file;
    },
  };
}

/** Keeps those shown last, as many as there is room for, and returns their bytes; before any are fetched, a draft is one whose app died. */
async function prune(folder: string, mostBytes: number, which: 'with drafts' | 'without drafts'): Promise<number> {
  const names = await readdir(folder);
  if (which === 'with drafts') for (const name of names.filter(isDraft)) await rm(path.join(folder, name), { force: true });
  const files = await Promise.all(
    names
      .filter((name) => !isDraft(name))
      .map(async (name) => {
        const file = path.join(folder, name);
        const { size, mtimeMs } = await stat(file);
        return { file, size, shownAtMs: mtimeMs };
      }),
  );
  let keptBytes = 0;
  for (const { file, size } of files.sort((a, b) => b.shownAtMs - a.shownAtMs)) {
    if (keptBytes + size > mostBytes) await rm(file, { force: true });
    else keptBytes += size;
  }
  return keptBytes;
}

const isDraft = (name: string): boolean => name.endsWith('.draft');

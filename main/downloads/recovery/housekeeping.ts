import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileRow } from '../../library/transitions/file-transitions.ts';
import { isThere, removeTree } from '../../platform/files.ts';
import type { EngineContext } from '../engine-context.ts';
import { discardRoot, thumbnailFile, workFolder, workRoot } from '../work-folder.ts';

export interface HousekeepingOptions {
  /** Checks now: in a library that is away, everything seems to be gone. */
  readonly isLibraryThere: () => Promise<boolean>;
  readonly isSupervised: (videoId: string) => boolean;
  /** Called when a video's partial data is gone. */
  readonly onPartialsGone: (videoId: string) => void;
  /** While the queue waits for room, what nobody wants any more goes at once. */
  readonly isSpaceShort: () => boolean;
  /** How much must be free before the queue goes on; 0 while it does not wait for room. */
  readonly missingBytes: () => number;
}

/** Removes what nobody wants any more, and notices what is gone. */
export interface Housekeeping {
  /**
   * Removes trashed files past their undo time or in the way of the queue, partial data past its keep time and folders without a row, forgets what was
   * given up as long ago, and notices files that vanished. Runs at boot before the scheduler and with each sweep. Never rejects.
   */
  run(): Promise<void>;
  /**
   * Removes thumbnails that were being made when the app died and those of files that are gone. Only before any are made: a draft
   * that is being drawn looks the same. Never rejects.
   */
  removeStrayThumbnails(): Promise<void>;
}

export function createHousekeeping(context: EngineContext, options: HousekeepingOptions): Housekeeping {
  const { store, library, timings, clock, logger } = context;
  const { files } = store;
  /** The trash makes room, the oldest first and no more than is needed: a moment in the far past when none is. */
  const givesWayUntil = (missingBytes: number): number => (missingBytes > 0 ? files.trashedUntil(missingBytes) : undefined) ?? 0;
  return {
    async run() {
      try {
        if (!(await options.isLibraryThere())) return;
        files.forgetGivenUp(clock.now() - timings.keepGivenUpMs);
        files.condemn(Math.max(clock.now() - timings.trashUndoMs, givesWayUntil(options.missingBytes())));
        for (const condemned of files.condemned()) await removeCondemned(condemned, context, options);
        for (const fileName of files.left()) await removeLeft(fileName, context, options);
        await removeOldPartials(context, options);
        await noticeLost(context, options);
      } catch (error) {
        logger.warn('housekeeping failed', { error });
      }
    },
    async removeStrayThumbnails() {
      const folder = path.dirname(thumbnailFile(library.folder(), ''));
      const owned = new Set(files.completeFiles().map(({ videoId }) => path.basename(thumbnailFile('', videoId))));
      try {
        for (const name of await readdir(folder).catch(() => []))
          if (!owned.has(name)) await rm(path.join(folder, name), { force: true });
      } catch (error) {
        logger.warn('stray thumbnails could not be removed', { error });
      }
    },
  };
}

/** A file that cannot be deleted stays named on its row: the next sweep tries again. */
async function removeCondemned(
  { videoId, fileName }: FileRow,
  { store, library, logger, onChanged }: EngineContext,
  { isLibraryThere }: HousekeepingOptions,
): Promise<void> {
  const folder = library.folder();
  try {
    await rm(path.join(folder, fileName), { force: true });
    await rm(thumbnailFile(folder, videoId), { force: true });
    // What was not there may only have been out of reach.
    if (!(await isLibraryThere())) return;
    store.files.forget(videoId, fileName);
    onChanged(videoId);
  } catch (error) {
    logger.warn('library file could not be deleted', { videoId, error });
  }
}

/** Stays named, too, until it is deleted. */
async function removeLeft(
  fileName: string,
  { store, library, logger }: EngineContext,
  { isLibraryThere }: HousekeepingOptions,
): Promise<void> {
  try {
    await rm(path.join(library.folder(), fileName), { force: true });
    if (await isLibraryThere()) store.files.forgetLeft(fileName);
  } catch (error) {
    logger.warn('library file could not be deleted', { fileName, error });
  }
}

/**
 * A run may be claimed during any await, and adopts the folder it finds. So the question whether a folder may go and its rename out
 * of reach are one synchronous step, and only what was renamed away is removed: now, or by the next sweep if the app dies before.
 */
async function removeOldPartials(context: EngineContext, options: HousekeepingOptions): Promise<void> {
  const { library, timings, clock, logger } = context;
  const discarded = discardRoot(library.folder());
  const folders = await readdir(workRoot(library.folder())).catch(() => []);
  const keepSince = clock.now() - (options.isSpaceShort() ? 0 : timings.keepPartialsMs);
  const attempt = async (videoId: string, step: () => void | Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      logger.warn('work folder could not be removed', { videoId, error });
    }
  };
  for (const videoId of folders) await attempt(videoId, () => discard(videoId, keepSince, context, options));
  for (const name of await readdir(discarded).catch(() => [])) await attempt(name, () => removeTree(path.join(discarded, name)));
}

/** Synchronous, so that nothing can be claimed between the question and the rename. */
function discard(
  videoId: string,
  keepSince: number,
  { store, library }: EngineContext,
  { isSupervised, onPartialsGone }: HousekeepingOptions,
): void {
  if (isSupervised(videoId) || store.files.keepsPartials(videoId, keepSince)) return;
  const discarded = discardRoot(library.folder());
  // Not recursive: a library that went away in this moment is not made anew.
  if (!existsSync(discarded)) mkdirSync(discarded);
  renameSync(workFolder(library.folder(), videoId).root, path.join(discarded, `${videoId}-${randomUUID()}`));
  onPartialsGone(videoId);
}

async function noticeLost(
  { store, library, logger, onChanged }: EngineContext,
  { isLibraryThere }: HousekeepingOptions,
): Promise<void> {
  const { files } = store;
  const present = new Set(await readdir(library.folder()));
  for (const { videoId, fileName } of files.completeFiles()) {
    if (present.has(fileName)) continue;
    // It may have arrived since the folder was read.
    if (await isThere(path.join(library.folder(), fileName))) continue;
    // The disk may have been pulled since: then nothing is lost.
    if (!(await isLibraryThere())) return;
    if (!files.lost(videoId)) continue;
    logger.warn('library file is missing and will be downloaded again', { videoId });
    onChanged(videoId);
  }
}

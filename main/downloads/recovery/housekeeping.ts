import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { access, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FileRow, FileTransitions } from '../../library/transitions/file-transitions.ts';
import type { Clock } from '../../platform/clock.ts';
import { removeTree } from '../../platform/files.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Timings } from '../../settings/timings.ts';
import { discardRoot, thumbnailFile, workFolder, workRoot } from '../work-folder.ts';

export interface HousekeepingDependencies {
  readonly files: FileTransitions;
  readonly libraryFolder: () => string;
  /** Looks now: in a library that is away, everything seems to be gone. */
  readonly isLibraryThere: () => Promise<boolean>;
  readonly isSupervised: (videoId: string) => boolean;
  /** The queue waits for room: what nobody wants any more goes at once. */
  readonly isSpaceShort: () => boolean;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onChanged: (videoId: string) => void;
}

/**
 * Removes what nobody wants any more (trashed files past their undo time, partial data past its keep time, folders without a row)
 * and notices files that vanished. Runs at boot before the scheduler and with each sweep. Never rejects.
 */
export async function keepHouse(dependencies: HousekeepingDependencies): Promise<void> {
  const { files, timings, clock, logger } = dependencies;
  try {
    if (!(await dependencies.isLibraryThere())) return;
    files.condemn(clock.now() - timings.trashUndoMs);
    for (const condemned of files.condemned()) await removeCondemned(condemned, dependencies);
    await removeOldPartials(dependencies);
    await noticeLost(dependencies);
  } catch (error) {
    logger.warn('housekeeping failed', { error });
  }
}

/**
 * Removes pictures that were being made when the app died and those of files that are gone. Only before any are made: a draft
 * that is being drawn looks the same. Never rejects.
 */
export async function removeStrayPictures({ files, libraryFolder, logger }: HousekeepingDependencies): Promise<void> {
  const folder = path.dirname(thumbnailFile(libraryFolder(), ''));
  const owned = new Set(files.completeFiles().map(({ videoId }) => path.basename(thumbnailFile('', videoId))));
  try {
    for (const name of await readdir(folder).catch(() => []))
      if (!owned.has(name)) await rm(path.join(folder, name), { force: true });
  } catch (error) {
    logger.warn('stray thumbnails could not be removed', { error });
  }
}

/** A file that cannot be deleted stays named on its row: the next sweep tries again. */
async function removeCondemned({ videoId, fileName }: FileRow, dependencies: HousekeepingDependencies): Promise<void> {
  const library = dependencies.libraryFolder();
  try {
    await rm(path.join(library, fileName), { force: true });
    await rm(thumbnailFile(library, videoId), { force: true });
    // What was not there may only have been out of reach.
    if (!(await dependencies.isLibraryThere())) return;
    dependencies.files.forget(videoId, fileName);
    dependencies.onChanged(videoId);
  } catch (error) {
    dependencies.logger.warn('library file could not be deleted', { videoId, error });
  }
}

/**
 * A run may be claimed during any await, and adopts the folder it finds. So the question whether a folder may go and its rename out
 * of reach are one synchronous step, and only what was renamed away is removed: now, or by the next sweep if the app dies before.
 */
async function removeOldPartials(dependencies: HousekeepingDependencies): Promise<void> {
  const { timings, clock, libraryFolder, logger } = dependencies;
  const discarded = discardRoot(libraryFolder());
  const folders = await readdir(workRoot(libraryFolder())).catch(() => []);
  const keepSince = clock.now() - (dependencies.isSpaceShort() ? 0 : timings.keepPartialsMs);
  const attempt = async (videoId: string, step: () => void | Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      logger.warn('work folder could not be removed', { videoId, error });
    }
  };
  for (const videoId of folders) await attempt(videoId, () => discard(videoId, keepSince, dependencies));
  for (const name of await readdir(discarded).catch(() => [])) await attempt(name, () => removeTree(path.join(discarded, name)));
}

/** Synchronous, so that nothing can be claimed between the question and the rename. */
function discard(videoId: string, keepSince: number, { files, libraryFolder, isSupervised }: HousekeepingDependencies): void {
  if (isSupervised(videoId) || files.keepsPartials(videoId, keepSince)) return;
  const discarded = discardRoot(libraryFolder());
  // Not recursive: a library that went away in this moment is not made anew.
  if (!existsSync(discarded)) mkdirSync(discarded);
  renameSync(workFolder(libraryFolder(), videoId).root, path.join(discarded, `${videoId}-${randomUUID()}`));
}

async function noticeLost(dependencies: HousekeepingDependencies): Promise<void> {
  const { files, libraryFolder, isLibraryThere, logger, onChanged } = dependencies;
  const present = new Set(await readdir(libraryFolder()));
  for (const { videoId, fileName } of files.completeFiles()) {
    if (present.has(fileName)) continue;
    // It may have arrived since the folder was read.
    const isThere = await access(path.join(libraryFolder(), fileName)).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    // The disk may have been pulled since: then nothing is lost.
    if (!(await isLibraryThere())) return;
    if (!files.lost(videoId)) continue;
    logger.warn('library file is missing and will be downloaded again', { videoId });
    onChanged(videoId);
  }
}

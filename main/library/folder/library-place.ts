import { existsSync, readdirSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { said } from '../../../phrasebook/said.ts';
import { isInside } from '../../platform/files.ts';
import { Refusal } from '../../platform/refusal.ts';
import { LibraryInUse, type takeInstanceLock } from './instance-lock.ts';
import { type LibraryPresence, openLibrary } from './library-presence.ts';

/** Says which library to open first. */
export interface LibraryPlaceOptions {
  readonly folder: string;
  /** Names the app's own folder in it. */
  readonly ownFolderName: string;
  /** Lists the files that the database says are in the library now. */
  readonly fileNames: () => readonly string[];
  readonly takeLock?: typeof takeInstanceLock;
}

/** Carries what a change of the folder needs. */
export interface PlaceChange {
  /** Lists the folders of half-done downloads that somebody wants, relative to the app's own folder. */
  readonly unfinished: readonly string[];
  /** Writes the choice down. What it throws leaves everything as it was. */
  readonly store: () => Promise<unknown>;
}

/** Tells where the library is and whether it is there: one object for the app's whole life, also when the folder is changed. */
export interface LibraryPlace extends LibraryPresence {
  folder(): string;
  /**
   * Uses another folder from now on. The caller sees to it that no download runs. Refuses (`conflict`, `invalid-request`) unless every file
   * and every wanted half-done download of the library is in the new folder already, as after the whole folder was moved there; so nothing is
   * ever left behind, and nothing is copied for hours by surprise.
   */
  change(folder: string, change: PlaceChange): Promise<void>;
}

/** Opens the library in its folder. Throws like `openLibrary`. */
export function createLibraryPlace({ folder, ownFolderName, fileNames, takeLock }: LibraryPlaceOptions): LibraryPlace {
  const open = (libraryFolder: string): LibraryPresence =>
    openLibrary({
      libraryFolder,
      ownFolder: path.join(libraryFolder, ownFolderName),
      fileNames: fileNames(),
      ...(takeLock && { takeLock }),
    });
  let current = { folder, presence: open(folder) };

  function requireComplete(target: string, unfinished: readonly string[]): void {
    const files = fileNames();
    const isLeftBehind = (name: string): boolean => !existsSync(path.join(target, name));
    if (files.some(isLeftBehind)) {
      throw new Refusal('conflict', said('refusal.libraryElsewhere', { target, folder: current.folder }));
    }
    const halfDone = unfinished.map((name) => path.join(ownFolderName, name));
    if (halfDone.some((name) => existsSync(path.join(current.folder, name)) && isLeftBehind(name))) {
      throw new Refusal('conflict', said('refusal.halfDone'));
    }
  }

  function openNext(target: string): LibraryPresence {
    try {
      const presence = open(target);
      if (presence.isThere()) return presence;
      throw new Refusal('conflict', presence.problem() ?? said('refusal.folderUnusable'));
    } catch (error) {
      if (!(error instanceof LibraryInUse)) throw error;
      throw new Refusal('conflict', said('refusal.folderInUse'));
    }
  }

  return {
    check: () => current.presence.check(),
    isThere: () => current.presence.isThere(),
    problem: () => current.presence.problem(),
    release: () => current.presence.release(),
    folder: () => current.folder,
    async change(chosen, { unfinished, store }) {
      const target = path.resolve(chosen);
      if (target === current.folder) return;
      const ownFolder = path.join(current.folder, ownFolderName);
      if (target === ownFolder || isInside(ownFolder, target)) {
        throw new Refusal('invalid-request', said('refusal.ownFolder'));
      }
      requireComplete(target, unfinished);
      const presence = openNext(target);
      try {
        await store();
      } catch (error) {
        presence.release();
        throw error;
      }
      const previous = current;
      const wasOwned = previous.presence.isThere();
      current = { folder: target, presence };
      previous.presence.release();
      if (wasOwned && fileNames().length === 0) await removeTraces(previous.folder, ownFolderName);
    },
  };
}

/** Removes what the app left in an old folder without a video; what else is in it stays. Best effort. */
async function removeTraces(folder: string, ownFolderName: string): Promise<void> {
  try {
    await rm(path.join(folder, ownFolderName), { recursive: true, force: true });
    if (readdirSync(folder).length === 0) await rmdir(folder);
  } catch {
    return;
  }
}

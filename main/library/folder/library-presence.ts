import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type InstanceLock, LibraryInUse, takeInstanceLock } from './instance-lock.ts';
import { ForeignOwnFolder, makeOwnFolder, requireOwnFolder } from './own-folder.ts';

/** Says which library to take possession of. */
export interface LibraryPresenceOptions {
  readonly libraryFolder: string;
  /** Names the app's own folder in it, by which the library is known: an unplugged disk leaves no folder at all, or an empty one. */
  readonly ownFolder: string;
  /** Lists the files that the database says are in the library. */
  readonly fileNames: readonly string[];
  /** Takes sole ownership; replaced only where a test starts several apps in one process. */
  readonly takeLock?: typeof takeInstanceLock;
}

/** Tells whether the library is where it should be and this app owns it. */
export interface LibraryPresence {
  /** Checks the folder, and takes possession of a library that has come back. Never rejects. */
  check(): Promise<boolean>;
  /** Answers as of the last check. */
  isThere(): boolean;
  /** Says what is wrong and what helps, in plain words; undefined while the library is there. */
  problem(): string | undefined;
  release(): void;
}

/**
 * Takes possession of the library, and makes its folder where none was used before. But where the database knows of files and none of
 * them is there, nothing is made and nothing is owned: the library is away, perhaps with its disk. The same holds where the app's own folder is
 * somebody else's. Throws like `takeInstanceLock`.
 */
export function openLibrary(options: LibraryPresenceOptions): LibraryPresence {
  const { libraryFolder, ownFolder, fileNames, takeLock = takeInstanceLock } = options;
  const isAway =
    !existsSync(ownFolder) && fileNames.length > 0 && !fileNames.some((name) => existsSync(path.join(libraryFolder, name)));
  /** Why a library that is there is not used all the same; a sentence. */
  let refused: string | undefined;
  let lock = isAway ? undefined : takeFirst();
  let place: string | undefined;
  let isHere = lock !== undefined;
  let isReleased = false;

  function takeFirst(): InstanceLock | undefined {
    try {
      makeOwnFolder(ownFolder);
    } catch (error) {
      if (!(error instanceof ForeignOwnFolder)) throw error;
      refused = error.message;
      return undefined;
    }
    return takeLock(ownFolder);
  }

  function takeAgain(): void {
    try {
      requireOwnFolder(ownFolder);
      lock = takeLock(ownFolder, { mustExist: true });
    } catch (error) {
      // What cannot be written is there all the same, and downloads say what is wrong with it.
      if (error instanceof LibraryInUse)
        refused = 'Another Homereel uses the library now. Quit it there, and downloads go on here.';
      if (error instanceof ForeignOwnFolder) refused = error.message;
    }
  }

  function giveUp(): void {
    try {
      lock?.release();
    } catch {
      // A lock on a disk that was pulled is gone with it.
    }
    lock = undefined;
  }

  return {
    async check() {
      const found = await stat(ownFolder).catch(() => undefined);
      if (isReleased) return false;
      refused = undefined;
      const foundPlace = found && `${found.dev} ${found.ino}`;
      // A disk that was pulled and plugged in between two checks has taken the lock with it.
      if (foundPlace === undefined || (place !== undefined && foundPlace !== place)) giveUp();
      place = foundPlace;
      if (foundPlace !== undefined && lock === undefined) takeAgain();
      isHere = foundPlace !== undefined && refused === undefined;
      return isHere;
    },
    isThere: () => isHere,
    problem() {
      if (isHere) return undefined;
      if (refused !== undefined) return refused;
      return `The library's folder is not there: is the disk plugged in? Downloads wait and go on by themselves when it is back. If it is gone for good, make an empty folder "${path.basename(ownFolder)}" in it, and Homereel starts afresh there.`;
    },
    release() {
      isReleased = true;
      isHere = false;
      giveUp();
    },
  };
}

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { said } from '../../../phrasebook/said.ts';
import { keepFromOthers, PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../platform/files.ts';
import { LibraryError, toLibraryError } from '../database/database-errors.ts';

/** Says that another running Homereel owns the folder. */
export class LibraryInUse extends LibraryError {}

/** Owns a folder until it is released. */
export interface InstanceLock {
  /** Gives the folder back. Harmless when done twice. */
  release(): void;
}

/** Keeps the connections alive: one that nobody refers to is closed by the garbage collector, and its lock with it. */
const openLocks = new Set<Database.Database>();

/**
 * Takes sole ownership of `folder` for as long as this process lives, or throws `LibraryInUse`. The lock is SQLite's exclusive
 * lock on the empty file `owner.lock`: the operating system frees it however the process dies, and children do not inherit it.
 * So whoever holds it knows that every other owner is dead.
 *
 * The folder is made when it is missing, unless it `mustExist`, and is its owner's alone from then on. Nothing else in this process may open `owner.lock`: on POSIX, closing any
 * handle of a file drops the process's locks on it.
 */
export function takeInstanceLock(folder: string, { mustExist = false }: { readonly mustExist?: boolean } = {}): InstanceLock {
  const file = join(folder, 'owner.lock');
  let lock: Database.Database | undefined;
  try {
    if (!mustExist) mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    keepFromOthers(folder);
    makePrivateFile(file);
    lock = new Database(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new LibraryInUse(said('startUp.inUse'), {
        cause: error,
      });
    }
    throw toLibraryError(error, file);
  }
  const owned = lock;
  openLocks.add(owned);
  return {
    release() {
      openLocks.delete(owned);
      owned.close();
    },
  };
}

/** Makes the file for its owner alone. One that is there is not opened: closing it would drop the lock that this process may hold on it. */
function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', PRIVATE_FILE_MODE));
  } catch {
    keepFromOthers(file); // it is there; SQLite says what else is wrong with it
  }
}

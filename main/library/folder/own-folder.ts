import { lstatSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { said } from '../../../phrasebook/said.ts';
import { PRIVATE_FOLDER_MODE } from '../../platform/files.ts';
import { LibraryError, toLibraryError } from '../database/database-errors.ts';

/** Says that the app's own folder in a library was made by somebody else, or is a link: what is put into it would be in their hands. */
export class ForeignOwnFolder extends LibraryError {}

/**
 * Makes the app's own folder in a library, closed to everybody else, unless it is there; the library's folder keeps the usual rights. Throws
 * `ForeignOwnFolder`, and a `LibraryError` where it cannot be made.
 */
export function makeOwnFolder(folder: string): void {
  try {
    requireOwnFolder(folder);
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  } catch (error) {
    throw toLibraryError(error, folder);
  }
  requireOwnFolder(folder); // somebody may have been quicker
}

/** Throws `ForeignOwnFolder` for one that belongs to somebody else or is a link; one that is not there is nobody's. */
export function requireOwnFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isSymbolicLink()) {
    throw new ForeignOwnFolder(said('startUp.folderIsLink', { folder }));
  }
  const me = process.getuid?.(); // not on Windows, where a person's folders have access lists
  if (me !== undefined && found.uid !== me && found.uid !== ownerOfNewFolders(dirname(folder))) {
    throw new ForeignOwnFolder(said('startUp.folderOfSomebodyElse', { folder }));
  }
}

/** Finds whom the disk names as owner of what is made in a folder now: a network share may name one person for everybody. */
function ownerOfNewFolders(folder: string): number | undefined {
  try {
    const trial = mkdtempSync(join(folder, '.homereel-'));
    try {
      return lstatSync(trial).uid;
    } finally {
      rmdirSync(trial);
    }
  } catch {
    return undefined;
  }
}

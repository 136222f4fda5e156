import { type Said, said } from '../../../phrasebook/said.ts';
import type { SpokenPhrase } from '../../../preload/contract/spoken-phrase.ts';
/** Says that the library's file cannot be used as it is. `message` is a plain sentence for a person; `cause` is for the log. */
export class LibraryError extends Error {
  /** The same as `message`, to be said in another language. */
  readonly phrase: SpokenPhrase;

  constructor({ text, phrase }: Said, options?: ErrorOptions) {
    super(text, options);
    this.name = new.target.name;
    this.phrase = phrase;
  }
}

/** Says that the file is damaged, or is not a Homereel library. The file stays as it is. */
export class LibraryUnreadable extends LibraryError {}

/** Says that a newer version of the app has written the file, which is not touched. */
export class LibraryTooNew extends LibraryError {}

/** Says that the folder or the file cannot be written: read-only, no permission, disk full, or locked by another program. */
export class LibraryNotWritable extends LibraryError {}

/** Says that a migration step failed and was rolled back; the file is as it was before that step. */
export class LibraryMigrationFailed extends LibraryError {}

const UNREADABLE = /^SQLITE_(CORRUPT|NOTADB|FORMAT)/;
const NOT_WRITABLE =
  /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH|FULL|BUSY|LOCKED|IOERR)|EACCES|EPERM|EROFS|ENOSPC|ENOTDIR|EISDIR|EEXIST|EDQUOT)/;

/** Turns what SQLite or the file system threw while `file` was being opened into one of the typed errors. */
export function toLibraryError(error: unknown, file: string): Error {
  if (error instanceof LibraryError || !(error instanceof Error)) return error as Error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (UNREADABLE.test(code)) return unreadable(file, error);
  if (NOT_WRITABLE.test(code)) return new LibraryNotWritable(notWritable(code, file), { cause: error });
  return error;
}

/** Makes the error for a file that is damaged or no Homereel library. */
export function unreadable(file: string, cause?: unknown): LibraryUnreadable {
  return new LibraryUnreadable(said('startUp.unreadable', { file }), { cause });
}

function notWritable(code: string, file: string): Said {
  if (/FULL|ENOSPC|EDQUOT/.test(code)) return said('startUp.diskFull', { file });
  if (/BUSY|LOCKED/.test(code)) return said('startUp.busy', { file });
  if (/IOERR/.test(code)) return said('startUp.diskError', { file });
  return said('startUp.notWritable', { file });
}

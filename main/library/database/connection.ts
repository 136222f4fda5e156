import { accessSync, closeSync, constants, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { said } from '../../../phrasebook/said.ts';
import type { Clock } from '../../platform/clock.ts';
import { keepFromOthers, PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../platform/files.ts';
import { copyBeforeMigration } from './database-backup.ts';
import { LibraryTooNew, toLibraryError, unreadable } from './database-errors.ts';
import { latestVersion, migrate, schemaVersion } from './migrate.ts';
import { migrations as released } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Bounds the wait for another connection, such as a backup program or a person's SQLite shell, which locks the file for a moment. */
const BUSY_TIMEOUT_MS = 5000;

/** Says which file to open; the rest is replaced by tests. */
export interface LibraryDatabaseOptions {
  readonly file: string;
  readonly migrations?: readonly Migration[];
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Opens the library's file, brings its schema up to date (with a copy of the old file beside it first) and checks it.
 * Throws `LibraryUnreadable`, `LibraryTooNew`, `LibraryNotWritable` or `LibraryMigrationFailed`; the first two leave the file's
 * bytes alone.
 */
export function openConnection(options: LibraryDatabaseOptions): Database.Database {
  const { file, migrations = released, clock = { now: Date.now } } = options;
  let sqlite: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const existed = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
    // Before SQLite opens it: beside a read-only file it would leave read-only helper files that outlast the repair.
    if (existed) accessSync(file, constants.R_OK | constants.W_OK);
    keepLibraryFromOthers(file);
    const inspected = existed && inspectUntouched(file, migrations);
    sqlite = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    if (existed && !inspected) inspect(sqlite, file, migrations);
    configure(sqlite);
    const version = schemaVersion(sqlite);
    if (version > 0 && version < latestVersion(migrations)) copyBeforeMigration(sqlite, file, version, clock.now());
    migrate(sqlite, migrations);
    proveWritable(sqlite);
    return sqlite;
  } catch (error) {
    sqlite?.close();
    throw toLibraryError(error, file);
  }
}

/**
 * Leaves the file, what SQLite keeps beside it and its copies to their owner alone. A new file is made here, since what SQLite makes later gets
 * its rights from it.
 */
function keepLibraryFromOthers(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) closeSync(openSync(file, 'wx', PRIVATE_FILE_MODE));
  const folder = dirname(file);
  for (const name of readdirSync(folder)) if (name.startsWith(basename(file))) keepFromOthers(join(folder, name));
}

/**
 * Inspects through a read-only connection, which neither switches the journal nor writes the log back. False: a crash left
 * a rollback journal (the very first start was cut short), which only a writing connection can play back.
 */
function inspectUntouched(file: string, migrations: readonly Migration[]): boolean {
  const reader = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    inspect(reader, file, migrations);
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_READONLY_ROLLBACK') return false;
    throw error;
  } finally {
    reader.close();
  }
}

function inspect(reader: Database.Database, file: string, migrations: readonly Migration[]): void {
  const version = schemaVersion(reader);
  if (version > latestVersion(migrations)) {
    throw new LibraryTooNew(said('startUp.tooNew'));
  }
  if (version === 0 && reader.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() !== undefined) throw unreadable(file);
  const verdict = reader.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw unreadable(file, new Error(String(verdict)));
}

/**
 * `synchronous = NORMAL`: in WAL mode a power cut can undo the newest commits but never damages the file, and an fsync for each
 * heartbeat would stall the main thread on a slow disk. Undone commits heal by themselves (no process survives a power cut, and
 * the reaper frees the rows at boot), except where a file was moved or deleted on their word: those go through `durable`.
 */
function configure(sqlite: Database.Database): void {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  // On macOS a plain fsync stops at the drive's cache; elsewhere this does nothing.
  sqlite.pragma('fullfsync = ON');
  sqlite.pragma('foreign_keys = ON');
  // What is forgotten leaves no readable rest in the file.
  sqlite.pragma('secure_delete = ON');
}

/**
 * SQLite quietly opens a file that it may only read, and would refuse the first write hours later; ask now, as `accessSync` does not
 * know Windows' access lists. `BEGIN IMMEDIATE` alone does not ask: on such a file it starts a reading transaction.
 */
function proveWritable(sqlite: Database.Database): void {
  sqlite.exec('BEGIN IMMEDIATE');
  sqlite.pragma(`user_version = ${schemaVersion(sqlite)}`);
  sqlite.exec('ROLLBACK');
}

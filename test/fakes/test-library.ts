import type Database from 'better-sqlite3';
import { type LibraryDatabaseOptions, openConnection } from '../../main/library/database/connection.ts';
import { createLibraryDatabase, type LibraryDatabase } from '../../main/library/database/database.ts';

/** A library whose connection is in sight, so that a test can break rows and look behind the scenes. */
export interface TestLibrary extends LibraryDatabase {
  readonly sqlite: Database.Database;
}

/** Opens a library as the app does; the caller closes it. */
export function openTestLibrary(options: LibraryDatabaseOptions): TestLibrary {
  const sqlite = openConnection(options);
  return { ...createLibraryDatabase(options.file, sqlite), sqlite };
}

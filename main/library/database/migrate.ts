import type Database from 'better-sqlite3';
import { said } from '../../../phrasebook/said.ts';
import { LibraryMigrationFailed, toLibraryError } from './database-errors.ts';
import type { Migration } from './migrations/migration.ts';

/** Reads the schema version that a file says it has; 0 for a new one. */
export function schemaVersion(sqlite: Database.Database): number {
  return Number(sqlite.pragma('user_version', { simple: true }));
}

/** Returns the version that the last of these steps leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Runs the steps that the file has not had yet, each in one transaction together with its version number, so that a crash
 * between two steps continues at the right one. Throws `LibraryMigrationFailed` after rolling the failed step back.
 */
export function migrate(sqlite: Database.Database, migrations: readonly Migration[]): void {
  migrations.forEach((step, index) => {
    if (step.version !== index + 1)
      throw new Error(`migration "${step.name}" must have version ${index + 1}, not ${step.version}`);
  });
  const pending = migrations.slice(schemaVersion(sqlite));
  if (pending.length === 0) return;
  // A step that rebuilds a table must not set off the cascades of the one it drops; each step checks the keys itself.
  sqlite.pragma('foreign_keys = OFF');
  try {
    for (const step of pending) apply(sqlite, step);
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}

function apply(sqlite: Database.Database, step: Migration): void {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    sqlite.exec(step.sql);
    const broken = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[];
    if (broken[0] !== undefined) throw new Error(`rows of ${broken[0].table} point to missing rows of ${broken[0].parent}`);
    sqlite.pragma(`user_version = ${step.version}`);
    sqlite.exec('COMMIT');
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    const known = toLibraryError(error, sqlite.name);
    if (known !== error) throw known;
    throw new LibraryMigrationFailed(said('startUp.migrationFailed', { step: `${step.version}, ${step.name}` }), {
      cause: error,
    });
  }
}

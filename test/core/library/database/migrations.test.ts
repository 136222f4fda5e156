import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openLibraryDatabase } from '../../../../main/library/database/database.ts';
import { LibraryMigrationFailed, LibraryNotWritable } from '../../../../main/library/database/database-errors.ts';
import { migrations } from '../../../../main/library/database/migrations/index.ts';
import type { Migration } from '../../../../main/library/database/migrations/migration.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { openForTest, temporaryFolder } from '../library-fixture.ts';
import { libraryOfVersion, ROWS_OF_VERSION } from './grown-library.ts';

/** Columns that a step gave another name. */
const RENAMED_IN_VERSION: Record<number, Record<string, string>> = { 13: { held: 'paused' } };

const tablesOf = (sqlite: Database.Database): string[] =>
  (
    sqlite.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all() as { name: string }[]
  ).map((row) => row.name);

const rowsOf = (sqlite: Database.Database): Record<string, Record<string, unknown>[]> =>
  Object.fromEntries(
    tablesOf(sqlite).map((table) => [table, sqlite.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]]),
  );

function readOnly<T>(file: string, read: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(file, { readonly: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

const renamed = (rows: Record<string, unknown>[], names: Record<string, string> = {}): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [names[column] ?? column, value])));

const versionOf = (sqlite: Database.Database): unknown => sqlite.pragma('user_version', { simple: true });
const copiesBeside = (file: string): string[] => readdirSync(join(file, '..')).filter((name) => name.includes('.backup'));
const asColumns = (rows: Record<string, unknown>[]): string => JSON.stringify(rows);

describe('each migration, on a library of the version before with rows in it', () => {
  test('the released steps are numbered 1, 2, 3 … and each has rows to be tried on', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
    expect(Object.keys(ROWS_OF_VERSION).map(Number)).toEqual(migrations.map((step) => step.version));
  });

  test.each(migrations.slice(1))('$version $name keeps every row', ({ version }) => {
    const file = libraryOfVersion(version - 1);
    const before = readOnly(file, rowsOf);
    const { sqlite } = openForTest({ file, migrations: migrations.slice(0, version) });
    expect(versionOf(sqlite)).toBe(version);
    const after = rowsOf(sqlite);
    for (const [table, rows] of Object.entries(before))
      expect(after[table], table).toMatchObject(renamed(rows, RENAMED_IN_VERSION[version]));
    sqlite.exec(ROWS_OF_VERSION[version] ?? '');
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test.each(migrations)('from $version to the newest in one go gives the schema of a new library', ({ version }) => {
    const schema = (sqlite: Database.Database) =>
      asColumns(sqlite.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all() as []);
    const grown = openForTest({ file: libraryOfVersion(version) });
    const fresh = openForTest({ file: join(temporaryFolder(), 'library.sqlite') });
    expect(schema(grown.sqlite)).toBe(schema(fresh.sqlite));
    expect(versionOf(grown.sqlite)).toBe(migrations.length);
  });
});

describe('the copy from before a migration', () => {
  test('is whole, of the old version, and named by version and time', () => {
    const file = libraryOfVersion(1);
    const before = readOnly(file, rowsOf);
    openForTest({ file, clock: createManualClock(Date.UTC(2026, 4, 3, 2, 1)) });
    expect(copiesBeside(file)).toEqual(['library.sqlite.v1-20260503T020100Z.backup']);
    readOnly(`${file}.v1-20260503T020100Z.backup`, (copy) => {
      expect(versionOf(copy)).toBe(1);
      expect(rowsOf(copy)).toEqual(before);
    });
  });

  test('is not made for a new library, nor for one that is up to date', () => {
    const file = libraryOfVersion(migrations.length);
    openForTest({ file }).close();
    openForTest({ file });
    expect(copiesBeside(file)).toEqual([]);
  });

  test('is one of at most three: the oldest goes', () => {
    const file = libraryOfVersion(1);
    for (const [version, day] of [
      [1, '02'],
      [3, '01'],
      [1, '04'],
      [2, '03'],
    ])
      writeFileSync(`${file}.v${version}-202601${day}T000000Z.backup`, '');
    openForTest({ file, clock: createManualClock(Date.UTC(2026, 0, 5)) });
    expect(copiesBeside(file).sort()).toEqual(
      ['v1-20260104T000000Z', 'v1-20260105T000000Z', 'v2-20260103T000000Z'].map((name) => `library.sqlite.${name}.backup`),
    );
  });

  test('replaces the half of one that a crash left', () => {
    const file = libraryOfVersion(1);
    const copy = `${file}.v1-20260105T000000Z.backup`;
    writeFileSync(`${copy}.partial`, 'half');
    openForTest({ file, clock: createManualClock(Date.UTC(2026, 0, 5)) });
    expect(copiesBeside(file)).toEqual(['library.sqlite.v1-20260105T000000Z.backup']);
    expect(readOnly(copy, versionOf)).toBe(1);
  });

  test('must succeed, or nothing is migrated', () => {
    const file = libraryOfVersion(1);
    mkdirSync(`${file}.v1-20260105T000000Z.backup`);
    expect(() => openLibraryDatabase({ file, clock: createManualClock(Date.UTC(2026, 0, 5)) })).toThrow();
    expect(readOnly(file, versionOf)).toBe(1);
  });
});

describe('a migration that fails', () => {
  const failing = (sql: string): Migration[] => [...migrations.slice(0, 2), { version: 3, name: 'unlucky', sql }];
  const unlucky = 'CREATE TABLE extra (a); DELETE FROM runs; DELETE FROM video_references; INSERT INTO nowhere VALUES (1);';

  test('is rolled back whole; the steps before it stay, and the next start continues there', () => {
    const file = libraryOfVersion(1);
    const before = readOnly(file, rowsOf);
    expect(() => openLibraryDatabase({ file, migrations: failing(unlucky) })).toThrow(LibraryMigrationFailed);
    expect(() => openLibraryDatabase({ file, migrations: failing(unlucky) })).toThrow(/step 3, unlucky/);
    readOnly(file, (sqlite) => {
      expect(versionOf(sqlite)).toBe(2);
      expect(tablesOf(sqlite)).not.toContain('extra');
      expect(rowsOf(sqlite)).toMatchObject(before);
    });
    expect(versionOf(openForTest({ file }).sqlite)).toBe(migrations.length);
  });

  test('is one that leaves a row pointing nowhere, or runs into a full disk', () => {
    const file = libraryOfVersion(2);
    expect(() => openLibraryDatabase({ file, migrations: failing('DELETE FROM profiles;') })).toThrow(LibraryMigrationFailed);
    const filling = 'PRAGMA max_page_count = 40; CREATE TABLE big (a); INSERT INTO big VALUES (zeroblob(1000000));';
    expect(() => openLibraryDatabase({ file, migrations: failing(filling) })).toThrow(LibraryNotWritable);
    expect(readOnly(file, (sqlite) => [versionOf(sqlite), rowsOf(sqlite).profiles?.length])).toEqual([2, 1]);
  });

  test('may rebuild a table that others point to without setting off their cascades', () => {
    const file = libraryOfVersion(4);
    const rebuild: Migration = {
      version: 5,
      name: 'rebuild',
      sql: `CREATE TABLE fresh AS SELECT * FROM profiles; DROP TABLE profiles;
        CREATE TABLE profiles (id TEXT PRIMARY KEY, name TEXT, colour TEXT, avatar TEXT, role TEXT, pin_hash BLOB, pin_salt BLOB,
          pin_failures INTEGER, pin_locked_until INTEGER, last_served_at INTEGER, created_at INTEGER) STRICT;
        INSERT INTO profiles SELECT * FROM fresh; DROP TABLE fresh;`,
    };
    const { sqlite } = openForTest({ file, migrations: [...migrations.slice(0, 4), rebuild] });
    expect([rowsOf(sqlite).playback?.length, rowsOf(sqlite).video_references?.length]).toEqual([1, 2]);
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('is noticed before anything runs when the list has a gap', () => {
    const file = join(temporaryFolder(), 'library.sqlite');
    expect(() => openLibraryDatabase({ file, migrations: [{ version: 2, name: 'second', sql: '' }] })).toThrow(
      /must have version 1/,
    );
  });
});

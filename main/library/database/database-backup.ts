import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { PRIVATE_FILE_MODE } from '../../platform/files.ts';

const KEPT_COPIES = 3;

/**
 * Writes a whole copy of the database beside it, `<file>.v<version>-<time>.backup`, before a migration touches it, and drops the
 * oldest copies beyond three. `now` is epoch milliseconds. Returns the copy's path; throws what SQLite or the disk throws.
 */
export function copyBeforeMigration(sqlite: Database.Database, file: string, version: number, now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const copy = `${file}.v${version}-${time}.backup`;
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  try {
    closeSync(openSync(partial, 'wx', PRIVATE_FILE_MODE)); // SQLite fills an empty file, and leaves its rights
    sqlite.prepare('VACUUM INTO ?').run(partial);
    // A copy with its final name is whole and on the disk.
    const handle = openSync(partial, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  dropOldCopies(file);
  return copy;
}

function dropOldCopies(file: string): void {
  const folder = dirname(file);
  const prefix = `${basename(file)}.v`;
  const time = (name: string): string => name.slice(name.lastIndexOf('-'));
  const copies = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.backup'));
  copies.sort((a, b) => time(b).localeCompare(time(a)));
  for (const name of copies.slice(KEPT_COPIES)) rmSync(join(folder, name), { force: true });
}

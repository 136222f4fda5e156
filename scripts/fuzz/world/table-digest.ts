import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Digests of all tables, by name. */
export type TableDigest = ReadonlyMap<string, string>;

/** Takes a digest of every table of the library. */
export function digestTables(reader: Database): TableDigest {
  const names = reader.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).pluck().all() as string[];
  return new Map(
    names.map((name) => {
      const hash = createHash('sha1');
      for (const row of reader.prepare(`SELECT * FROM "${name}"`).iterate()) hash.update(JSON.stringify(row));
      return [name, hash.digest('hex')];
    }),
  );
}

/** Names the tables that differ. */
export function changedTables(before: TableDigest, after: TableDigest): string[] {
  return [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
}

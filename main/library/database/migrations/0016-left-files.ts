import type { Migration } from './migration.ts';

/** Names files that could not be deleted before their video was fetched again under another name: somebody had them open. */
export const leftFiles: Migration = {
  version: 16,
  name: 'left-files',
  sql: `CREATE TABLE left_files (file_name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`,
};

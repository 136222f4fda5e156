import type { Migration } from './migration.ts';

/** Counts how often its site refused a video at the beginning of a rest: so that one which is always refused lets others go first, and fails. */
export const refusals: Migration = {
  version: 15,
  name: 'refusals',
  sql: `ALTER TABLE videos ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0 CHECK (refusals >= 0);`,
};

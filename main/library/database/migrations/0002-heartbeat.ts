import type { Migration } from './migration.ts';

/** A step of its own, nullable, on a table that already holds rows: a missing heartbeat reads as stale. */
export const heartbeat: Migration = {
  version: 2,
  name: 'heartbeat',
  sql: `ALTER TABLE videos ADD COLUMN download_heartbeat_at INTEGER;`,
};

import type { Migration } from './migration.ts';

/** Keeps the room that a video still needs on the disk, as its last run left it: without a value its expected size stands in. */
export const neededRoom: Migration = {
  version: 23,
  name: 'needed-room',
  sql: 'ALTER TABLE videos ADD COLUMN needed_bytes INTEGER CHECK (needed_bytes >= 0);',
};

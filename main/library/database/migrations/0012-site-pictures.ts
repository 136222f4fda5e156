import type { Migration } from './migration.ts';

/** Where the site has its own picture of a video, to show while it waits and to keep when it is there. */
export const sitePictures: Migration = {
  version: 12,
  name: 'site pictures',
  sql: `ALTER TABLE videos ADD COLUMN thumbnail_url TEXT CHECK (length(thumbnail_url) BETWEEN 1 AND 8192);`,
};

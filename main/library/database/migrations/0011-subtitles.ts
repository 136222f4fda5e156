import type { Migration } from './migration.ts';

/** Which subtitles a video is fetched with, as its first wish said; a child's wish keeps it until an adult decides. */
export const subtitles: Migration = {
  version: 11,
  name: 'subtitles',
  sql: `
    ALTER TABLE videos ADD COLUMN subtitles TEXT CHECK (length(subtitles) BETWEEN 2 AND 16);
    ALTER TABLE requests ADD COLUMN subtitles TEXT CHECK (length(subtitles) BETWEEN 2 AND 16);
  `,
};

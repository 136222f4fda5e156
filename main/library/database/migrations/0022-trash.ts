import type { Migration } from './migration.ts';

/**
 * Finds what is in the trash without reading the whole library, and who put it there: whoever dropped it in that moment. The two were written
 * some milliseconds apart before.
 */
export const trash: Migration = {
  version: 22,
  name: 'trash',
  sql: `
    CREATE INDEX videos_in_trash ON videos (trashed_at) WHERE trashed_at IS NOT NULL;
    UPDATE videos SET trashed_at = coalesce((SELECT max(r.cancelled_at) FROM video_references r WHERE r.video_id = videos.id), trashed_at)
      WHERE trashed_at IS NOT NULL;
  `,
};

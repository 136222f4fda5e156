import type { Migration } from './migration.ts';

/** Finds what belongs to a video by an index: without one, each video that is forgotten has these tables read from end to end. */
export const videosChildren: Migration = {
  version: 20,
  name: 'videos-children',
  sql: `
    CREATE INDEX playback_by_video ON playback (video_id);
    CREATE INDEX runs_by_video ON runs (video_id);
    CREATE INDEX requests_by_video ON requests (video_id) WHERE video_id IS NOT NULL;
  `,
};

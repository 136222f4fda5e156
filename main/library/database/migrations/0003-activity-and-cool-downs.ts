import type { Migration } from './migration.ts';

/** What happened to each item and why, and the sites that asked for a rest. */
export const activityAndCoolDowns: Migration = {
  version: 3,
  name: 'activity-and-cool-downs',
  sql: `
    CREATE TABLE activity (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      video_id TEXT,
      profile_id TEXT,
      event TEXT NOT NULL,
      detail TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE INDEX activity_by_video ON activity (video_id, id);

    CREATE TABLE cool_downs (
      site TEXT PRIMARY KEY,
      until INTEGER NOT NULL,
      reason TEXT NOT NULL,
      strikes INTEGER NOT NULL
    ) STRICT;
  `,
};

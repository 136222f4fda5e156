import type { Migration } from './migration.ts';

/** Where each person stopped watching. */
export const playback: Migration = {
  version: 4,
  name: 'playback',
  sql: `
    CREATE TABLE playback (
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      seconds REAL NOT NULL,
      watched INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1)),
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (profile_id, video_id)
    ) STRICT, WITHOUT ROWID;
  `,
};

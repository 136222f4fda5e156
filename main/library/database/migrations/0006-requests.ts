import type { Migration } from './migration.ts';

/** What children ask for and adults decide. An allowed one is also the lasting proof that this child may have this link. */
export const requests: Migration = {
  version: 6,
  name: 'requests',
  sql: `
    CREATE TABLE requests (
      id TEXT PRIMARY KEY,
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      url TEXT NOT NULL,
      url_key TEXT NOT NULL,
      site TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('video', 'audio')),
      preset TEXT NOT NULL CHECK (preset IN ('best', 'good', 'small')),
      title TEXT NOT NULL,
      details TEXT NOT NULL DEFAULT 'looking' CHECK (details IN ('looking', 'found', 'unavailable')),
      extractor_key TEXT,
      channel TEXT,
      channel_key TEXT,
      duration_seconds REAL,
      thumbnail_url TEXT,
      bytes INTEGER,
      status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'allowed', 'refused', 'withdrawn')),
      created_at INTEGER NOT NULL,
      decided_at INTEGER,
      decided_by TEXT REFERENCES profiles (id) ON DELETE SET NULL,
      video_id TEXT REFERENCES videos (id) ON DELETE SET NULL,
      CHECK ((status = 'waiting') = (decided_at IS NULL))
    ) STRICT;
    -- Asking twice is one request, whoever comes in between.
    CREATE UNIQUE INDEX requests_one_waiting ON requests (profile_id, url_key, kind) WHERE status = 'waiting';
    CREATE INDEX requests_by_link ON requests (profile_id, url_key, kind, status);
    CREATE INDEX requests_by_time ON requests (status, created_at);
  `,
};

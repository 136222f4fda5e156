import type { Migration } from './migration.ts';

/** Channels from which a child's links go through at once. The site is part of it: the generic extractor serves them all. */
export const allowedChannels: Migration = {
  version: 7,
  name: 'allowed-channels',
  sql: `
    CREATE TABLE allowed_channels (
      id TEXT PRIMARY KEY,
      profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
      extractor_key TEXT NOT NULL,
      site TEXT NOT NULL,
      channel_key TEXT NOT NULL,
      channel TEXT NOT NULL,
      allowed_by TEXT REFERENCES profiles (id) ON DELETE SET NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (profile_id, extractor_key, site, channel_key)
    ) STRICT;
  `,
};

import type { Migration } from './migration.ts';

/** Profiles, shared videos, who wants them, and the runs that fetch them. Times are epoch milliseconds. */
export const base: Migration = {
  version: 1,
  name: 'base',
  sql: `
    CREATE TABLE profiles (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
      colour TEXT NOT NULL,
      avatar TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('adult', 'child')),
      pin_hash BLOB,
      pin_salt BLOB,
      pin_failures INTEGER NOT NULL DEFAULT 0,
      pin_locked_until INTEGER,
      last_served_at INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE videos (
      id TEXT PRIMARY KEY,
      url TEXT NOT NULL,
      url_key TEXT NOT NULL,
      site TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('video', 'audio')),
      preset TEXT NOT NULL CHECK (preset IN ('best', 'good', 'small')),
      extractor_key TEXT,
      extractor_id TEXT,
      title TEXT NOT NULL,
      channel TEXT,
      duration_seconds REAL,
      is_live INTEGER NOT NULL DEFAULT 0 CHECK (is_live IN (0, 1)),
      status TEXT NOT NULL CHECK (status IN ('cataloged', 'pending', 'downloading', 'cancelling', 'complete', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      retry_at INTEGER,
      reason TEXT,
      reason_detail TEXT,
      file_name TEXT UNIQUE,
      bytes INTEGER,
      has_thumbnail INTEGER NOT NULL DEFAULT 0 CHECK (has_thumbnail IN (0, 1)),
      completed_at INTEGER,
      trashed_at INTEGER,
      created_at INTEGER NOT NULL,
      UNIQUE (url_key, kind),
      CHECK (status <> 'complete' OR (file_name IS NOT NULL AND bytes IS NOT NULL AND completed_at IS NOT NULL)),
      CHECK (status <> 'failed' OR reason IS NOT NULL)
    ) STRICT;
    CREATE INDEX videos_by_status ON videos (status, retry_at);

    -- A row is one person's claim on a video; the active rows (cancelled_at IS NULL) are the count, there is no counter column.
    CREATE TABLE video_references (
      video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      profile_id TEXT NOT NULL REFERENCES profiles (id),
      position REAL NOT NULL,
      held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
      created_at INTEGER NOT NULL,
      cancelled_at INTEGER,
      PRIMARY KEY (video_id, profile_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX references_by_profile ON video_references (profile_id, position) WHERE cancelled_at IS NULL;

    -- One row per spawn, written before the spawn; its id is the token in the process's environment and arguments.
    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      owner_id TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      pid INTEGER,
      process_started_at TEXT,
      phase TEXT NOT NULL CHECK (phase IN ('starting', 'probing', 'downloading', 'post-processing', 'finalizing')),
      stop_reason TEXT,
      staged_path TEXT,
      target_name TEXT,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      outcome TEXT
    ) STRICT;
    -- The database itself holds that a video has at most one live run.
    CREATE UNIQUE INDEX runs_one_live_per_video ON runs (video_id) WHERE ended_at IS NULL;
    CREATE INDEX runs_by_end ON runs (ended_at);
  `,
};

import type { Migration } from './migration.ts';

/**
 * Keeps what somebody wants to take from an adult who has a PIN, until that adult comes in or a day is over. What is left of the day is counted
 * from check to check, since the clock on the wall can be put forward.
 */
export const plannedChanges: Migration = {
  version: 25,
  name: 'planned-changes',
  sql: `
    CREATE TABLE planned_changes (
      profile_id TEXT PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
      change TEXT NOT NULL CHECK (change IN ('remove-pin', 'make-child')),
      planned_by TEXT REFERENCES profiles (id) ON DELETE SET NULL,
      planned_at INTEGER NOT NULL,
      left_ms INTEGER NOT NULL CHECK (left_ms >= 0),
      checked_at INTEGER NOT NULL,
      checked_boot TEXT NOT NULL,
      checked_uptime_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from './migration.ts';

/** What an adult allows a person. People who were there before have no quota and no daily limit; children ask first. */
export const profileLimits: Migration = {
  version: 5,
  name: 'profile-limits',
  sql: `
    ALTER TABLE profiles ADD COLUMN quota_bytes INTEGER CHECK (quota_bytes >= 0);
    ALTER TABLE profiles ADD COLUMN daily_items INTEGER CHECK (daily_items >= 0);
    ALTER TABLE profiles ADD COLUMN daily_minutes INTEGER CHECK (daily_minutes >= 0);
    ALTER TABLE profiles ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 1 CHECK (needs_approval IN (0, 1));
    ALTER TABLE profiles ADD COLUMN known_needs_approval INTEGER NOT NULL DEFAULT 1 CHECK (known_needs_approval IN (0, 1));
  `,
};

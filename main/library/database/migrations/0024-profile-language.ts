import type { Migration } from './migration.ts';

/** Keeps the language that a person reads; NULL: that of the computer. */
export const profileLanguage: Migration = {
  version: 24,
  name: 'profile-language',
  sql: `ALTER TABLE profiles ADD COLUMN language TEXT CHECK (language IN ('en', 'de'));`,
};

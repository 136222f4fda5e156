import type { Migration } from './migration.ts';

/** Keeps of each recovery code what a PIN's row keeps of a PIN, and how many wrong ones were entered. PINs from before have none until they are changed. */
export const recoveryCodes: Migration = {
  version: 21,
  name: 'recovery-codes',
  sql: `
    ALTER TABLE profiles ADD COLUMN recovery_hash BLOB;
    ALTER TABLE profiles ADD COLUMN recovery_salt BLOB;
    ALTER TABLE profiles ADD COLUMN recovery_failures INTEGER NOT NULL DEFAULT 0;
  `,
};

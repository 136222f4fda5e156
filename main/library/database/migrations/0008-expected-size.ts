import type { Migration } from './migration.ts';

/** What a waiting video will take, when its site told before it was added: so that a quota sees what is on its way. */
export const expectedSize: Migration = {
  version: 8,
  name: 'expected-size',
  sql: `ALTER TABLE videos ADD COLUMN expected_bytes INTEGER CHECK (expected_bytes >= 0);`,
};

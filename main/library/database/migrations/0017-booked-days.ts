import type { Migration } from './migration.ts';

/**
 * Books when each day began on which somebody added something. What day it is by the computer's time zone can be changed by whoever sits at
 * it; what was booked cannot.
 */
export const bookedDays: Migration = {
  version: 17,
  name: 'booked-days',
  sql: `
    CREATE TABLE booked_days (
      started_at INTEGER PRIMARY KEY
    ) STRICT;
  `,
};

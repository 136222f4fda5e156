import type { Migration } from './migration.ts';

/**
 * Keeps a PIN's lock by the time since the computer was started, too: its length, in which start it was set, and when it ends there. The clock
 * on the wall can be put forward by whoever sits at it.
 */
export const pinLockBoot: Migration = {
  version: 19,
  name: 'pin-lock-boot',
  sql: `
    ALTER TABLE profiles ADD COLUMN pin_lock_ms INTEGER;
    ALTER TABLE profiles ADD COLUMN pin_lock_boot TEXT;
    ALTER TABLE profiles ADD COLUMN pin_lock_ends_uptime_ms INTEGER;
  `,
};

import type { Migration } from './migration.ts';

/**
 * Names what every reader asks of a reference, so that no statement spells it: it is active until the person gives it up, and
 * unpaused unless that person paused it. A person pauses; only the engine holds, so the column gets the person's word.
 */
export const activeReferences: Migration = {
  version: 13,
  name: 'active-references',
  sql: `
    ALTER TABLE video_references RENAME COLUMN held TO paused;
    CREATE VIEW active_references AS SELECT * FROM video_references WHERE cancelled_at IS NULL;
    CREATE VIEW unpaused_references AS SELECT * FROM active_references WHERE paused = 0;
  `,
};

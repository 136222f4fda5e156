import type { Migration } from './migration.ts';

/**
 * Returns to the queue what earlier versions failed for a missing or too old program, if somebody still wants it: a missing program holds
 * the queue now, and these videos go on when it is there. The index finds what a person gave up, as `references_by_profile` finds the
 * rest, so that the end of a queue is found without reading every reference.
 */
export const waitingForPrograms: Migration = {
  version: 14,
  name: 'waiting-for-programs',
  sql: `
    UPDATE videos SET status = 'pending', attempts = 0, retry_at = NULL, reason = NULL, reason_detail = NULL
    WHERE status = 'failed' AND reason IN ('tool-missing', 'tool-too-old')
      AND EXISTS (SELECT 1 FROM active_references a WHERE a.video_id = videos.id);
    CREATE INDEX references_given_up ON video_references (profile_id, position) WHERE cancelled_at IS NOT NULL;
  `,
};

import type { Migration } from './migration.ts';

/**
 * What a person added from one playlist in one go. It belongs to the wish, not to the video: two people can have the same video in
 * different groups, or alone. A group is its wishes, so it is gone with the last of them. A child's wish keeps it until an adult decides.
 */
export const wishGroups: Migration = {
  version: 9,
  name: 'wish-groups',
  sql: `
    ALTER TABLE video_references ADD COLUMN group_id TEXT CHECK (length(group_id) BETWEEN 1 AND 64);
    ALTER TABLE video_references ADD COLUMN group_title TEXT CHECK ((group_id IS NULL) = (group_title IS NULL));
    CREATE INDEX references_by_group ON video_references (profile_id, group_id) WHERE group_id IS NOT NULL AND cancelled_at IS NULL;
    ALTER TABLE requests ADD COLUMN group_id TEXT CHECK (length(group_id) BETWEEN 1 AND 64);
    ALTER TABLE requests ADD COLUMN group_title TEXT CHECK ((group_id IS NULL) = (group_title IS NULL));
  `,
};

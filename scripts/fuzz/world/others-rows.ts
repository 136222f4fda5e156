import type { Database } from 'better-sqlite3';

/** What no message of one person may change: who wants what, what others asked for and chose, and videos that this person never had. */
const QUERIES = [
  'SELECT * FROM video_references WHERE profile_id <> @id ORDER BY video_id, profile_id',
  'SELECT id, status, decided_by, video_id FROM requests WHERE profile_id <> @id ORDER BY id',
  'SELECT * FROM allowed_channels WHERE profile_id <> @id ORDER BY id',
  'SELECT * FROM adding_choices WHERE profile_id <> @id ORDER BY profile_id',
  'SELECT * FROM playback WHERE profile_id <> @id ORDER BY profile_id, video_id',
  // Tries at a PIN and turns are counted on the person that they are about.
  `SELECT id, name, colour, avatar, role, quota_bytes, daily_items, daily_minutes, needs_approval, known_needs_approval,
     hex(pin_hash) FROM profiles WHERE id <> @id ORDER BY id`,
  `SELECT * FROM videos v WHERE NOT EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id AND r.profile_id = @id)
     AND EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id) ORDER BY id`,
];

/** Reads all that is not this person's, as text to compare. */
export function othersRows(reader: Database, profileId: string): string {
  return QUERIES.map((sql) => JSON.stringify(reader.prepare(sql).all({ id: profileId }))).join('\n');
}

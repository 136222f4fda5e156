import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openLibraryDatabase } from '../../../../main/library/database/database.ts';
import { migrate } from '../../../../main/library/database/migrate.ts';
import { migrations } from '../../../../main/library/database/migrations/index.ts';
import { temporaryFolder } from '../library-fixture.ts';

const BASE_ROWS = `
  INSERT INTO profiles (id, name, colour, avatar, role, created_at) VALUES ('ada', 'Ada', 'violet', 'fox', 'adult', 1);
  INSERT INTO videos (id, url, url_key, site, kind, preset, title, status, created_at)
    VALUES ('live', 'https://example.test/live', 'live', 'example.test', 'video', 'good', 'Live', 'downloading', 2),
           ('wanted', 'https://example.test/wanted', 'wanted', 'example.test', 'video', 'good', 'Wanted', 'pending', 3);
  INSERT INTO video_references (video_id, profile_id, position, created_at) VALUES ('live', 'ada', 1, 4), ('wanted', 'ada', 2, 5);
  INSERT INTO runs (id, video_id, owner_id, attempt, phase, started_at) VALUES ('run', 'live', 'owner', 1, 'downloading', 6);`;

/** Lists what a library of each version holds in its newest tables, beside the rows of the versions before. */
export const ROWS_OF_VERSION: Record<number, string> = {
  1: BASE_ROWS,
  2: `UPDATE videos SET download_heartbeat_at = 7 WHERE id = 'live';`,
  3: `INSERT INTO activity (at, video_id, profile_id, event) VALUES (8, 'live', 'ada', 'triggered');
      INSERT INTO cool_downs (site, until, reason, strikes) VALUES ('example.test', 9, 'rate-limited', 1);`,
  4: `INSERT INTO playback (profile_id, video_id, seconds, updated_at) VALUES ('ada', 'live', 12.5, 10);`,
  5: `UPDATE profiles SET quota_bytes = 1000, daily_items = 2, daily_minutes = 60, known_needs_approval = 0;`,
  6: `INSERT INTO requests (id, profile_id, url, url_key, site, kind, preset, title, status, created_at, decided_at, decided_by, video_id)
      VALUES ('asked', 'ada', 'https://example.test/live', 'live', 'example.test', 'video', 'good', 'Live', 'allowed', 11, 12, 'ada', 'live'),
             ('open', 'ada', 'https://example.test/open', 'open', 'example.test', 'video', 'good', 'Open', 'waiting', 13, NULL, NULL, NULL);`,
  7: `INSERT INTO allowed_channels (id, profile_id, extractor_key, site, channel_key, channel, allowed_by, created_at)
      VALUES ('rule', 'ada', 'Generic', 'example.test', 'cats', 'Cats', 'ada', 14);`,
  8: `UPDATE videos SET expected_bytes = 5000 WHERE id = 'wanted';`,
  9: `UPDATE video_references SET group_id = 'trains', group_title = 'Slow trains' WHERE video_id = 'wanted';
      UPDATE requests SET group_id = 'trains', group_title = 'Slow trains' WHERE id = 'open';`,
  10: `INSERT INTO adding_choices (profile_id, kind, subtitles) VALUES ('ada', 'audio', 'de');`,
  11: `UPDATE videos SET subtitles = 'all' WHERE id = 'wanted'; UPDATE requests SET subtitles = 'fr' WHERE id = 'open';`,
  12: `UPDATE videos SET thumbnail_url = 'https://example.test/cats.jpg' WHERE id = 'wanted';
      UPDATE video_references SET held = 1 WHERE video_id = 'wanted';`,
  13: `INSERT INTO profiles (id, name, colour, avatar, role, created_at) VALUES ('ben', 'Ben', 'blue', 'owl', 'child', 15);
      INSERT INTO video_references (video_id, profile_id, position, paused, created_at, cancelled_at)
      VALUES ('live', 'ben', 1, 0, 16, 17), ('wanted', 'ben', 2, 0, 18, NULL);`,
  14: `UPDATE videos SET status = 'failed', reason = 'private', reason_detail = 'ERROR: Private video' WHERE id = 'wanted';`,
  15: `UPDATE videos SET refusals = 3 WHERE id = 'live';`,
  16: `INSERT INTO left_files (file_name) VALUES ('Old film [a1].mp4');`,
  17: `INSERT INTO booked_days (started_at) VALUES (19);`,
  18: `UPDATE requests SET extractor_id = 'abc' WHERE id = 'open';`,
  19: `UPDATE profiles SET pin_locked_until = 20, pin_lock_ms = 30000, pin_lock_boot = 'boot', pin_lock_ends_uptime_ms = 40000 WHERE id = 'ada';`,
  20: `UPDATE playback SET watched = 1 WHERE video_id = 'live';`,
  21: `UPDATE profiles SET recovery_hash = x'01', recovery_salt = x'02', recovery_failures = 3 WHERE id = 'ada';`,
  22: `INSERT INTO videos (id, url, url_key, site, kind, preset, title, status, file_name, bytes, completed_at, trashed_at, created_at)
      VALUES ('removed', 'https://example.test/removed', 'removed', 'example.test', 'video', 'good', 'Removed', 'complete', 'r.mp4', 5, 21, 22, 20);
    INSERT INTO video_references (video_id, profile_id, position, created_at, cancelled_at) VALUES ('removed', 'ada', 3, 20, 22);`,
  23: `UPDATE videos SET needed_bytes = 700 WHERE id = 'wanted';`,
  24: `UPDATE profiles SET language = 'de' WHERE id = 'ada';`,
  25: `INSERT INTO planned_changes (profile_id, change, planned_by, planned_at, left_ms, checked_at, checked_boot, checked_uptime_ms)
      VALUES ('ada', 'remove-pin', 'ben', 21, 86400000, 21, 'boot', 5000);`,
};

/** Makes a closed library that has grown to that version, with rows in every table from the day it was there. */
export function libraryOfVersion(version: number): string {
  const file = join(temporaryFolder(), 'library.sqlite');
  const sqlite = new Database(file);
  for (let step = 1; step <= version; step++) {
    migrate(sqlite, migrations.slice(0, step));
    sqlite.exec(ROWS_OF_VERSION[step] ?? '');
  }
  sqlite.close();
  openLibraryDatabase({ file, migrations: migrations.slice(0, version) }).close();
  return file;
}

import type { LibraryDatabase } from '../../main/library/database/database.ts';

/** The rules of the system that concern rows, as one question to them; empty if all are kept. */
export function brokenRules(database: LibraryDatabase): unknown[] {
  return database
    .prepare(
      `SELECT rule, id, status FROM (
         SELECT v.*, (SELECT count(*) FROM video_references r WHERE r.video_id = v.id AND r.cancelled_at IS NULL) AS people,
           (SELECT count(*) FROM runs u WHERE u.video_id = v.id AND u.ended_at IS NULL) AS live,
           v.status IN ('downloading', 'cancelling') AS occupied FROM videos v)
       JOIN (SELECT 'an occupied row has one live run, any other none' AS rule UNION ALL SELECT 'wanted, so not cataloged'
         UNION ALL SELECT 'unwanted, so not waiting' UNION ALL SELECT 'in the trash only if unwanted' UNION ALL SELECT 'failed for a reason'
         UNION ALL SELECT 'complete with a file' UNION ALL SELECT 'a heartbeat only while occupied' UNION ALL SELECT 'only waiting rows wait')
       WHERE CASE rule
         WHEN 'an occupied row has one live run, any other none' THEN live <> occupied
         WHEN 'wanted, so not cataloged' THEN status = 'cataloged' AND people > 0
         WHEN 'unwanted, so not waiting' THEN status IN ('pending', 'downloading', 'failed') AND people = 0
         WHEN 'in the trash only if unwanted' THEN (status = 'complete' AND people = 0) <> (trashed_at IS NOT NULL)
         WHEN 'failed for a reason' THEN status = 'failed' AND reason IS NULL
         WHEN 'complete with a file' THEN status = 'complete' AND (file_name IS NULL OR bytes IS NULL OR completed_at IS NULL)
         WHEN 'a heartbeat only while occupied' THEN (download_heartbeat_at IS NOT NULL) <> occupied
         ELSE retry_at IS NOT NULL AND status <> 'pending' END`,
    )
    .all();
}

import { expect } from 'vitest';
import type { LibraryDatabase } from '../../main/library/database/database.ts';
import { brokenRules } from './engine-rules.ts';
import type * as model from './row-model.ts';

/** Expects the rows and the model to say the same, and every rule of the rows to be kept. */
export function compareRows(database: LibraryDatabase, world: model.RowModel): void {
  const rows = database
    .prepare(
      'SELECT id, status, attempts, retry_at AS retryAt, reason, file_name AS fileName, trashed_at AS trashedAt FROM videos',
    )
    .all() as ({ id: string } & Omit<model.ModelVideo, 'runId'>)[];
  expect(Object.fromEntries(rows.map(({ id, ...row }) => [id, row]))).toEqual(
    Object.fromEntries([...world.videos].map(([id, { runId: _runId, ...video }]) => [id, video])),
  );
  for (const [profileId, { order, paused, groups }] of world.profiles) {
    expect(orderOf(database, profileId)).toEqual(order);
    expect(groupsOf(database, profileId)).toEqual(new Map([...groups].filter(([videoId]) => order.includes(videoId))));
    const pausedRows = database
      .prepare('SELECT video_id AS id FROM video_references WHERE profile_id = ? AND paused = 1 ORDER BY video_id')
      .all(profileId) as { id: string }[];
    expect(pausedRows.map(({ id }) => id)).toEqual([...paused].sort());
  }
  expect(brokenRules(database)).toEqual([]);
}

function groupsOf(database: LibraryDatabase, profileId: string): Map<string, string> {
  const rows = database
    .prepare(
      `SELECT video_id AS id, group_id AS groupId FROM video_references
       WHERE profile_id = ? AND cancelled_at IS NULL AND group_id IS NOT NULL`,
    )
    .all(profileId) as { id: string; groupId: string }[];
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}

/** Lists what a person wants, in the order of the queue. */
export function orderOf(database: LibraryDatabase, profileId: string): string[] {
  const rows = database
    .prepare(
      'SELECT video_id AS id FROM video_references WHERE profile_id = ? AND cancelled_at IS NULL ORDER BY position, video_id',
    )
    .all(profileId) as { id: string }[];
  return rows.map(({ id }) => id);
}

import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import type { VideoRows } from '../videos/video-rows.ts';
import { createReferenceChanges, type ReferenceChanges } from './reference-changes.ts';
import { createReferenceTriggers, type ReferenceTriggers } from './reference-triggers.ts';

/**
 * Changes the references of people: each function is one IMMEDIATE transaction, and each status change in it one guarded UPDATE.
 * The references are the count: whether a video is wanted is always asked of the rows, never of a counter.
 */
export interface ReferenceTransitions extends ReferenceTriggers, ReferenceChanges {}

export function createReferenceTransitions(
  database: WritableDatabase,
  videos: VideoRows,
  append: AppendActivity,
  now: () => number,
): ReferenceTransitions {
  return { ...createReferenceTriggers(database, videos, append, now), ...createReferenceChanges(database, videos, append, now) };
}

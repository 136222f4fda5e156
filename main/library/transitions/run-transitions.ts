import type { AppendActivity } from '../activity/activity-events.ts';
import type { WritableDatabase } from '../database/database.ts';
import { createRunEndings, type RunEndings } from './run-endings.ts';
import { createRunProgress, type RunProgress } from './run-progress.ts';
import { createRunRecovery, type RunRecovery } from './run-recovery.ts';

/**
 * Moves one run through its life. Each function is one IMMEDIATE transaction with guarded UPDATEs; a guard that does not match returns
 * `undefined` or false and changes nothing.
 */
export interface RunTransitions extends RunProgress, RunEndings, RunRecovery {}

export function createRunTransitions(database: WritableDatabase, append: AppendActivity, now: () => number): RunTransitions {
  return {
    ...createRunProgress(database, append, now),
    ...createRunEndings(database, append, now),
    ...createRunRecovery(database, append, now),
  };
}

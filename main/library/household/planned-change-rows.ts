import type { OwnerChange } from '../../../preload/contract/household.ts';
import type { WritableDatabase } from '../database/database.ts';
import type { LockMoment } from './pin-rows.ts';

/** Describes what somebody wants to take from an adult who has a PIN. */
export interface PlannedChangeRow {
  readonly profileId: string;
  readonly change: OwnerChange;
  /** Null: that person does not live here any more. */
  readonly plannedBy: string | null;
  readonly plannedByName: string | null;
  readonly plannedAt: number;
  /** What was left at the last count. */
  readonly leftMs: number;
}

/** Reads and changes the planned changes. Whoever changes several rows wraps the calls in one `immediate`. */
export interface PlannedChangeRows {
  list(): PlannedChangeRow[];
  /** Plans a change, unless one is planned for that person or they are no adult with a PIN; false then. */
  plan(
    planned: Pick<PlannedChangeRow, 'profileId' | 'change' | 'leftMs'> & { readonly plannedBy: string },
    at: LockMoment,
  ): boolean;
  /** Drops what is planned for that person; undefined: nothing was. */
  drop(profileId: string): Pick<PlannedChangeRow, 'change'> | undefined;
  /** Takes from what is left of each the time since the last count. */
  count(at: LockMoment): void;
  /** Removes those of which nothing is left, and returns them. */
  takeDue(): PlannedChangeRow[];
}

const COLUMNS = `profile_id AS profileId, change, planned_by AS plannedBy,
  (SELECT name FROM profiles WHERE id = planned_by) AS plannedByName, planned_at AS plannedAt, left_ms AS leftMs`;

/** A computer that was off counts by the clock on the wall, which may have been put forward meanwhile: as one night, at most. */
const LONGEST_OFF_MS = 12 * 3_600_000;

const ELAPSED_MS = `CASE WHEN checked_boot = @bootId AND checked_uptime_ms <= @uptimeMs THEN @uptimeMs - checked_uptime_ms
  ELSE @uptimeMs + min(max(@now - @uptimeMs - checked_at, 0), ${LONGEST_OFF_MS}) END`;

export function createPlannedChangeRows({ prepare, run, runReturning }: WritableDatabase): PlannedChangeRows {
  return {
    list: () => prepare(`SELECT ${COLUMNS} FROM planned_changes ORDER BY planned_at, profile_id`).all() as PlannedChangeRow[],
    plan: (planned, at) =>
      run(
        `INSERT INTO planned_changes
           (profile_id, change, planned_by, planned_at, left_ms, checked_at, checked_boot, checked_uptime_ms)
         SELECT id, @change, @plannedBy, @now, @leftMs, @now, @bootId, @uptimeMs FROM profiles
         WHERE id = @profileId AND role = 'adult' AND pin_hash IS NOT NULL
         ON CONFLICT (profile_id) DO NOTHING`,
        { ...planned, ...at },
      ) > 0,
    drop: (profileId) =>
      runReturning('DELETE FROM planned_changes WHERE profile_id = ? RETURNING change', profileId) as
        | Pick<PlannedChangeRow, 'change'>
        | undefined,
    count: (at) =>
      void run(
        `UPDATE planned_changes SET left_ms = max(left_ms - (${ELAPSED_MS}), 0), checked_at = @now, checked_boot = @bootId,
           checked_uptime_ms = @uptimeMs`,
        { ...at },
      ),
    takeDue() {
      const due = prepare(
        `SELECT ${COLUMNS} FROM planned_changes WHERE left_ms = 0 ORDER BY planned_at`,
      ).all() as PlannedChangeRow[];
      run('DELETE FROM planned_changes WHERE left_ms = 0');
      return due;
    },
  };
}

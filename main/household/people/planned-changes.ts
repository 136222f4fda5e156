import { said } from '../../../phrasebook/said.ts';
import type { OwnerChange, PlannedChange } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import { createPinRows, type LockMoment } from '../../library/household/pin-rows.ts';
import { createPlannedChangeRows, type PlannedChangeRow } from '../../library/household/planned-change-rows.ts';
import type { ProfileRows } from '../../library/household/profile-rows.ts';
import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { NoteChange } from './change-notes.ts';

export interface PlannedChangesDependencies {
  readonly database: LibraryDatabase;
  readonly clock: Pick<Clock, 'now' | 'sinceBoot' | 'every'>;
  readonly rows: ProfileRows;
  readonly note: NoteChange;
  /** Throws `not-found`. */
  readonly existing: (profileId: string) => Profile;
  /** For so long the owner may come in and stop it. */
  readonly delayMs: number;
  readonly onChanged: () => void;
}

/** Names whose PIN or role it is about; null takes back what is planned. */
export interface PlanInput {
  readonly profileId: string;
  readonly change: OwnerChange | null;
}

/**
 * Takes a PIN away, or makes a child of an adult who has one, without that adult: a day after everybody could hear of it, and not at all when the
 * owner comes in before. Each step is one transaction, so that a kill leaves it planned, or done.
 */
export interface PlannedChanges {
  /** Plans or takes back; throws `invalid-request` for whoever needs no plan, and `conflict` when something is planned already. */
  plan(input: PlanInput, actorId: string): { plans: PlannedChange[] };
  plans(): { plans: PlannedChange[] };
  /** Drops what is planned for the owner who has just come in; part of the transaction that it is called in. */
  ownerCameIn(profileId: string): void;
  /** Counts on, and carries out what is due. */
  carryOut(): void;
  start(): void;
  /** Ends what is under way; call it before the database is closed. */
  stop(): void;
}

const LONGEST_CHECK_INTERVAL_MS = 60_000;
const SHORTEST_CHECK_INTERVAL_MS = 100;

export function createPlannedChanges(dependencies: PlannedChangesDependencies): PlannedChanges {
  const { database, clock, rows, note, existing, delayMs, onChanged } = dependencies;
  const planned = createPlannedChangeRows(database);
  const pins = createPinRows(database);
  let cancelTimer: CancelTimer = () => {};
  const moment = (): LockMoment => ({ now: clock.now(), ...clock.sinceBoot() });

  const list = (): { plans: PlannedChange[] } =>
    database.immediate(() => {
      if (planned.list().length > 0) planned.count(moment());
      return { plans: planned.list().map((row) => toPlan(row, clock.now())) };
    });

  function planOne(owner: Profile, change: OwnerChange, actorId: string): void {
    const { id: profileId, name, role, hasPin } = owner;
    if (profileId === actorId || role === 'child' || !hasPin) {
      throw new Refusal('invalid-request', said('refusal.needsNoPlan'));
    }
    if (!planned.plan({ profileId, change, plannedBy: actorId, leftMs: delayMs }, moment())) {
      throw new Refusal('conflict', said('refusal.isPlanned', { name }));
    }
    note(change === 'remove-pin' ? 'pin-removal-planned' : 'demotion-planned', owner, actorId);
  }

  /** What the owner has settled meanwhile in another way is dropped without a word: the PIN is gone, or they are a child. */
  function carryOutOne({ profileId, change, plannedBy }: PlannedChangeRow): void {
    const owner = rows.get(profileId);
    if (owner === undefined || owner.role === 'child' || !owner.hasPin) return;
    const by = plannedBy ?? undefined;
    if (change === 'remove-pin') {
      pins.setPin(profileId, null, null);
      note('pin-removed', owner, by);
    } else if (rows.countAdults() > 1) {
      rows.update({ ...owner, role: 'child' });
      note('role-changed', { ...owner, role: 'child' }, by);
    }
  }

  const carryOut = (): void =>
    database.immediate(() => {
      if (planned.list().length === 0) return;
      planned.count(moment());
      const due = planned.takeDue();
      for (const row of due) carryOutOne(row);
      if (due.length > 0) database.afterCommit(onChanged);
    });

  return {
    plan: ({ profileId, change }, actorId) =>
      database.immediate(() => {
        const owner = existing(profileId);
        if (change !== null) planOne(owner, change, actorId);
        else if (planned.drop(profileId) !== undefined) note('plan-taken-back', owner, actorId);
        database.afterCommit(onChanged);
        return list();
      }),
    plans: list,
    ownerCameIn: (profileId) =>
      database.immediate(() => {
        if (planned.drop(profileId) === undefined) return;
        note('plan-stopped', existing(profileId), profileId);
        database.afterCommit(onChanged);
      }),
    carryOut,
    start() {
      carryOut();
      const intervalMs = Math.max(SHORTEST_CHECK_INTERVAL_MS, Math.min(delayMs / 10, LONGEST_CHECK_INTERVAL_MS));
      cancelTimer = clock.every(intervalMs, carryOut);
    },
    stop: () => cancelTimer(),
  };
}

const toPlan = ({ profileId, change, plannedByName, leftMs }: PlannedChangeRow, now: number): PlannedChange => ({
  profileId,
  change,
  ...(plannedByName !== null && { plannedBy: plannedByName }),
  dueAt: now + leftMs,
});

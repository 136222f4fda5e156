import { randomUUID } from 'node:crypto';
import type { RunRows } from '../../library/queue/run-rows.ts';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { Holds } from '../holds/holds.ts';
import type { Supervisor } from '../run/supervisor.ts';
import { chooseNext, type TurnLimits } from './fair-turns.ts';

/** Enough of each person's first items to find one on an open site. */
const LOOK_AHEAD = 50;
/** A wake-up that is far away is looked at again after this long at the latest, whatever the clocks did meanwhile. */
const LONGEST_NAP_MS = 60_000;

export interface SchedulerDependencies {
  readonly ownerId: string;
  readonly runRows: RunRows;
  readonly transitions: RunTransitions;
  readonly supervisor: Supervisor;
  readonly coolDowns: CoolDowns;
  readonly holds: Pick<Holds, 'check'>;
  readonly limits: () => TurnLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Scheduler {
  start(): void;
  stop(): void;
  /** Something changed: looks for work soon. Cheap, call it freely. */
  wake(): void;
}

/** Fills the free slots, one claim at a time, in fair turns; all it knows is in the table, so a restart forgets nothing. */
export function createScheduler(dependencies: SchedulerDependencies): Scheduler {
  const { runRows, transitions, supervisor, coolDowns, holds, clock, logger } = dependencies;
  let isStarted = false;
  let isFilling = false;
  let isWanted = false;
  let cancelNap: (() => void) | undefined;

  async function fill(): Promise<void> {
    if (isFilling) {
      isWanted = true;
      return;
    }
    isFilling = true;
    try {
      do {
        isWanted = false;
        while (isStarted && (await startOne())) {}
      } while (isWanted && isStarted);
    } catch (error) {
      logger.error('scheduler pass failed', { error });
    } finally {
      isFilling = false;
    }
    nap();
  }

  async function startOne(): Promise<boolean> {
    if (choose() === undefined || (await holds.check()) !== undefined) return false;
    // The world may have changed during the await: choose again, and let the claim's own guard have the last word.
    const next = isStarted ? choose() : undefined;
    if (next === undefined) return false;
    const runId = randomUUID();
    const claimed = transitions.claim({ videoId: next.videoId, runId, ownerId: dependencies.ownerId, profileId: next.profileId });
    if (claimed === undefined) return false;
    void supervisor.supervise({ ...next, runId, attempt: claimed.attempt });
    return true;
  }

  const choose = () =>
    chooseNext(runRows.candidates(LOOK_AHEAD, coolDowns.closedSites()), supervisor.shares(), dependencies.limits());

  function nap(): void {
    cancelNap?.();
    if (!isStarted) return;
    cancelNap = clock.after(napMs(), () => void fill());
  }

  function napMs(): number {
    try {
      const wakeAt = Math.min(
        runRows.nextRetryAt() ?? Number.POSITIVE_INFINITY,
        coolDowns.nextOpening() ?? Number.POSITIVE_INFINITY,
      );
      return Math.max(1, Math.min(LONGEST_NAP_MS, wakeAt - clock.now()));
    } catch (error) {
      // What cannot be read now is looked at again; a scheduler that never wakes would strand everything.
      logger.error('scheduler could not read its next wake-up', { error });
      return LONGEST_NAP_MS;
    }
  }

  return {
    start() {
      isStarted = true;
      void fill();
    },
    stop() {
      isStarted = false;
      cancelNap?.();
    },
    wake() {
      if (isStarted) queueMicrotask(() => void fill());
    },
  };
}

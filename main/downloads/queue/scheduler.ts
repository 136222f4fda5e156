import { randomUUID } from 'node:crypto';
import type { Candidate, DiskRoom, RunRows } from '../../library/queue/run-rows.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Holds } from '../holds/holds.ts';
import type { Supervisor } from '../run/supervisor.ts';
import { chooseNext, fullSites, type TurnLimits } from './fair-turns.ts';

/** Enough of each person's first items to find one on an open site. */
const LOOK_AHEAD = 50;
/** A wake-up that is far away is worked out again after this long at the latest, whatever the clocks did meanwhile. */
const LONGEST_NAP_MS = 60_000;

export interface SchedulerOptions {
  /** Names this start of the app on its runs. */
  readonly ownerId: string;
  readonly supervisor: Pick<Supervisor, 'shares' | 'supervise'>;
  readonly coolDowns: Pick<CoolDowns, 'closedSites' | 'nextOpening'>;
  readonly holds: Pick<Holds, 'check'>;
  /** Tells what a video that starts now may take of the disk; `holds.check` measures it. */
  readonly room: () => DiskRoom;
  readonly limits: () => TurnLimits;
}

export interface Scheduler {
  start(): void;
  stop(): void;
  /** Fills free slots soon: something changed. Cheap, call it freely. */
  wake(): void;
}

/** Fills the free slots, one claim at a time, in fair turns; all it knows is in the table, so a restart forgets nothing. */
export function createScheduler(
  { store, clock, logger }: Pick<EngineContext, 'store' | 'clock' | 'logger'>,
  options: SchedulerOptions,
): Scheduler {
  const { runRows, runs } = store;
  const { supervisor, coolDowns, holds } = options;
  const choose = (): Candidate | undefined => chooseStartable(runRows, options);
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
    const claimed = runs.claim({ videoId: next.videoId, runId, ownerId: options.ownerId, profileId: next.profileId });
    if (claimed === undefined) return false;
    void supervisor.supervise({ ...next, runId, attempt: claimed.attempt });
    return true;
  }

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
      // What cannot be read now is read again; a scheduler that never wakes would strand everything.
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

/** Chooses from what could start this moment: of sites that rest or are full, and of what has no room, nothing is read, however much comes first. */
function chooseStartable(runRows: RunRows, { supervisor, coolDowns, room, limits }: SchedulerOptions): Candidate | undefined {
  const running = supervisor.shares();
  const now = limits();
  const closed = [...coolDowns.closedSites(), ...fullSites(running, now)];
  return chooseNext(runRows.candidates(LOOK_AHEAD, closed, room()), running, now);
}

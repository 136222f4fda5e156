import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ProcessTrees } from '../../platform/processes/process-tree.ts';
import type { Timings } from '../../settings/timings.ts';
import type { LiveRun } from './live-run.ts';
import { isPastBackstop, judge } from './silence-budget.ts';
import { createWorkMeter } from './work-meter.ts';

export interface WatchdogDependencies {
  readonly runs: () => Iterable<LiveRun>;
  readonly trees: ProcessTrees;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly logger: Logger;
  /** Writes the heartbeat of a run that showed a sign of life since its last one. */
  readonly beat: (run: LiveRun) => void;
  /** Adds up the files of a run's folder; replaced only where a test cannot slow a disk down. */
  readonly measureFolder?: (folder: string) => Promise<number>;
  readonly onVerdict: (run: LiveRun, verdict: 'stalled' | 'deadline', silentMs: number) => void;
}

export interface Watchdog {
  start(): void;
  stop(): void;
  /** The computer woke up: every run gets a fresh budget at once. */
  resumed(): void;
  /** Tells whether a run is past its budget now, sleep of the computer taken into account: a second opinion for the reaper. */
  isOverdue(run: LiveRun): boolean;
}

/**
 * Inspects every run with each tick. Output is a sign of life by itself; without it the work meter decides. Ends a run only on the second
 * suspicion in a row, or past the backstop, and never on one that a sleep of the computer explains.
 */
export function createWatchdog(dependencies: WatchdogDependencies): Watchdog {
  const { runs, trees, clock, timings, logger } = dependencies;
  const suspicions = new WeakMap<LiveRun, number>();
  const workMeter = createWorkMeter(trees, dependencies.measureFolder);
  const sleep = createSleepDetector(dependencies, (lostMs) => {
    for (const run of runs()) run.freshBudget(lostMs);
  });
  let cancelTicks: (() => void) | undefined;
  let isTicking = false;

  async function inspect(run: LiveRun): Promise<void> {
    // Without a process it is the engine's own work (programs are looked up, the file is checked), and each step has a limit of its own.
    if (run.identity === undefined || (await workMeter.showsWork(run))) run.signOfLife();
    beatIfDue(run);
    if (run.stopReason !== undefined) return;
    const verdict = judge(run.lifeSigns(), clock.monotonicMs(), timings);
    const inARow = verdict.kind === 'alive' ? 0 : (suspicions.get(run) ?? 0) + 1;
    suspicions.set(run, inARow);
    if (verdict.kind === 'alive' || inARow < 2) return;
    dependencies.onVerdict(run, verdict.kind, verdict.kind === 'stalled' ? verdict.silentMs : 0);
  }

  function beatIfDue(run: LiveRun): void {
    if (run.lastSignOfLifeAt <= run.heartbeatAt || clock.now() - run.heartbeatAt < timings.heartbeatMs) return;
    try {
      dependencies.beat(run);
    } catch (error) {
      logger.error('heartbeat could not be written', { videoId: run.claim.videoId, error });
    }
  }

  /** What goes wrong with one run keeps the watchdog from none of the others. */
  async function inspectSafely(run: LiveRun): Promise<void> {
    try {
      await inspect(run);
    } catch (error) {
      logger.error('watchdog could not inspect a run', { videoId: run.claim.videoId, error });
    }
  }

  /** Ends what is still there long after its deadline, whatever else keeps the watchdog from a verdict. */
  function endOverdue(): void {
    for (const run of runs()) {
      if (run.stopReason !== undefined || !isPastBackstop(run.lifeSigns(), clock.monotonicMs(), timings)) continue;
      dependencies.onVerdict(run, 'deadline', 0);
    }
  }

  async function tick(): Promise<void> {
    // At each tick, also while an inspection is under way: a disk that answers slowly is no sleep of the computer.
    sleep.notice();
    endOverdue();
    if (isTicking) return;
    isTicking = true;
    try {
      for (const run of [...runs()]) await inspectSafely(run);
    } finally {
      isTicking = false;
    }
  }

  return {
    start() {
      sleep.begin();
      cancelTicks = clock.every(timings.watchdogTickMs, () => void tick());
    },
    stop() {
      cancelTicks?.();
    },
    resumed: sleep.resumed,
    isOverdue(run) {
      sleep.notice();
      return judge(run.lifeSigns(), clock.monotonicMs(), timings).kind !== 'alive';
    },
  };
}

/** Tells from two clocks that the computer slept, or that the wall clock was set forward. */
interface SleepDetector {
  /** Counts from now. */
  begin(): void;
  /** Checks whether this moment comes far too late after the one before. */
  notice(): void;
  /** Takes the system's word for it. */
  resumed(): void;
}

/** `onSlept` is called with the time that no run can be blamed for. */
function createSleepDetector(
  { clock, timings, logger }: Pick<WatchdogDependencies, 'clock' | 'timings' | 'logger'>,
  onSlept: (lostMs: number) => void,
): SleepDetector {
  let lastTickAtMs = 0;
  let lastTickAt = 0;

  function begin(): void {
    lastTickAtMs = clock.monotonicMs();
    lastTickAt = clock.now();
  }

  return {
    begin,
    notice() {
      const elapsedMs = clock.monotonicMs() - lastTickAtMs;
      const wallElapsedMs = clock.now() - lastTickAt;
      lastTickAtMs += elapsedMs;
      lastTickAt += wallElapsedMs;
      const expectedMs = timings.watchdogTickMs * 3 + 2000;
      if (elapsedMs <= expectedMs && wallElapsedMs <= expectedMs) return;
      logger.info('computer slept or its clock jumped: silence budgets reset', { elapsedMs, wallElapsedMs });
      onSlept(Math.max(0, elapsedMs - timings.watchdogTickMs));
    },
    resumed() {
      const lostMs = Math.max(0, clock.monotonicMs() - lastTickAtMs - timings.watchdogTickMs);
      begin();
      onSlept(lostMs);
    },
  };
}

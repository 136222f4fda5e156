import type { Clock } from '../../platform/clock.ts';
import { folderBytes } from '../../platform/files.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ProcessTrees } from '../../platform/processes/process-tree.ts';
import type { Timings } from '../../settings/timings.ts';
import type { LiveRun } from './live-run.ts';
import { judge } from './silence-budget.ts';

/** Less CPU time than this between two signs is a poll loop, not work (a header that drips byte by byte costs about none). */
const WORK_CPU_MS = 100;
const WORK_IO_BYTES = 64 * 1024;

/** What was last measured of a run beside its output. */
interface Measure {
  bytes: number;
  cpuMs: number;
  ioBytes: number;
  suspicions: number;
}

export interface WatchdogDependencies {
  readonly runs: () => Iterable<LiveRun>;
  readonly trees: ProcessTrees;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly logger: Logger;
  /** Writes the heartbeat of a run that showed a sign of life since its last one. */
  readonly beat: (run: LiveRun) => void;
  readonly onVerdict: (run: LiveRun, verdict: 'stalled' | 'deadline', silentMs: number) => void;
}

export interface Watchdog {
  start(): void;
  stop(): void;
  /** The computer woke up: every run gets a fresh budget at once. */
  resumed(): void;
  /** Whether a run is past its budget now, sleep of the computer taken into account: a second opinion for the reaper. */
  isOverdue(run: LiveRun): boolean;
}

/**
 * Looks at every run each tick. Output is a sign of life by itself; without it the watchdog measures: growth of the run's files
 * in any phase, CPU time and I/O of the tree where silence is normal (start-up, extraction, post-processing). It acts only on the second
 * suspicion in a row, and never on one that a sleep of the computer explains.
 */
export function createWatchdog(dependencies: WatchdogDependencies): Watchdog {
  const { runs, trees, clock, timings, logger } = dependencies;
  const measures = new WeakMap<LiveRun, Measure>();
  let cancelTicks: (() => void) | undefined;
  let lastTickAtMs = 0;
  let lastTickAt = 0;
  let isTicking = false;

  function freshBudgets(lostMs: number): void {
    for (const run of runs()) run.freshBudget(lostMs);
  }

  /** A tick that comes far too late, on either clock, means that the computer slept (or the wall clock was set forward). */
  function noticeSleep(): void {
    const elapsedMs = clock.monotonicMs() - lastTickAtMs;
    const wallElapsedMs = clock.now() - lastTickAt;
    lastTickAtMs += elapsedMs;
    lastTickAt += wallElapsedMs;
    const expectedMs = timings.watchdogTickMs * 3 + 2000;
    if (elapsedMs <= expectedMs && wallElapsedMs <= expectedMs) return;
    logger.info('computer slept or its clock jumped: silence budgets reset', { elapsedMs, wallElapsedMs });
    freshBudgets(Math.max(0, elapsedMs - timings.watchdogTickMs));
  }

  async function inspect(run: LiveRun): Promise<void> {
    const measure = measures.get(run) ?? { bytes: -1, cpuMs: 0, ioBytes: 0, suspicions: 0 };
    measures.set(run, measure);
    // Without a process it is the engine's own work (programs are looked up, the file is checked), and each step has a limit of its own.
    if (run.identity === undefined) run.signOfLife();
    else if (await showsWork(run, measure)) run.signOfLife();
    beatIfDue(run);
    if (run.stopReason !== undefined) return;
    const nowMs = clock.monotonicMs();
    const verdict = judge(run.lifeSigns(), nowMs, timings);
    if (verdict.kind === 'alive') {
      measure.suspicions = 0;
      return;
    }
    measure.suspicions += 1;
    if (measure.suspicions < 2) return;
    dependencies.onVerdict(run, verdict.kind, verdict.kind === 'stalled' ? verdict.silentMs : 0);
  }

  async function showsWork(run: LiveRun, measure: Measure): Promise<boolean> {
    const bytes = await folderBytes(run.folder.root);
    const grew = measure.bytes >= 0 && bytes !== measure.bytes;
    measure.bytes = bytes;
    if (run.phase === 'downloading' || run.identity === undefined) return grew;
    const usage = trees.usage(run.identity);
    if (usage === null) return grew;
    // A member that ended takes its share along, so a drop is a change as well.
    const worked =
      Math.abs(usage.cpuMs - measure.cpuMs) >= WORK_CPU_MS ||
      (run.phase === 'post-processing' && Math.abs(usage.ioBytes - measure.ioBytes) >= WORK_IO_BYTES);
    if (worked) {
      measure.cpuMs = usage.cpuMs;
      measure.ioBytes = usage.ioBytes;
    }
    return grew || worked;
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

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      noticeSleep();
      for (const run of [...runs()]) await inspectSafely(run);
    } finally {
      isTicking = false;
    }
  }

  return {
    start() {
      lastTickAtMs = clock.monotonicMs();
      lastTickAt = clock.now();
      cancelTicks = clock.every(timings.watchdogTickMs, () => void tick());
    },
    stop() {
      cancelTicks?.();
    },
    resumed() {
      const lostMs = Math.max(0, clock.monotonicMs() - lastTickAtMs - timings.watchdogTickMs);
      lastTickAtMs = clock.monotonicMs();
      lastTickAt = clock.now();
      freshBudgets(lostMs);
    },
    isOverdue(run) {
      noticeSleep();
      return judge(run.lifeSigns(), clock.monotonicMs(), timings).kind !== 'alive';
    },
  };
}

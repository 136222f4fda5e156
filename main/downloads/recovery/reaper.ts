import type { ReaperResult } from '../../../preload/contract/types.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import type { OccupiedRow, RunRows } from '../../library/queue/run-rows.ts';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ProcessTrees, TreeIdentity } from '../../platform/processes/process-tree.ts';
import { stopBudget, type Timings } from '../../settings/timings.ts';
import { recoverMove } from '../finish/recover-move.ts';

/** Rows handled side by side: an orphan that does not end takes ten seconds, and nothing starts before the last is proven dead. */
const ROWS_AT_ONCE = 8;

export interface ReaperDependencies {
  readonly database: LibraryDatabase;
  readonly runRows: RunRows;
  readonly transitions: RunTransitions;
  readonly trees: ProcessTrees;
  readonly libraryFolder: () => string;
  /** False: a move that was under way cannot be judged yet. */
  readonly isLibraryThere: () => boolean;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether this app supervises the video right now. */
  readonly isSupervised: (videoId: string) => boolean;
  /** A supervised run whose heartbeat went stale: its own supervisor ends it, so that the row never lies. */
  readonly onStale: (videoId: string) => void;
  /** Waiting videos that nothing will wake: the scheduler looks again. Returns how many it was offered. */
  readonly offerAgain: () => number;
  readonly onHealed: (videoId: string) => void;
}

export interface Reaper {
  /** One pass; a second call while one runs waits for the next pass. Never rejects. */
  sweep(): Promise<ReaperResult>;
  lastRunAt(): number | null;
  lastResult(): ReaperResult | null;
}

/**
 * Brings back what a crash left behind. The app holds its library alone, so a row that says `downloading` or `cancelling` without
 * a supervisor here belongs to a dead app: its processes are ended, then the row is freed, at once and not after half an hour.
 */
export function createReaper(dependencies: ReaperDependencies): Reaper {
  const { runRows, transitions, trees, timings, clock, logger } = dependencies;
  let lastRunAt: number | null = null;
  let lastResult: ReaperResult | null = null;
  let pass: Promise<ReaperResult> = Promise.resolve(emptyResult());

  async function sweep(): Promise<ReaperResult> {
    const counts = emptyResult();
    const stranded: OccupiedRow[] = [];
    for (const row of runRows.occupied()) {
      if (!dependencies.isSupervised(row.videoId)) stranded.push(row);
      else if (row.heartbeatAt === null || clock.now() - row.heartbeatAt > timings.staleMs) dependencies.onStale(row.videoId);
    }
    release(await clearAll(stranded, counts), counts);
    counts.offeredAgain = dependencies.offerAgain();
    lastRunAt = clock.now();
    lastResult = counts;
    if (stranded.length > 0) logger.info('reaper pass', { stranded: stranded.length, ...counts });
    return counts;
  }

  /** Ends trees and moves of the rows and returns those that may be freed; one that cannot be handled keeps no other waiting. */
  async function clearAll(stranded: readonly OccupiedRow[], counts: Counts): Promise<OccupiedRow[]> {
    const living = await trees.living(stranded.flatMap((row) => (row.runId === null ? [] : [identityOf(row, row.runId)])));
    const free: OccupiedRow[] = [];
    const waiting = [...stranded];
    const clearNext = async (): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) await clearOne(row);
    };
    const clearOne = async (row: OccupiedRow): Promise<void> => {
      try {
        const verdict = await clear(row, living);
        counts.killedProcesses += verdict.killed;
        if (verdict.dead && !verdict.finished) free.push(row);
        if (!verdict.finished) return;
        counts.finished += 1;
        dependencies.onHealed(row.videoId);
      } catch (error) {
        logger.error('stranded run could not be recovered', { videoId: row.videoId, error });
      }
    };
    await Promise.all(Array.from({ length: ROWS_AT_ONCE }, clearNext));
    return free;
  }

  function release(free: readonly OccupiedRow[], counts: Counts): void {
    dependencies.database.immediate(() => {
      for (const row of free) {
        const status = transitions.release(row.videoId);
        if (status === 'pending') counts.requeued += 1;
        if (status === 'cataloged') counts.released += 1;
      }
      for (const videoId of runRows.unwantedPending()) transitions.returnToCatalog(videoId);
      transitions.forgetEnded(clock.now() - timings.keepRunsMs);
    });
    for (const row of free) dependencies.onHealed(row.videoId);
  }

  /** Ends what is left of the row's tree, and its move. */
  async function clear(
    row: OccupiedRow,
    living: ReadonlySet<string>,
  ): Promise<{ dead: boolean; finished: boolean; killed: number }> {
    if (row.runId === null) return { dead: true, finished: false, killed: 0 };
    let killed = 0;
    if (living.has(row.runId)) {
      const identity = identityOf(row, row.runId);
      killed = trees.members(identity).length;
      const result = await trees.stop(identity, stopBudget(timings));
      if (!result.dead) {
        logger.warn('process of an earlier run could not be stopped', { videoId: row.videoId, survivors: result.survivors });
        return { dead: false, finished: false, killed: killed - result.survivors.length };
      }
    }
    // The journal is all that names the file, so the row keeps it until the library is back.
    if (row.stagedPath !== null && !dependencies.isLibraryThere()) return { dead: false, finished: false, killed };
    return { dead: true, finished: await recoverMove(row, dependencies.libraryFolder(), transitions), killed };
  }

  return {
    sweep() {
      pass = pass.then(sweep).catch((error: unknown) => {
        logger.error('reaper pass failed', { error });
        return emptyResult();
      });
      return pass;
    },
    lastRunAt: () => lastRunAt,
    lastResult: () => lastResult,
  };
}

function identityOf(row: OccupiedRow, token: string): TreeIdentity {
  return { pid: row.pid, startedAt: row.processStartedAt, token };
}

type Counts = { -readonly [Key in keyof ReaperResult]: ReaperResult[Key] };

function emptyResult(): Counts {
  return { requeued: 0, released: 0, finished: 0, killedProcesses: 0, offeredAgain: 0 };
}

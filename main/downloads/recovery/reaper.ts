import type { ReaperResult } from '../../../preload/contract/types.ts';
import type { OccupiedRow } from '../../library/queue/run-rows.ts';
import type { TreeIdentity } from '../../platform/processes/process-tree.ts';
import { stopBudget } from '../../settings/timings.ts';
import type { EngineContext } from '../engine-context.ts';
import { recoverMove } from '../finish/recover-move.ts';
import { longestWaitMs } from '../run/run-result.ts';

/** Rows handled side by side: an orphan that does not end takes ten seconds, and nothing starts before the last is proven dead. */
const ROWS_AT_ONCE = 8;

export interface ReaperOptions {
  /** Tells whether this app supervises the video right now. */
  readonly isSupervised: (videoId: string) => boolean;
  /** Called for a supervised run whose heartbeat went stale: its own supervisor ends it, so that the row never lies. */
  readonly onStale: (videoId: string) => void;
  /** Wakes the scheduler for waiting videos that nothing else will wake. Returns how many it was offered. */
  readonly offerAgain: () => number;
}

export interface Reaper {
  /** Makes one pass; a second call while one runs waits for the next pass. Never rejects. */
  sweep(): Promise<ReaperResult>;
  lastRunAt(): number | null;
  lastResult(): ReaperResult | null;
}

/**
 * Brings back what a crash left behind. The app holds its library alone, so a row that says `downloading` or `cancelling` without
 * a supervisor here belongs to a dead app: its processes are ended, then the row is freed, at once and not after half an hour.
 */
export function createReaper(context: EngineContext, options: ReaperOptions): Reaper {
  const { store, timings, clock, logger } = context;
  let lastRunAt: number | null = null;
  let lastResult: ReaperResult | null = null;
  let pass: Promise<ReaperResult> = Promise.resolve(emptyResult());

  async function sweep(): Promise<ReaperResult> {
    const counts = emptyResult();
    const stranded: OccupiedRow[] = [];
    for (const row of store.runRows.occupied()) {
      if (!options.isSupervised(row.videoId)) stranded.push(row);
      else if (row.heartbeatAt === null || clock.now() - row.heartbeatAt > timings.staleMs) options.onStale(row.videoId);
    }
    release(await clearAll(stranded, counts, context), counts, context);
    counts.offeredAgain = options.offerAgain();
    lastRunAt = clock.now();
    lastResult = counts;
    if (stranded.length > 0) logger.info('reaper pass', { stranded: stranded.length, ...counts });
    return counts;
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

/** Ends trees and moves of the rows and returns those that may be freed; one that cannot be handled keeps no other waiting. */
async function clearAll(stranded: readonly OccupiedRow[], counts: Counts, context: EngineContext): Promise<OccupiedRow[]> {
  const { trees, logger, onChanged } = context;
  const living = await trees.living(stranded.flatMap((row) => (row.runId === null ? [] : [identityOf(row, row.runId)])));
  const free: OccupiedRow[] = [];
  const waiting = [...stranded];
  const clearNext = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) await clearOne(row);
  };
  const clearOne = async (row: OccupiedRow): Promise<void> => {
    try {
      const cleared = await clear(row, living, context);
      counts.killedProcesses += cleared.killed;
      if (cleared.dead && !cleared.finished) free.push(row);
      if (!cleared.finished) return;
      counts.finished += 1;
      onChanged(row.videoId);
    } catch (error) {
      logger.error('stranded run could not be recovered', { videoId: row.videoId, error });
    }
  };
  await Promise.all(Array.from({ length: ROWS_AT_ONCE }, clearNext));
  return free;
}

/** Ends what is left of the row's tree, and its move. */
async function clear(
  row: OccupiedRow,
  living: ReadonlySet<string>,
  { store, library, trees, timings, logger }: EngineContext,
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
  if (row.stagedPath !== null && !library.isThere()) return { dead: false, finished: false, killed };
  return { dead: true, finished: await recoverMove(row, library.folder(), store.runs), killed };
}

/** Frees the rows, and whatever else waits without anybody who wants it, in one transaction. */
function release(free: readonly OccupiedRow[], counts: Counts, { store, clock, timings, onChanged }: EngineContext): void {
  store.database.immediate(() => {
    for (const row of free) {
      const status = store.runs.release(row.videoId);
      if (status === 'pending') counts.requeued += 1;
      if (status === 'cataloged') counts.released += 1;
    }
    for (const videoId of store.runRows.unwantedPending()) store.runs.returnToCatalog(videoId);
    store.runs.forgetLaterRetries(clock.now() + longestWaitMs(timings));
    store.runs.forgetEnded(clock.now() - timings.keepRunsMs);
  });
  for (const row of free) onChanged(row.videoId);
}

function identityOf(row: OccupiedRow, token: string): TreeIdentity {
  return { pid: row.pid, startedAt: row.processStartedAt, token };
}

type Counts = { -readonly [Key in keyof ReaperResult]: ReaperResult[Key] };

function emptyResult(): Counts {
  return { requeued: 0, released: 0, finished: 0, killedProcesses: 0, offeredAgain: 0 };
}

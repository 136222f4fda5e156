import type { StopReason } from '../../library/transitions/run-progress.ts';
import { folderBytes } from '../../platform/files.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { EngineContext } from '../engine-context.ts';
import { workFolder } from '../work-folder.ts';
import { type Claim, createLiveRun, type LiveProgress, type LiveRun, type RunningShare } from './live-run.ts';
import { recordQuietly } from './record-quietly.ts';
import type { RunAttempt } from './run-attempt.ts';
import type { RunResult } from './run-result.ts';
import { dropsPartials, type Settlement } from './settle-run.ts';

/** A run that brought at least this much new data failed because of the connection, not the video: the attempt is not counted. */
const MOVED_ON_BYTES = 5 * 1024 * 1024;

export interface SupervisorOptions {
  readonly attempt: RunAttempt;
  /** Says what a result means in view of what the computer lacks. */
  readonly explain: (result: RunResult) => Promise<RunResult>;
  readonly settlement: Settlement;
  readonly coolDowns: Pick<CoolDowns, 'started' | 'ended'>;
  /** Called when the run's row is settled and its slot is free. */
  readonly onSettled: (videoId: string, result: RunResult) => void;
}

/** Owns every running download: nothing else starts one, and none leaves before its tree is proven dead. */
export interface Supervisor {
  runs(): Iterable<LiveRun>;
  get(videoId: string): LiveRun | undefined;
  shares(): RunningShare[];
  /** Runs a claimed video to the end of its run; never rejects. */
  supervise(claim: Claim): Promise<void>;
  /** Asks the run of a video to stop; false when none is running. */
  stop(videoId: string, reason: StopReason): boolean;
  /** Stops all and resolves when every row is settled. */
  stopAll(reason: StopReason): Promise<void>;
  /** Returns the newest numbers of a video that is not running now but has partial data. */
  lastProgress(videoId: string): LiveProgress | undefined;
  /** Notes that a video's partial data is gone. */
  forgetProgress(videoId: string): void;
}

export function createSupervisor(context: EngineContext, options: SupervisorOptions): Supervisor {
  const { logger } = context;
  const { coolDowns } = options;
  const runs = new Map<string, LiveRun>();
  const settled = new Map<string, Promise<void>>();
  const lastProgress = new Map<string, LiveProgress>();

  async function supervise(claim: Claim): Promise<void> {
    const { videoId, site } = claim;
    const run = beginRun(claim, context);
    runs.set(videoId, run);
    let result: RunResult | undefined;
    try {
      recordQuietly(logger, () => coolDowns.started(site, videoId));
      context.onChanged(videoId);
      result = await runToItsEnd(run, context, options);
      if (result.kind === 'complete' || dropsPartials(result)) lastProgress.delete(videoId);
      else lastProgress.set(videoId, run.progress);
      logger.info('run ended', { videoId, runId: claim.runId, ...result });
    } catch (error) {
      // Its process is dead by now, and its row keeps its run: the reaper frees it with the next sweep.
      logger.error('run could not be followed to its end', { videoId, runId: claim.runId, error });
    } finally {
      runs.delete(videoId);
      recordQuietly(logger, () => coolDowns.ended(site, videoId));
      context.onChanged(videoId);
    }
    if (result !== undefined) options.onSettled(videoId, result);
  }

  return {
    runs: () => runs.values(),
    get: (videoId) => runs.get(videoId),
    shares: () =>
      [...runs.values()].map(({ claim }) => ({ videoId: claim.videoId, profileId: claim.profileId, site: claim.site })),
    supervise(claim) {
      const done = supervise(claim).finally(() => settled.delete(claim.videoId));
      settled.set(claim.videoId, done);
      return done;
    },
    stop(videoId, reason) {
      const run = runs.get(videoId);
      run?.requestStop(reason);
      return run !== undefined;
    },
    async stopAll(reason) {
      for (const run of runs.values()) run.requestStop(reason);
      await Promise.allSettled(settled.values());
    },
    lastProgress: (videoId) => lastProgress.get(videoId),
    forgetProgress: (videoId) => void lastProgress.delete(videoId),
  };
}

function beginRun(claim: Claim, { store, library, clock, logger, onChanged }: EngineContext): LiveRun {
  return createLiveRun(claim, workFolder(library.folder(), claim.videoId), clock, (_run, reason) => {
    recordQuietly(logger, () => store.runs.recordStop(claim.runId, reason));
    onChanged(claim.videoId);
  });
}

/** Returns what the next run will need; null: nobody has told yet. The guesses of its progress count where there was no room for them. */
function stillNeeded({ neededBytes, plannedBytes }: LiveRun, result: RunResult, keptBytes: number): number | null {
  const hadNoRoom = (result.kind === 'held' || result.kind === 'stopped') && result.reason === 'disk-full';
  const wholeBytes = hadNoRoom ? neededBytes : plannedBytes;
  return wholeBytes === 0 ? null : Math.max(0, wholeBytes - keptBytes);
}

/** Attempts, cleans up and settles, in this order: the next run never meets files that are being removed. */
async function runToItsEnd(run: LiveRun, context: EngineContext, options: SupervisorOptions): Promise<RunResult> {
  const { logger, store } = context;
  const { root } = run.folder;
  const bytesBefore = await folderBytes(root).catch(() => 0);
  run.keptBytes = bytesBefore;
  run.plannedBytes += bytesBefore;
  const result = await options.explain(await options.attempt(run));
  // Bytes that are thrown away are no step forward: a source that is always cut off in the same place would be fetched for ever.
  const isKept = !dropsPartials(result);
  const movedOn = isKept && (await folderBytes(root).catch(() => 0)) - bytesBefore >= MOVED_ON_BYTES;
  await options.settlement.cleanUp(run, result);
  const keptBytes = isKept ? await folderBytes(root).catch(() => 0) : 0;
  recordQuietly(logger, () => store.videos.need(run.claim.videoId, stillNeeded(run, result, keptBytes)));
  try {
    options.settlement.settle(run, result, movedOn);
  } catch (error) {
    // The row keeps its run and stays occupied: the reaper frees it with the next sweep.
    logger.error('run could not be settled', { videoId: run.claim.videoId, error });
  }
  return result;
}

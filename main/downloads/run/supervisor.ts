import type { WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { StopReason } from '../../library/transitions/run-transitions.ts';
import { folderBytes, removeTree } from '../../platform/files.ts';
import type { Logger } from '../../platform/logger.ts';
import type { CoolDowns } from '../cool-down.ts';
import { dropPartials, workFolder } from '../work-folder.ts';
import { type Claim, createLiveRun, type LiveProgress, type LiveRun, type RunningShare } from './live-run.ts';
import { attemptRun, type RunAttemptDependencies } from './run-attempt.ts';
import { causeOfStop, planAfterFailure, planAfterHold, type RunResult, resultOfError } from './run-result.ts';

/** A run that brought at least this much new data failed because of the connection, not the video: the attempt is not counted. */
const MOVED_ON_BYTES = 5 * 1024 * 1024;

export interface SupervisorDependencies
  extends Omit<RunAttemptDependencies, 'note' | 'onChanged' | 'onBytes' | 'onUnproven' | 'onTorn'> {
  readonly coolDowns: CoolDowns;
  /** What a result means in view of what the computer lacks. */
  readonly explain: (result: RunResult) => Promise<RunResult>;
  readonly append: AppendActivity;
  readonly logger: Logger;
  readonly random: () => number;
  readonly onChanged: (videoId: string) => void;
  /** The probe of a site that rested got through: whoever waits for that site may start. */
  readonly onSiteOpen: () => void;
  /** The run's row is settled and its slot is free. */
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
  /** The newest numbers of a video that is not running now but has partial data. */
  lastProgress(videoId: string): LiveProgress | undefined;
}

export function createSupervisor(dependencies: SupervisorDependencies): Supervisor {
  const { transitions, videos, clock, timings, coolDowns, append, logger } = dependencies;
  const runs = new Map<string, LiveRun>();
  const settled = new Map<string, Promise<void>>();
  const lastProgress = new Map<string, LiveProgress>();

  function note(write: () => void): void {
    try {
      write();
    } catch (error) {
      logger.error('run event could not be recorded', { error });
    }
  }

  function settle(run: LiveRun, result: RunResult, movedOn: boolean): void {
    const { runId, site, videoId } = run.claim;
    if (result.kind === 'complete' || result.kind === 'moved') return;
    const release = { next: 'pending', retryAt: null, reason: null, countsAsAttempt: false } as const;
    if (result.kind === 'unwanted') {
      transitions.settle(runId, release, 'unwanted');
      return;
    }
    const cause = result.kind === 'stopped' ? causeOfStop(result.reason) : result;
    if (cause === undefined) {
      transitions.settle(runId, release, result.detail);
      return;
    }
    if (cause.kind === 'held') {
      transitions.settle(runId, planAfterHold(cause.reason, timings, clock.now()), result.detail);
      return;
    }
    const { reason } = cause;
    if (result.kind === 'stopped' && (reason === 'stalled' || reason === 'deadline')) {
      append(reason, { videoId, detail: { phase: run.phase, how: result.detail } });
    }
    const retryAfterSeconds = result.kind === 'failed' ? result.retryAfterSeconds : undefined;
    const plan = planAfterFailure({
      reason,
      retryAfterSeconds,
      attempts: run.claim.attempt,
      movedOn,
      timings,
      random: dependencies.random,
      now: clock.now(),
      coolDownUntil: () => {
        const until = coolDowns.refused(site, reason, retryAfterSeconds);
        append('cool-down', { videoId, detail: { site, until, reason } });
        return until;
      },
    });
    transitions.settle(runId, plan, result.detail);
  }

  async function supervise(claim: Claim): Promise<void> {
    const folder = workFolder(dependencies.libraryFolder(), claim.videoId);
    const run = createLiveRun(claim, folder, clock, (stopping, reason) => {
      note(() => transitions.recordStop(stopping.claim.runId, reason));
      dependencies.onChanged(stopping.claim.videoId);
    });
    runs.set(claim.videoId, run);
    dependencies.onChanged(claim.videoId);
    coolDowns.started(claim.site, claim.videoId);
    // Above the watchdog, should that ever fail to look. A live recording ends when the broadcast does.
    const cancelBackstop = clock.after(timings.backstopMs, () => {
      if (!run.isLive) run.requestStop('deadline');
    });
    const bytesBefore = await folderBytes(folder.root).catch(() => 0);
    const result = await dependencies.explain(await attempt(run));
    cancelBackstop();
    // Bytes that are thrown away are no step forward: a source that is always cut off in the same place would be fetched for ever.
    const isKept = !dropsPartials(result);
    const movedOn = isKept && (await folderBytes(folder.root).catch(() => 0)) - bytesBefore >= MOVED_ON_BYTES;
    await cleanUp(run, result);
    try {
      settle(run, result, movedOn);
    } catch (error) {
      // The row keeps its run and stays occupied: the reaper frees it with the next sweep.
      logger.error('run could not be settled', { videoId: claim.videoId, error });
    }
    coolDowns.ended(claim.site, claim.videoId);
    if (result.kind === 'complete') lastProgress.delete(claim.videoId);
    else lastProgress.set(claim.videoId, run.progress);
    runs.delete(claim.videoId);
    logger.info('run ended', { videoId: claim.videoId, runId: claim.runId, ...result });
    dependencies.onChanged(claim.videoId);
    dependencies.onSettled(claim.videoId, result);
  }

  async function attempt(run: LiveRun): Promise<RunResult> {
    const { videoId } = run.claim;
    try {
      const video = videos.get(videoId);
      if (video === undefined) throw new Error('the claimed video has no row');
      return await attemptRun(run, video, {
        ...dependencies,
        note,
        onChanged: () => dependencies.onChanged(videoId),
        onBytes: () => {
          const { site } = run.claim;
          if (!coolDowns.gotThrough(site, videoId)) return;
          note(() => append('cool-down-over', { videoId, detail: { site } }));
          dependencies.onSiteOpen();
        },
        onUnproven: (_run, stop) => {
          note(() => append('unproven', { videoId, detail: { survivors: stop.survivors.join(' ') } }));
          logger.warn('process tree could not be stopped', { videoId, survivors: stop.survivors });
        },
        onTorn: () => note(() => append('partials-dropped', { videoId, detail: { reason: 'corrupt' } })),
      });
    } catch (error) {
      logger.warn('attempt failed inside the app', { videoId, error });
      return run.stopReason === undefined
        ? resultOfError(error)
        : { kind: 'stopped', reason: run.stopReason, detail: String(error) };
    }
  }

  /** Before the row is freed, so that the next run never meets files that are being removed. */
  async function cleanUp(run: LiveRun, result: RunResult): Promise<void> {
    const { folder } = run;
    try {
      if (result.kind === 'complete' || result.kind === 'unwanted') await removeTree(folder.root);
      if (dropsPartials(result)) {
        await dropPartials(folder);
        append('partials-dropped', { videoId: run.claim.videoId, detail: { reason: result.reason } });
      }
    } catch (error) {
      logger.warn('work folder could not be cleaned up', { videoId: run.claim.videoId, error });
    }
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
  };
}

/** A result after which what is on disk would spoil the next run. */
function dropsPartials(result: RunResult): result is RunResult & { readonly reason: WaitReason } {
  return (result.kind === 'failed' || result.kind === 'held') && result.partialsUnsafe;
}

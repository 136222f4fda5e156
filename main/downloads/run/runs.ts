import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { Gate } from '../../gate/gate.ts';
import type { DiskSpace } from '../../platform/files.ts';
import type { MetaEntry } from '../../yt-dlp/reports.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LiveRun } from './live-run.ts';
import { recordQuietly } from './record-quietly.ts';
import { createRunAttempt } from './run-attempt.ts';
import type { RunResult } from './run-result.ts';
import { createSettlement } from './settle-run.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

export interface RunsOptions {
  /** The programs' home, so that they read no settings of the user. */
  readonly privateHome: string;
  /** Throws `ToolsMissing`. */
  readonly tools: () => Promise<ReadyTools>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly gate: Pick<Gate, 'open'>;
  readonly measureDisk: (folder: string) => Promise<DiskSpace>;
  /** Tells whether the disk has room for what a run says that it needs, beside what the others need. */
  readonly hasRoomFor: (run: LiveRun) => boolean;
  readonly coolDowns: CoolDowns;
  /** Checks what the computer lacks that would explain a failure; undefined: the video's own matter. */
  readonly explainFailure: (reason: FailureReason) => Promise<HoldReason | undefined>;
  /** Called when a slot or a site is free: the scheduler may start something. */
  readonly wake: () => void;
  readonly onComplete: (videoId: string) => void;
  /** Called with what a run found behind the link. */
  readonly onFound?: ((videoId: string, found: MetaEntry) => void) | undefined;
}

/** Knows everything that runs now: who owns it, and who watches over it. */
export interface Runs {
  readonly supervisor: Supervisor;
  readonly watchdog: Watchdog;
  readonly isSupervised: (videoId: string) => boolean;
  /** Ends a run whose heartbeat went stale, if the watchdog agrees that it is past its budget. */
  readonly endStale: (videoId: string) => void;
}

/** Puts supervisor and watchdog together. */
export function createRuns(context: EngineContext, options: RunsOptions): Runs {
  const { store, library, trees, timings, clock, logger, append } = context;
  const { coolDowns, wake } = options;
  const attempt = createRunAttempt(context, {
    privateHome: options.privateHome,
    tools: options.tools,
    refuseAddress: options.refuseAddress,
    gate: options.gate,
    onFound: options.onFound,
    hasRoomFor: options.hasRoomFor,
    freeBytes: async () => (await options.measureDisk(library.folder())).freeBytes,
    onBytes: ({ claim: { site, videoId } }) =>
      recordQuietly(logger, () => {
        if (!coolDowns.gotThrough(site, videoId)) return;
        wake();
        append('cool-down-over', { videoId, detail: { site } });
      }),
  });
  const supervisor: Supervisor = createSupervisor(context, {
    attempt,
    explain: (result) => explain(result, options.explainFailure),
    settlement: createSettlement(context, { coolDowns, random: Math.random }),
    coolDowns,
    onSettled: (videoId, result) => {
      if (result.kind === 'complete') options.onComplete(videoId);
      wake();
    },
  });
  const watchdog = createWatchdog({
    runs: supervisor.runs,
    trees,
    clock,
    timings,
    logger,
    beat: (run) => {
      if (store.runs.beat(run.claim.runId)) run.heartbeatAt = clock.now();
    },
    onVerdict: (run, verdict, silentMs) => {
      const { videoId } = run.claim;
      logger.warn('the watchdog ends a run', { videoId, verdict, phase: run.phase, silentMs: Math.round(silentMs) });
      run.requestStop(verdict);
    },
  });
  return {
    supervisor,
    watchdog,
    isSupervised: (videoId) => supervisor.get(videoId) !== undefined,
    endStale: (videoId) => {
      const run = supervisor.get(videoId);
      if (run !== undefined && watchdog.isOverdue(run)) run.requestStop('stale');
    },
  };
}

/** Turns a failure for want of something into waiting for it: it says nothing about the video. */
async function explain(result: RunResult, explainFailure: RunsOptions['explainFailure']): Promise<RunResult> {
  if (result.kind !== 'failed') return result;
  const reason = await explainFailure(result.reason);
  // What is on disk is out of reach with the library, and none the worse for a missing program.
  return reason === undefined ? result : { kind: 'held', reason, detail: result.detail, partialsUnsafe: false };
}

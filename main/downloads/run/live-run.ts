import type { RunPhase } from '../../../preload/contract/types.ts';
import type { StopReason } from '../../library/transitions/run-progress.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TreeIdentity } from '../../platform/processes/process-tree.ts';
import type { WorkFolder } from '../work-folder.ts';
import type { LifeSigns } from './silence-budget.ts';

/** What a window shows of a running download; kept in memory only, a crash loses nothing but a moment's numbers. */
export interface LiveProgress {
  readonly percent?: number;
  readonly bytes?: number;
  readonly totalBytes?: number;
  readonly speed?: number;
  readonly etaSeconds?: number;
}

export interface Claim {
  readonly runId: string;
  readonly videoId: string;
  readonly profileId: string;
  readonly site: string;
  readonly attempt: number;
}

/** Says whose turn a running download takes up, and at which site. */
export interface RunningShare {
  readonly videoId: string;
  /** The profile in whose turn it started. */
  readonly profileId: string;
  readonly site: string;
}

/** Represents one supervised run, from the claim to the proof that its tree is dead and its row settled. */
export interface LiveRun {
  readonly claim: Claim;
  /** Where it puts the video together, for its whole life. */
  readonly folder: WorkFolder;
  identity: TreeIdentity | undefined;
  phase: RunPhase;
  isLive: boolean;
  progress: LiveProgress;
  /** Epoch milliseconds, for people. */
  lastSignOfLifeAt: number;
  heartbeatAt: number;
  /** Set by the first stop; later ones change nothing. */
  readonly stopReason: StopReason | undefined;
  /** Aborted by the first stop. */
  readonly stopSignal: AbortSignal;
  requestStop(reason: StopReason): void;
  /** Resets the silence timer: output, growth or work was seen. */
  signOfLife(): void;
  /** The program said that it will be silent for a while. */
  announceSleep(durationMs: number): void;
  /** The computer slept or its clock jumped: everything starts afresh (`lostMs` does not count against the deadline). */
  freshBudget(lostMs: number): void;
  lifeSigns(): LifeSigns;
}

export function createLiveRun(
  claim: Claim,
  folder: WorkFolder,
  clock: Clock,
  onStop: (run: LiveRun, reason: StopReason) => void,
): LiveRun {
  const stop = new AbortController();
  let stopReason: StopReason | undefined;
  let startedAtMs = clock.monotonicMs();
  let lastSignAtMs = startedAtMs;
  let announcedSleepUntilMs = 0;

  const run: LiveRun = {
    claim,
    folder,
    identity: undefined,
    phase: 'starting',
    isLive: false,
    progress: {},
    lastSignOfLifeAt: clock.now(),
    heartbeatAt: clock.now(),
    stopSignal: stop.signal,
    get stopReason() {
      return stopReason;
    },
    requestStop(reason) {
      if (stopReason !== undefined) return;
      stopReason = reason;
      try {
        onStop(run, reason);
      } finally {
        stop.abort();
      }
    },
    signOfLife() {
      lastSignAtMs = clock.monotonicMs();
      run.lastSignOfLifeAt = clock.now();
    },
    announceSleep(durationMs) {
      announcedSleepUntilMs = Math.max(announcedSleepUntilMs, clock.monotonicMs() + durationMs);
    },
    freshBudget(lostMs) {
      startedAtMs += lostMs;
      lastSignAtMs = clock.monotonicMs();
      announcedSleepUntilMs = Math.max(announcedSleepUntilMs, lastSignAtMs);
    },
    lifeSigns: () => ({ phase: run.phase, startedAtMs, lastSignAtMs, announcedSleepUntilMs, isLive: run.isLive }),
  };
  return run;
}

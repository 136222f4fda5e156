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
  /** How much room the video still needs on the disk, as far as that is known before the run. */
  readonly neededBytes?: number;
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
  /** What the video was said to take on the disk in all, before its progress tells. */
  plannedBytes: number;
  /** How often what is fetched lies on the disk: while streams are merged, they and the file that is made of them. */
  copies: number;
  /** How much room the video takes in all, as far as that is known; reserved for it while it runs. */
  readonly neededBytes: number;
  /** How much of that was on the disk when the run started. */
  keptBytes: number;
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
    plannedBytes: claim.neededBytes ?? 0,
    copies: 1,
    get neededBytes() {
      return Math.max(run.plannedBytes, (run.progress.totalBytes ?? 0) * run.copies);
    },
    keptBytes: 0,
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

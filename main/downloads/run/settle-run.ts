import type { HoldReason, WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { Unfinished } from '../../library/transitions/run-endings.ts';
import { removeTree } from '../../platform/files.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { EngineContext } from '../engine-context.ts';
import { dropPartials } from '../work-folder.ts';
import type { LiveRun } from './live-run.ts';
import { causeOfStop, planAfterFailure, planAfterHold, type RunFailure, type RunResult } from './run-result.ts';

/** Startable at once, and no attempt used up. */
const RELEASE: Unfinished = { next: 'pending', retryAt: null, reason: null, countsAsAttempt: false };

export interface SettlementOptions {
  readonly coolDowns: CoolDowns;
  /** From 0 to 1: spreads the retries of simultaneous failures. */
  readonly random: () => number;
}

/** Puts the disk and then the row of an ended run in order. */
export interface Settlement {
  /** Removes what the next run must not meet; called before the row is freed. Never rejects. */
  cleanUp(run: LiveRun, result: RunResult): Promise<void>;
  /** Frees the row: to where it goes on from, or for good. `movedOn`: the run brought enough that its attempt is not counted. */
  settle(run: LiveRun, result: RunResult, movedOn: boolean): void;
}

export function createSettlement(context: EngineContext, { coolDowns, random }: SettlementOptions): Settlement {
  const { store, timings, clock, logger, append } = context;
  /** How often each video was held since it last ended for a reason of its own. */
  const holdsInARow = new Map<string, number>();

  /** Returns undefined for what its own transition, or the reaper, ends. */
  function plan(run: LiveRun, result: RunResult, movedOn: boolean): { next: Unfinished; detail: string } | undefined {
    if (result.kind === 'complete' || result.kind === 'moved') return undefined;
    if (result.kind === 'unwanted') return { next: RELEASE, detail: 'unwanted' };
    const { detail } = result;
    const cause = result.kind === 'stopped' ? causeOfStop(result.reason) : result;
    if (cause === undefined) return { next: RELEASE, detail };
    if (cause.kind === 'held') return { next: planHeld(run, cause.reason), detail };
    if (result.kind === 'stopped') noteVerdict(run, cause.reason, detail);
    const retryAfterSeconds = result.kind === 'failed' ? result.retryAfterSeconds : undefined;
    return { next: planRetry(run, { reason: cause.reason, retryAfterSeconds, movedOn }), detail };
  }

  function planHeld({ claim: { videoId } }: LiveRun, reason: HoldReason): Unfinished {
    const inARow = (holdsInARow.get(videoId) ?? 0) + 1;
    holdsInARow.set(videoId, inARow);
    return planAfterHold(reason, timings, clock.now(), inARow);
  }

  function noteVerdict(run: LiveRun, reason: RunFailure['reason'], how: string): void {
    if (reason !== 'stalled' && reason !== 'deadline') return;
    append(reason, { videoId: run.claim.videoId, detail: { phase: run.phase, how } });
  }

  function planRetry(
    { claim }: LiveRun,
    failure: { reason: RunFailure['reason']; retryAfterSeconds: number | undefined; movedOn: boolean },
  ): Unfinished {
    const { reason, retryAfterSeconds } = failure;
    const { site, videoId } = claim;
    // Several videos may be refused together, and one that brings data is only slowed down.
    const isOwnRefusal = !failure.movedOn && !coolDowns.isResting(site);
    return planAfterFailure({
      ...failure,
      refusals: isOwnRefusal ? (store.videos.get(videoId)?.refusals ?? 0) + 1 : undefined,
      attempts: claim.attempt,
      timings,
      random,
      now: clock.now(),
      coolDownUntil: () => {
        const until = coolDowns.refused(site, reason, retryAfterSeconds);
        append('cool-down', { videoId, detail: { site, until, reason } });
        return until;
      },
    });
  }

  return {
    async cleanUp({ claim, folder }, result) {
      const { videoId } = claim;
      try {
        if (result.kind === 'complete' || result.kind === 'unwanted') await removeTree(folder.root);
        if (dropsPartials(result)) {
          await dropPartials(folder);
          append('partials-dropped', { videoId, detail: { reason: result.reason } });
        }
      } catch (error) {
        logger.warn('work folder could not be cleaned up', { videoId, error });
      }
    },
    settle(run, result, movedOn) {
      if (!isHeld(result)) holdsInARow.delete(run.claim.videoId);
      const planned = plan(run, result, movedOn);
      if (planned !== undefined) store.runs.settle(run.claim.runId, planned.next, planned.detail);
    },
  };
}

function isHeld(result: RunResult): boolean {
  return result.kind === 'held' || (result.kind === 'stopped' && causeOfStop(result.reason)?.kind === 'held');
}

/** Tells whether what is on disk would spoil the next run, or can never become a whole file. */
export function dropsPartials(result: RunResult): result is RunResult & { readonly reason: WaitReason } {
  if (result.kind === 'stopped') return result.reason === 'too-large';
  return (result.kind === 'failed' || result.kind === 'held') && result.partialsUnsafe;
}

import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { StopReason, Unfinished } from '../../library/transitions/run-transitions.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Timings } from '../../settings/timings.ts';
import { ToolsMissing } from '../../yt-dlp/tools.ts';
import { decideRetry } from './retry-policy.ts';

/** A run that did not bring a file, and why. */
export interface RunFailure {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** For the activity log: redacted, one line. */
  readonly detail: string;
  readonly retryAfterSeconds?: number;
  /** What is on disk would spoil the next run. */
  readonly partialsUnsafe: boolean;
}

export type RunResult =
  | { readonly kind: 'complete' }
  /** The file is in the library and the row does not say so yet: it keeps its run and its journal for the reaper. */
  | { readonly kind: 'moved' }
  /** Cancelled so late that the file was ready: it is removed. */
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly detail: string }
  | RunFailure;

/** The failure that a stop by the engine stands for; `undefined`: nobody's fault, no attempt is used up. */
export function failureOfStop(reason: StopReason): FailureReason | undefined {
  switch (reason) {
    case 'stalled':
    case 'stale':
      return 'stalled';
    case 'deadline':
      return 'deadline';
    case 'disk-full':
    case 'library-missing':
      return reason;
    case 'cancelled':
    case 'paused':
    case 'shutdown':
      return undefined;
  }
}

/** What an error of the engine's own work means: a full or closed disk is told apart from a defect. */
export function failureOfError(error: unknown): RunFailure {
  return {
    kind: 'failed',
    reason: reasonOfError(error),
    detail: error instanceof Error ? error.message : String(error),
    partialsUnsafe: false,
  };
}

function reasonOfError(error: unknown): FailureReason {
  if (error instanceof ToolsMissing) return error.reason;
  if (error instanceof Refusal) return error.code === 'private-address' ? 'address-refused' : 'unsupported';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'no-permission';
    default:
      return 'internal';
  }
}

/** Shows are moved up, and clocks of sites are wrong: an announced wait is believed for no longer than this. */
const LONGEST_ANNOUNCED_WAIT_MS = 24 * 3_600_000;

export interface PlanInput {
  readonly reason: FailureReason;
  /** Attempts made so far, this one included. */
  readonly attempts: number;
  /** The run brought enough new bytes that it does not count against a slow line. */
  readonly movedOn: boolean;
  readonly timings: Timings;
  readonly random: () => number;
  readonly now: number;
  /** How long the site or the event asked us to wait, if it said so. */
  readonly retryAfterSeconds?: number | undefined;
  /** Tells the site's cool-down and returns when the site may be asked again. */
  readonly coolDownUntil: () => number;
}

/** Where a failed run's row goes. */
export function planAfterFailure(input: PlanInput): Unfinished {
  const { reason, now, timings } = input;
  const announcedMs = announcedWaitMs(input);
  // That a show is hours away is no failure. One that is always about to begin still runs out of attempts.
  if (announcedMs !== undefined && announcedMs > timings.backoffMaxMs) {
    return { next: 'pending', retryAt: now + announcedMs, reason, countsAsAttempt: false };
  }
  const decision = decideRetry(reason, input.movedOn ? 1 : input.attempts, timings, input.random);
  switch (decision.kind) {
    case 'retry':
      return { next: 'pending', retryAt: now + (announcedMs ?? decision.delayMs), reason, countsAsAttempt: !input.movedOn };
    case 'cool-down':
      return { next: 'pending', retryAt: input.coolDownUntil(), reason, countsAsAttempt: false };
    case 'hold':
      return { next: 'pending', retryAt: now + timings.spaceCheckMs, reason, countsAsAttempt: false };
    case 'give-up':
      return { next: 'failed', reason };
  }
}

/** Only a show that has not begun knows when it will; a site that refuses is the cool-down's affair. */
function announcedWaitMs({ reason, retryAfterSeconds, timings }: PlanInput): number | undefined {
  if (reason !== 'live-not-started' || retryAfterSeconds === undefined) return undefined;
  return Math.min(LONGEST_ANNOUNCED_WAIT_MS, Math.max(timings.backoffFirstMs, retryAfterSeconds * 1000));
}

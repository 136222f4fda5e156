import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { Unfinished } from '../../library/transitions/run-endings.ts';
import type { StopReason } from '../../library/transitions/run-progress.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Timings } from '../../settings/timings.ts';
import { ToolsMissing } from '../../yt-dlp/tools.ts';
import { decideRetry } from './retry-policy.ts';

interface Unsuccessful {
  /** For the activity log: redacted, one line. */
  readonly detail: string;
  /** What is on disk would spoil the next run. */
  readonly partialsUnsafe: boolean;
}

/** Says why a run did not bring a file. */
export interface RunFailure extends Unsuccessful {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  readonly retryAfterSeconds?: number;
}

/** Says what the computer lacks that a run stumbled over: that tells nothing about the video, which waits for it. */
export interface RunHeld extends Unsuccessful {
  readonly kind: 'held';
  readonly reason: HoldReason;
}

export type RunResult =
  | { readonly kind: 'complete' }
  /** The file has its name in the library and the row does not say so yet: it keeps its run and its journal for the reaper. */
  | { readonly kind: 'moved' }
  /** Cancelled so late that the file was ready: it is removed. */
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly detail: string }
  | RunHeld
  | RunFailure;

/** Tells what a stop by the engine stands for; `undefined`: nobody's fault, no attempt is used up. */
export function causeOfStop(
  reason: StopReason,
): Pick<RunFailure, 'kind' | 'reason'> | Pick<RunHeld, 'kind' | 'reason'> | undefined {
  switch (reason) {
    case 'stalled':
    case 'stale':
      return { kind: 'failed', reason: 'stalled' };
    case 'deadline':
      return { kind: 'failed', reason: 'deadline' };
    case 'too-large':
      return { kind: 'failed', reason };
    case 'disk-full':
    case 'library-missing':
      return { kind: 'held', reason };
    case 'cancelled':
    case 'paused':
    case 'shutdown':
      return undefined;
  }
}

/** Tells what an error of the engine's own work means: a full or closed disk is told apart from a defect. */
export function resultOfError(error: unknown): RunFailure | RunHeld {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof ToolsMissing) return { kind: 'held', reason: error.reason, detail, partialsUnsafe: false };
  if (FULL_DISK_CODES.has((error as NodeJS.ErrnoException).code ?? '')) {
    return { kind: 'held', reason: 'disk-full', detail, partialsUnsafe: false };
  }
  return { kind: 'failed', reason: reasonOfError(error), detail, partialsUnsafe: false };
}

/** Of a program that is gone, may not be run any more, or is none. */
const NO_PROGRAM_CODES: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'ENOEXEC']);
const FULL_DISK_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function reasonOfError(error: unknown): FailureReason {
  if (error instanceof Refusal) return error.code === 'private-address' ? 'address-refused' : 'unsupported';
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (syscall.startsWith('spawn') && NO_PROGRAM_CODES.has(code)) return 'tool-missing';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'no-permission';
    default:
      return 'internal';
  }
}

/** With the rests in between that is more than a day, on a site that lets nothing else through either. */
const MOST_REFUSALS = 10;

/** Shows are moved up, and clocks of sites are wrong: an announced wait is believed for no longer than this. */
const LONGEST_ANNOUNCED_WAIT_MS = 24 * 3_600_000;

/** Returns how far ahead a video's next attempt is planned at most. */
export function longestWaitMs({ backoffMaxMs, coolDownMaxMs, spaceCheckMs }: Timings): number {
  return Math.max(LONGEST_ANNOUNCED_WAIT_MS, coolDownMaxMs, backoffMaxMs * 2, spaceCheckMs);
}

export interface PlanInput {
  readonly reason: FailureReason;
  /** Attempts made so far, this one included. */
  readonly attempts: number;
  /** The run brought enough new bytes that it does not count against a slow line. */
  readonly movedOn: boolean;
  readonly timings: Timings;
  readonly random: () => number;
  readonly now: number;
  /** How often the site refused the video at the beginning of a rest, this time included; absent: it rests for another's sake. */
  readonly refusals?: number | undefined;
  /** How long the site or the event asked us to wait, if it said so. */
  readonly retryAfterSeconds?: number | undefined;
  /** Puts the site to rest and returns when it may be asked again. */
  readonly coolDownUntil: () => number;
}

/** Decides where a failed run's row goes. */
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
      return planAfterRefusal(input);
    case 'give-up':
      return { next: 'failed', reason };
  }
}

/** The site rests in any case; the video that keeps making it rest is given up. */
function planAfterRefusal({ reason, refusals, coolDownUntil }: PlanInput): Unfinished {
  const retryAt = coolDownUntil();
  if (refusals === undefined) return { next: 'pending', retryAt, reason, countsAsAttempt: false };
  if (refusals >= MOST_REFUSALS) return { next: 'failed', reason };
  return { next: 'pending', retryAt, reason, countsAsAttempt: false, countsAsRefusal: true };
}

/** Only a show that has not begun knows when it will; a site that refuses is the cool-down's affair. */
function announcedWaitMs({ reason, retryAfterSeconds, timings }: PlanInput): number | undefined {
  if (reason !== 'live-not-started' || retryAfterSeconds === undefined) return undefined;
  return Math.min(LONGEST_ANNOUNCED_WAIT_MS, Math.max(timings.backoffFirstMs, retryAfterSeconds * 1000));
}

/**
 * Plans for a run that was held: its row waits, and the hold is what people are told. Not startable at once, since some disks are full
 * (a quota, a small one for temporary files) where the measured space says otherwise; and after longer each time that it happens `inARow`,
 * except that the gate knows for sure when the network is back.
 */
export function planAfterHold(reason: HoldReason, timings: Timings, now: number, inARow = 1): Unfinished {
  const { spaceCheckMs, backoffMaxMs } = timings;
  if (reason === 'offline') return { next: 'pending', retryAt: now + spaceCheckMs, reason, countsAsAttempt: false };
  const pauseMs = Math.min(Math.max(spaceCheckMs, backoffMaxMs), spaceCheckMs * 2 ** (inARow - 1));
  return { next: 'pending', retryAt: now + pauseMs, reason, countsAsAttempt: false };
}

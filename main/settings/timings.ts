import { z } from 'zod';
import type { StopBudget } from '../platform/processes/process-tree.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GIGABYTE = 1_000_000_000;

/** Holds every number the engine waits by, in one place. Milliseconds and bytes. */
export interface Timings {
  /** No sign of life while starting or probing (output or CPU time is life). */
  readonly startSilenceMs: number;
  /** No sign of life while downloading (output or file growth is life). */
  readonly noOutputMs: number;
  /** No sign of life while post-processing (CPU time, I/O or file growth is life: ffmpeg is silent). */
  readonly postProcessingSilenceMs: number;
  /** A run's overall limit; live recordings are exempt. */
  readonly deadlineMs: number;
  /** Above the deadline: the watchdog ends whatever is still there, even if it could not inspect it. */
  readonly backstopMs: number;
  readonly watchdogTickMs: number;
  readonly politeStopMs: number;
  /** A live recording needs longer to close its file so that it stays playable. */
  readonly politeStopLiveMs: number;
  readonly forceStopMs: number;
  readonly verifyStopMs: number;
  readonly heartbeatMs: number;
  readonly staleMs: number;
  readonly sweepMs: number;
  readonly backoffFirstMs: number;
  readonly backoffMaxMs: number;
  readonly coolDownFirstMs: number;
  readonly coolDownMaxMs: number;
  readonly probeTimeoutMs: number;
  readonly mediaCheckMs: number;
  readonly socketTimeoutMs: number;
  readonly spaceCheckMs: number;
  readonly trashUndoMs: number;
  readonly keepPartialsMs: number;
  /** How long what everybody gave up can still be resumed before all that is known of it is forgotten. */
  readonly keepGivenUpMs: number;
  /** How long the rows of ended runs are kept. */
  readonly keepRunsMs: number;
  readonly recentlyCancelledMs: number;
  readonly showDoneMs: number;
  /** A window whose person has a PIN is locked after so long without anybody at the latest, whatever time the household has chosen. */
  readonly idleLockMs: number;
  /** For so long an adult who has a PIN may stop what others planned for them. */
  readonly ownerDelayMs: number;
  /** For so long a PIN that was given counts for what asks for it again. */
  readonly pinFreshMs: number;
  readonly lowSpaceBytes: number;
  readonly floorSpaceBytes: number;
}

const defaults: Timings = {
  startSilenceMs: 2 * MINUTE,
  noOutputMs: 5 * MINUTE,
  postProcessingSilenceMs: 30 * MINUTE,
  deadlineMs: 4 * HOUR,
  backstopMs: 4 * HOUR + 5 * MINUTE,
  watchdogTickMs: 1000,
  politeStopMs: 5000,
  politeStopLiveMs: 15_000,
  forceStopMs: 2000,
  verifyStopMs: 3000,
  heartbeatMs: 30_000,
  staleMs: 30 * MINUTE,
  sweepMs: 5 * MINUTE,
  backoffFirstMs: MINUTE,
  backoffMaxMs: 10 * MINUTE,
  coolDownFirstMs: 5 * MINUTE,
  coolDownMaxMs: 6 * HOUR,
  probeTimeoutMs: 60_000,
  mediaCheckMs: 30 * MINUTE,
  socketTimeoutMs: 20_000,
  spaceCheckMs: 15_000,
  trashUndoMs: 7 * DAY,
  keepPartialsMs: 7 * DAY,
  keepGivenUpMs: 7 * DAY,
  keepRunsMs: 30 * DAY,
  recentlyCancelledMs: DAY,
  showDoneMs: 7 * DAY,
  idleLockMs: 4 * HOUR,
  ownerDelayMs: DAY,
  pinFreshMs: 2 * MINUTE,
  lowSpaceBytes: 5 * GIGABYTE,
  floorSpaceBytes: GIGABYTE,
};

/**
 * Replaces some of the default numbers. What follows from a replaced one moves along, so that a test that shortens
 * `noOutputMs` alone gets a watchdog that checks often enough and a silent start that is noticed as fast.
 */
export function createTimings(overrides: Partial<Timings> = {}): Timings {
  const noOutputMs = overrides.noOutputMs ?? defaults.noOutputMs;
  const deadlineMs = overrides.deadlineMs ?? defaults.deadlineMs;
  const derived = {
    startSilenceMs: Math.min(defaults.startSilenceMs, noOutputMs),
    watchdogTickMs: Math.max(20, Math.min(defaults.watchdogTickMs, Math.floor(noOutputMs / 8))),
    backstopMs: deadlineMs + (defaults.backstopMs - defaults.deadlineMs),
  };
  return { ...defaults, ...derived, ...overrides };
}

/** Says how long a tree may take to end politely, by force, and to be proven dead. */
export function stopBudget(timings: Timings, isLive = false): StopBudget {
  return {
    politeMs: isLive ? timings.politeStopLiveMs : timings.politeStopMs,
    forceMs: timings.forceStopMs,
    verifyMs: timings.verifyStopMs,
  };
}

const override = z.record(z.string(), z.unknown()).transform((given, context) => {
  const known: Record<string, number> = {};
  for (const [key, value] of Object.entries(given)) {
    if (!(key in defaults)) continue;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      context.addIssue({ code: 'custom', message: `${key} must be a number of 0 or more` });
      return z.NEVER;
    }
    known[key] = value;
  }
  return known as Partial<Timings>;
});

/**
 * Reads the JSON of `HOMEREEL_TIMINGS`. Names that are not in the table are ignored, so that a check written for a newer
 * version still runs; a value that is no number throws an Error with a sentence.
 */
export function parseTimings(json: string): Partial<Timings> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new Error('HOMEREEL_TIMINGS is not valid JSON.'); // where in the text is no help to whoever set it
  }
  const result = override.safeParse(parsed);
  if (!result.success) throw new Error(`HOMEREEL_TIMINGS: ${result.error.issues[0]?.message ?? 'not an object of numbers'}.`);
  return result.data;
}

import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Cancels a timer; calling it again, or after the timer fired, does nothing. */
export type CancelTimer = () => void;

/** Says how long the computer has been running, sleep included, by a clock that nobody can set, and since which start of it. */
export interface BootMoment {
  /** Differs from start to start of the computer where the system tells them apart, and is always the same elsewhere. */
  readonly bootId: string;
  readonly uptimeMs: number;
}

/** The only source of time in the core, so that tests can drive it by hand. */
export interface Clock {
  /** Wall-clock time in epoch milliseconds: for what is stored or shown; it may step backwards. */
  now(): number;
  /** Milliseconds that never step backwards: for measuring how long something took. */
  monotonicMs(): number;
  /** Counts since the computer was started: for what must last over a restart of the app, whatever the wall clock says. */
  sinceBoot(): BootMoment;
  /** Calls `fn` once after `delayMs`. The timer keeps the process alive until it fires or is cancelled. */
  after(delayMs: number, fn: () => void): CancelTimer;
  /** Calls `fn` each `intervalMs` until cancelled; intervals missed while the computer slept are not made up for. */
  every(intervalMs: number, fn: () => void): CancelTimer;
}

/** Node fires a timer at once when its delay exceeds this, so that longer waits are made of several timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function after(delayMs: number, fn: () => void): CancelTimer {
  let timer: NodeJS.Timeout;
  const arm = (remainingMs: number): void => {
    const stepMs = Math.min(Math.max(remainingMs, 0), LONGEST_TIMER_MS);
    timer = setTimeout(() => (remainingMs > stepMs ? arm(remainingMs - stepMs) : fn()), stepMs);
  };
  arm(delayMs);
  return () => clearTimeout(timer);
}

function every(intervalMs: number, fn: () => void): CancelTimer {
  const timer = setInterval(fn, Math.min(Math.max(intervalMs, 1), LONGEST_TIMER_MS));
  return () => clearInterval(timer);
}

let knownBootId: string | undefined;

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown'; // only Linux has it; elsewhere an uptime that has shrunk tells of a restart
  }
}

function sinceBoot(): BootMoment {
  knownBootId ??= readBootId();
  return { bootId: knownBootId, uptimeMs: Math.round(uptime() * 1000) };
}

/** The computer's own clock. */
export const systemClock: Clock = { now: () => Date.now(), monotonicMs: () => performance.now(), sinceBoot, after, every };

/** Waits for some work, but no longer than `limitMs`: undefined when the time is up first. The work itself goes on; its rejection is passed on. */
export async function waitAtMost<Value>(
  work: Promise<Value>,
  limitMs: number,
  clock: Pick<Clock, 'after'>,
): Promise<Value | undefined> {
  let cancel: CancelTimer = () => undefined;
  const limit = new Promise<undefined>((resolve) => {
    cancel = clock.after(limitMs, () => resolve(undefined));
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    cancel();
  }
}

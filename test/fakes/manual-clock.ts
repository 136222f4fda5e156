import type { Clock } from '../../main/platform/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, firing due timers in order at their own moment, including those set while it runs. */
  advance(ms: number): void;
  /** Moves time on by `ms` without firing anything, as sleep does: overdue timers fire, once each, at the next `advance`. */
  jump(ms: number): void;
  /** Sets the time of day by `ms` forward or back, as a person or a time server does; what is counted since the start goes on. */
  adjust(ms: number): void;
  /** Starts the computer again, `uptimeMs` ago: timers stay, since only what is counted since the start changes. */
  reboot(uptimeMs?: number): void;
  /** How many timers are set: a test of clean-up expects 0. */
  pendingTimers(): number;
}

interface Timer {
  dueMs: number;
  readonly intervalMs: number | null;
  readonly fn: () => void;
}

/** A computer that a test begins on has been running for a day. */
const UPTIME_MS = 86_400_000;
let boots = 0;

/** A manual clock whose wall time starts at `startMs` (epoch milliseconds) and whose monotonic time starts at 0. */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let wallMs = startMs;
  let elapsedMs = 0;
  let bootedAtMs = 0;
  let bootId = '';
  const boot = (uptimeMs: number): void => {
    boots += 1;
    bootId = `boot-${boots}`;
    bootedAtMs = elapsedMs - uptimeMs;
  };
  boot(UPTIME_MS);
  const timers = new Set<Timer>();

  const add = (timer: Timer): (() => void) => {
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const nextDue = (limitMs: number): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) if (timer.dueMs <= limitMs && (next === null || timer.dueMs < next.dueMs)) next = timer;
    return next;
  };

  return {
    now: () => wallMs + elapsedMs,
    adjust(ms) {
      wallMs += ms;
    },
    monotonicMs: () => elapsedMs,
    sinceBoot: () => ({ bootId, uptimeMs: elapsedMs - bootedAtMs }),
    reboot: (uptimeMs = 0) => boot(uptimeMs),
    after: (delayMs, fn) => add({ dueMs: elapsedMs + Math.max(delayMs, 0), intervalMs: null, fn }),
    every: (intervalMs, fn) => add({ dueMs: elapsedMs + Math.max(intervalMs, 1), intervalMs: Math.max(intervalMs, 1), fn }),
    advance(ms) {
      const targetMs = elapsedMs + ms;
      for (let timer = nextDue(targetMs); timer !== null; timer = nextDue(targetMs)) {
        elapsedMs = Math.max(elapsedMs, timer.dueMs);
        if (timer.intervalMs === null) timers.delete(timer);
        else {
          timers.delete(timer);
          timer.dueMs = elapsedMs + timer.intervalMs;
          timers.add(timer);
        }
        timer.fn();
      }
      elapsedMs = targetMs;
    },
    jump(ms) {
      elapsedMs += ms;
    },
    pendingTimers: () => timers.size,
  };
}

import { describe, expect, test } from 'vitest';
import { judge, type LifeSigns, silenceBudgetMs } from '../../../../main/downloads/run/silence-budget.ts';
import { createTimings } from '../../../../main/settings/timings.ts';
import type { RunPhase } from '../../../../preload/contract/types.ts';

const timings = createTimings();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const signs = (changes: Partial<LifeSigns> = {}): LifeSigns => ({
  phase: 'downloading',
  startedAtMs: 0,
  lastSignAtMs: 0,
  announcedSleepUntilMs: 0,
  isLive: false,
  ...changes,
});

describe('the silence that a phase may have', () => {
  test.each<[RunPhase, number]>([
    ['starting', 2 * MINUTE],
    ['probing', 2 * MINUTE],
    ['downloading', 5 * MINUTE],
    ['post-processing', 30 * MINUTE],
    ['finalizing', 30 * MINUTE],
  ])('%s: %d ms, and not one more', (phase, budgetMs) => {
    expect(silenceBudgetMs(phase, timings)).toBe(budgetMs);
    expect(judge(signs({ phase }), budgetMs - 1, timings)).toEqual({ kind: 'alive' });
    expect(judge(signs({ phase }), budgetMs, timings)).toEqual({ kind: 'stalled', silentMs: budgetMs });
  });

  test('counts from the last sign of life', () => {
    expect(judge(signs({ lastSignAtMs: MINUTE }), 5 * MINUTE, timings).kind).toBe('alive');
  });

  test('is longer by an announced sleep, also when that began long after the last sign', () => {
    const sleeping = signs({ lastSignAtMs: MINUTE, announcedSleepUntilMs: 12 * MINUTE });
    expect(judge(sleeping, 17 * MINUTE - 1, timings).kind).toBe('alive');
    expect(judge(sleeping, 17 * MINUTE, timings)).toEqual({ kind: 'stalled', silentMs: 5 * MINUTE });
    const over = signs({ lastSignAtMs: 20 * MINUTE, announcedSleepUntilMs: 12 * MINUTE });
    expect(judge(over, 25 * MINUTE, timings).kind).toBe('stalled');
  });
});

describe('the deadline', () => {
  test('ends a run however lively it is', () => {
    expect(judge(signs({ lastSignAtMs: 4 * HOUR - 1 }), 4 * HOUR - 1, timings).kind).toBe('alive');
    expect(judge(signs({ lastSignAtMs: 4 * HOUR }), 4 * HOUR, timings)).toEqual({ kind: 'deadline' });
  });

  test('does not hold for a live recording, which can still stall', () => {
    expect(judge(signs({ isLive: true, lastSignAtMs: 9 * HOUR }), 9 * HOUR, timings).kind).toBe('alive');
    expect(judge(signs({ isLive: true }), 9 * HOUR, timings).kind).toBe('stalled');
  });
});

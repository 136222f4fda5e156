import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRetry } from '../../../../main/downloads/run/retry-policy.ts';
import { causeOfStop, planAfterFailure, planAfterHold, resultOfError } from '../../../../main/downloads/run/run-result.ts';
import type { StopReason } from '../../../../main/library/transitions/run-progress.ts';
import { Refusal } from '../../../../main/platform/refusal.ts';
import { createTimings } from '../../../../main/settings/timings.ts';
import { ToolsMissing } from '../../../../main/yt-dlp/tools.ts';
import { FAILURE_REASONS, type FailureReason } from '../../../../preload/contract/failure-reasons.ts';
import type { HoldReason } from '../../../../preload/contract/hold-reasons.ts';
import { testSeed } from '../../../model/seed.ts';

const timings = createTimings();
const middle = () => 0.5;

/** How many attempts in all a reason is given; the ones that wait for something else are not counted in attempts. */
const ATTEMPTS: Record<FailureReason, number | 'cool-down'> = {
  network: 6,
  timeout: 6,
  stalled: 4,
  deadline: 2,
  'rate-limited': 'cool-down',
  'bot-check': 'cool-down',
  'not-found': 1,
  private: 1,
  'geo-blocked': 1,
  'age-restricted': 1,
  drm: 1,
  unsupported: 1,
  'live-not-started': 21,
  'no-permission': 1,
  'tool-missing': 3,
  'tool-too-old': 1,
  'format-missing': 1,
  corrupt: 3,
  'too-large': 1,
  'address-refused': 1,
  internal: 3,
};

describe('the retry policy', () => {
  test.each(FAILURE_REASONS)('has its rule for %s', (reason) => {
    const expected = ATTEMPTS[reason];
    if (typeof expected === 'string') {
      for (const attempts of [1, 7, 500]) expect(decideRetry(reason, attempts, timings, middle)).toEqual({ kind: expected });
      return;
    }
    for (let attempts = 1; attempts < expected; attempts += 1) {
      expect(decideRetry(reason, attempts, timings, middle).kind).toBe('retry');
    }
    expect(decideRetry(reason, expected, timings, middle)).toEqual({ kind: 'give-up' });
    expect(decideRetry(reason, expected + 50, timings, middle)).toEqual({ kind: 'give-up' });
  });

  test('pauses 60 s, doubling up to 600 s', () => {
    const pauses = [1, 2, 3, 4, 5].map((attempts) => decideRetry('network', attempts, timings, middle));
    expect(pauses.map((decision) => (decision.kind === 'retry' ? decision.delayMs / 1000 : decision.kind))).toEqual([
      60, 120, 240, 480, 600,
    ]);
  });

  test('spreads each pause by at most a fifth to each side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const decision = decideRetry('live-not-started', attempts, timings, () => random);
        const plainMs = Math.min(600_000, 60_000 * 2 ** (attempts - 1));
        if (decision.kind !== 'retry') throw new Error('not tried again');
        expect(decision.delayMs).toBeGreaterThanOrEqual(plainMs * 0.8);
        expect(decision.delayMs).toBeLessThanOrEqual(plainMs * 1.2);
      }),
      { seed: testSeed('retry jitter') },
    );
    const ends = [0, 1].map((random) => decideRetry('network', 1, timings, () => random));
    expect(ends).toEqual([
      { kind: 'retry', delayMs: 48_000 },
      { kind: 'retry', delayMs: 72_000 },
    ]);
  });
});

describe('the plan after a failure', () => {
  const plan = (reason: FailureReason, attempts: number, movedOn = false) =>
    planAfterFailure({ reason, attempts, movedOn, timings, random: middle, now: 1000, coolDownUntil: () => 777_000 });

  test('waits, and counts the attempt', () => {
    expect(plan('network', 2)).toEqual({ next: 'pending', retryAt: 121_000, reason: 'network', countsAsAttempt: true });
  });

  test('fails with the reason when the attempts are spent', () => {
    expect(plan('network', 6)).toEqual({ next: 'failed', reason: 'network' });
    expect(plan('private', 1)).toEqual({ next: 'failed', reason: 'private' });
  });

  test('a run that moved on starts its count afresh, but what cannot help is still not tried', () => {
    expect(plan('network', 6, true)).toEqual({ next: 'pending', retryAt: 61_000, reason: 'network', countsAsAttempt: false });
    expect(plan('private', 1, true)).toEqual({ next: 'failed', reason: 'private' });
  });

  test('waits for the whole site without using up an attempt', () => {
    expect(plan('rate-limited', 9)).toEqual({
      next: 'pending',
      retryAt: 777_000,
      reason: 'rate-limited',
      countsAsAttempt: false,
    });
  });

  test('waits for what the computer lacks without using up an attempt, and not in a hot loop', () => {
    expect(planAfterHold('disk-full', timings, 1000)).toEqual({
      next: 'pending',
      retryAt: 1000 + timings.spaceCheckMs,
      reason: 'disk-full',
      countsAsAttempt: false,
    });
  });
});

describe('a show that has not begun', () => {
  const MINUTE = 60_000;
  /** Minutes until the next try, and whether this one was counted. */
  const nextTry = (attempts: number, retryAfterSeconds?: number) => {
    const plan = planAfterFailure({
      ...{ reason: 'live-not-started', attempts, retryAfterSeconds, movedOn: false, timings, random: middle },
      ...{ now: 1000, coolDownUntil: () => 0 },
    });
    return plan.next === 'failed' ? 'failed' : [((plan.retryAt ?? 0) - 1000) / MINUTE, plan.countsAsAttempt];
  };

  test('is asked again when it said it would begin, however often that was hours away', () => {
    expect([nextTry(1, 3 * 3600), nextTry(500, 45 * 60)]).toEqual([
      [180, false],
      [45, false],
    ]);
  });

  test('is asked again within a day whatever it said, and not in the same minute', () => {
    expect([nextTry(1, 14 * 86_400), nextTry(1, 5)]).toEqual([
      [24 * 60, false],
      [1, true],
    ]);
  });

  test('and is always about to begin is given up at last', () => {
    expect([nextTry(20, 300), nextTry(21, 300)]).toEqual([[5, true], 'failed']);
  });

  test('is asked at growing distances where it says nothing', () => {
    expect([nextTry(1), nextTry(5), nextTry(21)]).toEqual([[1, true], [10, true], 'failed']);
  });
});

test('what another failure says of a wait does not move its next try: a site that refuses has its cool-down', () => {
  const plan = planAfterFailure({
    ...{ reason: 'network', attempts: 1, retryAfterSeconds: 7200, movedOn: false, timings, random: middle },
    ...{ now: 1000, coolDownUntil: () => 0 },
  });
  expect(plan).toMatchObject({ retryAt: 61_000 });
});

describe('what ended a run', () => {
  test.each<[StopReason, ReturnType<typeof causeOfStop>]>([
    ['stalled', { kind: 'failed', reason: 'stalled' }],
    ['stale', { kind: 'failed', reason: 'stalled' }],
    ['deadline', { kind: 'failed', reason: 'deadline' }],
    ['disk-full', { kind: 'held', reason: 'disk-full' }],
    ['library-missing', { kind: 'held', reason: 'library-missing' }],
    ['cancelled', undefined],
    ['paused', undefined],
    ['shutdown', undefined],
  ])('a stop as %s stands for %o', (stop, cause) => {
    expect(causeOfStop(stop)).toEqual(cause);
  });

  const withCode = (code: string) => Object.assign(new Error(`it failed: ${code}`), { code });
  test.each<[string, unknown, HoldReason]>([
    ['a full disk', withCode('ENOSPC'), 'disk-full'],
    ['a used-up quota', withCode('EDQUOT'), 'disk-full'],
    ['a missing tool', new ToolsMissing('tool-missing', 'Install yt-dlp.'), 'tool-missing'],
    ['an old tool', new ToolsMissing('tool-too-old', 'Update yt-dlp.'), 'tool-too-old'],
    ['a silent tool', new ToolsMissing('tool-silent', 'It says nothing.'), 'tool-silent'],
  ])('%s is waited for', (_name, error, reason) => {
    expect(resultOfError(error)).toMatchObject({ kind: 'held', reason, partialsUnsafe: false });
  });

  test.each<[string, unknown, FailureReason]>([
    ['a closed folder', withCode('EACCES'), 'no-permission'],
    ['a read-only disk', withCode('EROFS'), 'no-permission'],
    ['an address at home', new Refusal('private-address', 'No.'), 'address-refused'],
    ['an address that is none', new Refusal('invalid-url', 'No.'), 'unsupported'],
    ['a defect', new TypeError('x is not a function'), 'internal'],
    ['a text', 'boom', 'internal'],
  ])('%s is told apart', (_name, error, reason) => {
    expect(resultOfError(error)).toMatchObject({ kind: 'failed', reason, partialsUnsafe: false });
  });
});

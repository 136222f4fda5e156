import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/platform/clock.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';

const DAY_MS = 86_400_000;

describe('system clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('the system clock waits out a delay longer than the 24.8 days of one timer, which would fire at once', () => {
    const fired = vi.fn();
    systemClock.after(30 * DAY_MS, fired);
    vi.advanceTimersByTime(30 * DAY_MS - 1);
    expect(fired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(fired).toHaveBeenCalledOnce();
  });

  test('the system clock cancels a long wait in its second part, and an interval', () => {
    const fired = vi.fn();
    const cancel = systemClock.after(30 * DAY_MS, fired);
    const stop = systemClock.every(10 * DAY_MS, fired);
    vi.advanceTimersByTime(26 * DAY_MS);
    expect(fired).toHaveBeenCalledTimes(2);
    cancel();
    stop();
    vi.advanceTimersByTime(30 * DAY_MS);
    expect(fired).toHaveBeenCalledTimes(2);
  });
});

test('the system clock names this start of the computer and counts from it, whatever the wall clock says', () => {
  const before = systemClock.sinceBoot();
  vi.useFakeTimers({ now: 0 });
  const after = systemClock.sinceBoot();
  vi.useRealTimers();
  expect(after.bootId).toBe(before.bootId);
  expect(before.bootId).toMatch(/^(?:[\da-f-]{36}|unknown)$/);
  expect(after.uptimeMs - before.uptimeMs).toBeLessThan(10_000);
  expect(after.uptimeMs).toBeGreaterThanOrEqual(before.uptimeMs);
  expect(Number.isInteger(after.uptimeMs)).toBe(true);
});

describe('manual clock', () => {
  test('the manual clock fires due timers in order, each at its own moment, including those set on the way', () => {
    const clock = createManualClock(1_000);
    const seen: [string, number][] = [];
    clock.after(300, () => seen.push(['late', clock.now()]));
    clock.after(100, () => {
      seen.push(['early', clock.now()]);
      clock.after(50, () => seen.push(['nested', clock.now()]));
    });
    clock.every(200, () => seen.push(['tick', clock.now()]));
    clock.advance(400);
    expect(seen).toEqual([
      ['early', 1_100],
      ['nested', 1_150],
      ['tick', 1_200],
      ['late', 1_300],
      ['tick', 1_400],
    ]);
    expect(clock.monotonicMs()).toBe(400);
  });

  test('the manual clock jumps without firing; what is overdue then fires once, late', () => {
    const clock = createManualClock(0);
    const tick = vi.fn(() => clock.now());
    const once = vi.fn();
    clock.every(100, tick);
    clock.after(50, once);
    clock.jump(10_000);
    expect(tick).not.toHaveBeenCalled();
    clock.advance(0);
    expect(once).toHaveBeenCalledOnce();
    expect(tick).toHaveBeenCalledOnce();
    expect(tick).toHaveReturnedWith(10_000);
    clock.advance(100);
    expect(tick).toHaveBeenCalledTimes(2);
  });

  test('the manual clock forgets cancelled timers', () => {
    const clock = createManualClock();
    const fired = vi.fn();
    clock.after(10, fired)();
    const stop = clock.every(10, () => {
      fired();
      stop();
    });
    clock.advance(100);
    expect(fired).toHaveBeenCalledOnce();
    expect(clock.pendingTimers()).toBe(0);
  });
});

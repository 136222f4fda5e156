import { expect, test } from 'vitest';
import { createSpaceHold } from '../../../../main/downloads/holds/space-hold.ts';
import { createTimings } from '../../../../main/settings/timings.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';

const GIGABYTE = 1_000_000_000;
const timings = createTimings();

function disk(freeGigabytes: number) {
  const clock = createManualClock();
  const told: string[] = [];
  const state = { freeGigabytes, stillNeeded: 0, isGone: false };
  const running = {
    get progress() {
      return { totalBytes: state.stillNeeded * GIGABYTE, bytes: 0 };
    },
    requestStop: (reason: string) => void told.push(`stopped: ${reason}`),
  };
  const hold = createSpaceHold({
    folder: () => 'library',
    runs: () => [running],
    timings,
    clock,
    makeRoom: () => void told.push('make room'),
    measure: () =>
      state.isGone
        ? Promise.reject(new Error('unplugged'))
        : Promise.resolve({ freeBytes: state.freeGigabytes * GIGABYTE, totalBytes: 100 * GIGABYTE }),
  });
  return { clock, told, state, hold };
}

test.each([
  [5, 0, 'ok'],
  [4.9, 0, 'low'],
  [1, 0, 'low'],
  [0.99, 0, 'held'],
  [3, 2, 'low'],
  [3, 2.1, 'held'],
  [50, 49.5, 'held'],
])('%d GB free while running items still need %d: %s', async (free, needed, level) => {
  const { hold, state } = disk(free);
  state.stillNeeded = needed;
  expect(await hold.check()).toBe(level === 'held' ? 'disk-full' : undefined);
  expect([hold.level(), hold.space().freeBytes]).toEqual([level, free * GIGABYTE]);
});

test('the regular check alone notices that it holds and that it lets go, and makes room once', async () => {
  const { clock, told, state, hold } = disk(50);
  const reasons: unknown[] = [];
  await hold.start(() => reasons.push(hold.reason()));
  const passes = async () => {
    clock.advance(timings.spaceCheckMs);
    await Promise.resolve();
    await Promise.resolve();
  };
  state.stillNeeded = 60;
  await passes();
  await passes();
  expect(told).toEqual(['make room']);
  state.stillNeeded = 0;
  await passes();
  await passes();
  expect([reasons, told]).toEqual([['disk-full', 'disk-full', undefined, undefined], ['make room']]);
  hold.stop();
  expect(clock.pendingTimers()).toBe(0);
});

test('running items are ended only when not even the floor is left', async () => {
  const { told, state, hold } = disk(1.5);
  state.stillNeeded = 3;
  await hold.check();
  expect(told).toEqual(['make room']);
  state.freeGigabytes = 0.9;
  await hold.check();
  expect(told).toEqual(['make room', 'stopped: disk-full']);
});

test('room that comes and goes around the floor lets nothing start', async () => {
  const { state, hold } = disk(0.99);
  const reasons: unknown[] = [];
  for (const free of [0.99, 1.01, 0.99, 1.05, 1.11, 1.01]) {
    state.freeGigabytes = free;
    reasons.push(await hold.check());
    if (free === 1.05) expect(Math.round(hold.missingBytes() / 1e6)).toBe(50);
  }
  expect(hold.missingBytes()).toBe(0);
  expect(reasons).toEqual([...Array(4).fill('disk-full'), undefined, undefined]);
});

test('a download that would not fit on the empty disk is ended, but not on the word of one check', async () => {
  const { told, state, hold } = disk(50);
  state.stillNeeded = 99.5;
  await hold.check();
  expect(told).not.toContain('stopped: too-large');
  await hold.check();
  expect(told).toContain('stopped: too-large');
});

test('a download that would fit on the empty disk is not ended for its size (negative twin)', async () => {
  const { told, state, hold } = disk(50);
  for (const needed of [99.5, 98.5, 99.5, 98.5]) {
    state.stillNeeded = needed;
    await hold.check();
  }
  expect(told).toEqual(['make room']);
});

test('a disk that cannot be measured keeps the last level, and the checks go on', async () => {
  const { clock, told, state, hold } = disk(0.5);
  await hold.start(() => undefined);
  state.isGone = true;
  clock.advance(timings.spaceCheckMs);
  await new Promise(setImmediate);
  expect(hold.level()).toBe('held');
  Object.assign(state, { isGone: false, freeGigabytes: 50 });
  clock.advance(timings.spaceCheckMs);
  await new Promise(setImmediate);
  expect([told, hold.reason()]).toEqual([['stopped: disk-full', 'make room'], undefined]);
});

test('a disk that cannot be measured at the start is watched all the same', async () => {
  const { clock, state, hold } = disk(0.5);
  state.isGone = true;
  await hold.start(() => undefined);
  state.isGone = false;
  clock.advance(timings.spaceCheckMs);
  await new Promise(setImmediate);
  expect(hold.reason()).toBe('disk-full');
});

import { expect, test } from 'vitest';
import { createSpaceGuard } from '../../../../main/downloads/holds/space-guard.ts';
import { createTimings } from '../../../../main/settings/timings.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';

const GIGABYTE = 1_000_000_000;
const timings = createTimings();

function disk(freeGigabytes: number) {
  const clock = createManualClock();
  const told: string[] = [];
  const state = { freeGigabytes, stillNeeded: 0, isGone: false };
  const guard = createSpaceGuard({
    folder: () => 'library',
    stillNeededBytes: () => state.stillNeeded * GIGABYTE,
    timings,
    clock,
    onHeld: () => told.push('held'),
    onFull: () => told.push('full'),
    onReleased: () => told.push('released'),
    measure: () =>
      state.isGone
        ? Promise.reject(new Error('unplugged'))
        : Promise.resolve({ freeBytes: state.freeGigabytes * GIGABYTE, totalBytes: 100 * GIGABYTE }),
  });
  return { clock, told, state, guard };
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
  const { guard, state } = disk(free);
  state.stillNeeded = needed;
  expect(await guard.check()).toBe(level);
  expect([guard.level(), guard.space().freeBytes]).toEqual([level, free * GIGABYTE]);
});

test('holds and releases are told once each, by the regular look alone', async () => {
  const { clock, told, state, guard } = disk(50);
  await guard.start();
  const look = async () => {
    clock.advance(timings.spaceCheckMs);
    await Promise.resolve();
    await Promise.resolve();
  };
  state.stillNeeded = 60;
  await look();
  await look();
  expect(told).toEqual(['held']);
  state.stillNeeded = 0;
  await look();
  await look();
  expect(told).toEqual(['held', 'released']);
  guard.stop();
  expect(clock.pendingTimers()).toBe(0);
});

test('running items are ended only when not even the floor is left', async () => {
  const { told, state, guard } = disk(1.5);
  state.stillNeeded = 3;
  await guard.check();
  expect(told).toEqual(['held']);
  state.freeGigabytes = 0.9;
  await guard.check();
  expect(told).toEqual(['held', 'full']);
});

test('a disk that cannot be measured keeps the last level, and the looks go on', async () => {
  const { clock, told, state, guard } = disk(0.5);
  await guard.start();
  state.isGone = true;
  clock.advance(timings.spaceCheckMs);
  await new Promise(setImmediate);
  expect(guard.level()).toBe('held');
  Object.assign(state, { isGone: false, freeGigabytes: 50 });
  clock.advance(timings.spaceCheckMs);
  await new Promise(setImmediate);
  expect(told).toEqual(['full', 'held', 'released']);
});

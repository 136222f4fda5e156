import { expect, test } from 'vitest';
import { createSpeedLimit, type SpeedLimit, type SpeedShare } from '../../../main/gate/proxy/speed-limit.ts';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.ts';

/** A connection whose server sends without end: it reads whenever it may. */
function reader(share: SpeedShare, largest = 65_536) {
  const reader = { bytes: 0, largestRead: 0, close: () => flow.close(), start: () => read() };
  const flow = share.createFlow(() => read());
  const read = (): void => {
    // Without a limit there is no end of it.
    for (let turn = 0; turn < 1000 && flow.mayRead(); turn += 1) {
      const size = flow.readSize(largest);
      reader.bytes += size;
      reader.largestRead = Math.max(reader.largestRead, size);
      flow.take(size);
    }
  };
  return reader;
}

function begin(bytesPerSecond: number | undefined): { clock: ManualClock; limit: SpeedLimit } {
  const clock = createManualClock();
  const limit = createSpeedLimit(clock);
  limit.setLimit(bytesPerSecond);
  return { clock, limit };
}

const within = (bytes: number, expected: number, share = 0.05): void => {
  expect(bytes).toBeGreaterThan(expected * (1 - share));
  expect(bytes).toBeLessThan(expected * (1 + share));
};

test.each([1, 2, 8])('%i downloads get the limit together, each the same share', (count) => {
  const { clock, limit } = begin(2_000_000);
  const readers = Array.from({ length: count }, () => reader(limit.createShare()));
  for (const one of readers) one.start();
  clock.advance(4000);
  within(
    readers.reduce((sum, { bytes }) => sum + bytes, 0),
    8_000_000,
  );
  for (const { bytes } of readers) within(bytes, 8_000_000 / count);
});

test('a pass with 16 connections gets no more than a pass with one', () => {
  const { clock, limit } = begin(2_000_000);
  const busy = limit.createShare();
  const many = Array.from({ length: 16 }, () => reader(busy));
  const one = reader(limit.createShare());
  for (const each of [...many, one]) each.start();
  clock.advance(4000);
  within(one.bytes, 4_000_000);
  within(
    many.reduce((sum, { bytes }) => sum + bytes, 0),
    4_000_000,
  );
});

test('what one pass does not use, the others get', () => {
  const { clock, limit } = begin(1_000_000);
  const [slow, fast] = [limit.createShare().createFlow(() => undefined), reader(limit.createShare())];
  fast.start();
  for (let turn = 0; turn < 40; turn += 1) {
    // Its server sends 100 KB a second.
    slow.take(10_000);
    clock.advance(100);
  }
  slow.close();
  expect(fast.bytes).toBeGreaterThan(3_400_000);
});

test('a change reaches what waits, at once and in both directions', () => {
  const { clock, limit } = begin(500_000);
  const one = reader(limit.createShare());
  one.start();
  clock.advance(2000);
  const first = one.bytes;
  limit.setLimit(4_000_000);
  clock.advance(2000);
  const second = one.bytes - first;
  limit.setLimit(100_000);
  clock.advance(10_000);
  within(first, 1_000_000);
  within(second, 8_000_000);
  within(one.bytes - first - second, 1_000_000);
});

test('a limit that is taken away lets everybody go on at once, and leaves no timer', () => {
  const { clock, limit } = begin(1000);
  const one = reader(limit.createShare());
  one.start();
  clock.advance(1000);
  const before = one.bytes;
  limit.setLimit(undefined);
  expect(one.bytes).toBeGreaterThan(before + 1_000_000);
  expect(clock.pendingTimers()).toBe(0);
});

test('a limit reads in small pieces, also for one who comes after a pause', () => {
  const { clock, limit } = begin(1_000_000);
  const one = reader(limit.createShare());
  clock.advance(60_000);
  one.start();
  expect(one.bytes).toBeLessThan(130_000);
  clock.advance(1000);
  expect(one.largestRead).toBeLessThan(25_000);
});

test('whoever waits for its turn and leaves is forgotten, with its timer', () => {
  const { clock, limit } = begin(1000);
  const one = reader(limit.createShare());
  one.start();
  one.close();
  const bytes = one.bytes;
  clock.advance(60_000);
  expect(one.bytes).toBe(bytes);
  expect(clock.pendingTimers()).toBe(0);
});

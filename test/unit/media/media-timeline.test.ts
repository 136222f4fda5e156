import { describe, expect, test } from 'vitest';
import { findHole, PacketTimes, type StreamTimeline } from '../../../main/media/media-timeline.ts';

/** A stream with a packet at each time; `keys` says which of them begin a piece. */
function stream(type: 'video' | 'audio', times: readonly number[], keys: (time: number) => boolean = () => true): StreamTimeline {
  const packets = new PacketTimes();
  for (const time of times) packets.add(time, 0.04, keys(time));
  return { facts: { type }, packets };
}

const steady = (seconds: number, step = 0.04): number[] =>
  Array.from({ length: Math.round(seconds / step) }, (_, index) => index * step);
const without = (times: readonly number[], from: number, to: number): number[] =>
  times.filter((time) => time < from || time >= to);

describe('holes', () => {
  test('a long step of a steady stream is a hole', () => {
    expect(findHole([stream('video', without(steady(60), 20, 22))])).toEqual({
      at: expect.closeTo(19.96),
      length: expect.closeTo(2.04),
    });
    expect(findHole([stream('video', steady(60)), stream('audio', without(steady(60), 30, 30.6))])?.length).toBeCloseTo(0.64);
  });

  test('a hole is found whatever the order of the packets', () => {
    const shuffled = without(steady(60), 20, 22).flatMap((time, index, all) =>
      index % 2 === 0 ? [all[index + 1] ?? [], time].flat() : [],
    );
    expect(findHole([stream('video', shuffled)])).toBeDefined();
  });

  test('a short gap is a hole where video and sound lack the same moment', () => {
    const video = stream('video', without(steady(60), 20, 20.2));
    expect(findHole([video, stream('audio', without(steady(60), 20, 20.2))])).toBeDefined();
    expect(findHole([video, stream('audio', without(steady(60), 40, 40.2))])).toBeUndefined();
    expect(findHole([video, stream('audio', steady(60))])).toBeUndefined();
  });
});

test('hours of key frames alone, with thousands of short gaps, are read in a moment', () => {
  const gappy = (offset: number) => steady(6 * 3600, 1 / 60).filter((_, index) => index % 70 < offset || index % 70 > offset + 7);
  const streams = [stream('video', gappy(10)), stream('audio', gappy(45))];
  const before = process.cpuUsage();
  expect(findHole(streams)).toBeUndefined();
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
});

test('the first moment that is missing in two streams is told, also among many that are missing in one', () => {
  const times = steady(600);
  const video = [20, 40, 60, 80].reduce((left, at) => without(left, at, at + 0.2), times);
  const audio = [30, 50, 60.1, 80].reduce((left, at) => without(left, at, at + 0.2), times);
  expect(findHole([stream('video', video), stream('audio', audio)])?.at).toBeCloseTo(59.96);
});

describe('steps that are no holes', () => {
  test('a step of a stream that is unsteady anyway is no hole', () => {
    const times = steady(60).filter((_, index) => index % 7 !== 0 && index % 11 > 3);
    expect(findHole([stream('video', without(times, 20, 22))])).toBeUndefined();
  });

  test('a still scene, which no key frame follows, is no hole', () => {
    expect(findHole([stream('video', without(steady(60), 20, 24), (time) => time === 0)])).toBeUndefined();
  });

  test('a stream of a few packets, or without times, has no hole', () => {
    expect(findHole([stream('video', [0, 1, 2, 30])])).toBeUndefined();
    expect(findHole([stream('video', Array(100).fill(Number.NaN))])).toBeUndefined();
    expect(findHole([])).toBeUndefined();
  });
});

test('the end is that of the last packet, which may not be stretched', () => {
  const packets = new PacketTimes();
  packets.add(1, 0.04, true);
  packets.add(0.5, 600, true);
  packets.add(Number.NaN, Number.NaN, false);
  expect(packets).toMatchObject({ count: 3, start: 0.5, end: 1.5 });
});

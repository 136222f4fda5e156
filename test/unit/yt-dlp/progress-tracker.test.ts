import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProgressRecord } from '../../../main/yt-dlp/output-parser.ts';
import { createProgressTracker } from '../../../main/yt-dlp/progress-tracker.ts';

const record = (fields: Partial<ProgressRecord>): ProgressRecord => ({
  kind: 'progress',
  status: 'downloading',
  totalIsEstimate: false,
  formatId: 'a',
  ...fields,
});

describe('progress of one file', () => {
  test('percent, size and time left are those of the file', () => {
    const tracker = createProgressTracker();
    expect(tracker.update(record({ downloadedBytes: 25, totalBytes: 100, speed: 5, etaSeconds: 15 }))).toEqual({
      percent: 25,
      bytes: 25,
      totalBytes: 100,
      speed: 5,
      etaSeconds: 15,
    });
    expect(tracker.update(record({ status: 'finished', downloadedBytes: 100, totalBytes: 100 }))).toEqual({
      percent: 100,
      bytes: 100,
      totalBytes: 100,
    });
  });

  test('a download that starts over does not move the bar back', () => {
    const tracker = createProgressTracker();
    tracker.update(record({ downloadedBytes: 60, totalBytes: 100 }));
    expect(tracker.update(record({ downloadedBytes: 1, totalBytes: 100 }))).toMatchObject({ percent: 60, bytes: 60 });
  });

  test('there is no percent where there is nothing to compare with', () => {
    expect(createProgressTracker().update(record({ downloadedBytes: 60 }))).toEqual({ bytes: 60 });
  });

  test('an estimate may not run ahead of the fragments', () => {
    const tracker = createProgressTracker();
    const early = record({ downloadedBytes: 90, totalBytes: 100, totalIsEstimate: true, fragmentIndex: 1, fragmentCount: 10 });
    expect(tracker.update(early).percent).toBeCloseTo(20);
  });
});

describe('progress of video and sound', () => {
  test('video and sound share one bar by their sizes when the plan knows them', () => {
    const tracker = createProgressTracker();
    tracker.plan({ formatId: 'a+b', totalBytes: 1000 });
    expect(tracker.update(record({ downloadedBytes: 450, totalBytes: 900 })).percent).toBeCloseTo(45);
    expect(tracker.update(record({ status: 'finished', downloadedBytes: 900, totalBytes: 900 })).percent).toBeCloseTo(90);
    const sound = tracker.update(record({ formatId: 'b', downloadedBytes: 50, totalBytes: 100, speed: 10, etaSeconds: 1 }));
    expect(sound).toEqual({ percent: 95, bytes: 950, totalBytes: 1000, speed: 10, etaSeconds: 5 });
    expect(tracker.update(record({ formatId: 'b', status: 'finished', downloadedBytes: 100, totalBytes: 100 })).percent).toBe(
      100,
    );
  });

  test('the bar does not reach the end with the video stream alone when sizes are unknown', () => {
    const tracker = createProgressTracker();
    tracker.plan({ formatId: 'a+b' });
    const video = tracker.update(record({ status: 'finished', downloadedBytes: 900, totalBytes: 900 }));
    expect(video.percent).toBeCloseTo(85);
    expect(video.totalBytes).toBeUndefined();
    expect(tracker.update(record({ formatId: 'b', status: 'finished', downloadedBytes: 9 })).percent).toBe(100);
  });
});

test('no shown progress ever falls or leaves its range', () => {
  const anyRecord = fc.record({
    formatId: fc.constantFrom('a', 'b'),
    status: fc.constantFrom('downloading' as const, 'finished' as const),
    downloadedBytes: fc.nat({ max: 1000 }),
    totalBytes: fc.nat({ max: 1000 }),
    totalIsEstimate: fc.boolean(),
    fragmentIndex: fc.nat({ max: 12 }),
    fragmentCount: fc.nat({ max: 10 }),
    speed: fc.double({ min: 0, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(anyRecord),
      fc.boolean(),
      fc.option(fc.nat({ max: 2000 }), { nil: undefined }),
      (records, isPlanned, totalBytes) => {
        const tracker = createProgressTracker();
        if (isPlanned) tracker.plan({ formatId: 'a+b', ...(totalBytes !== undefined && { totalBytes }) });
        let last = { percent: 0, bytes: 0 };
        for (const fields of records) {
          const { percent = 0, bytes, totalBytes: total = bytes } = tracker.update(record(fields));
          expect(percent).toBeGreaterThanOrEqual(last.percent);
          expect(percent).toBeLessThanOrEqual(100);
          expect(bytes).toBeGreaterThanOrEqual(last.bytes);
          expect(total).toBeGreaterThanOrEqual(bytes);
          last = { percent, bytes };
        }
      },
    ),
  );
});

import { describe, expect, test } from 'vitest';
import { frameWork, type TraceEvent } from '../../../scripts/bench/frame-work.ts';

const task = (ts: number, dur: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  name: 'ThreadControllerImpl::RunTask',
  ph: 'X',
  pid: 1,
  tid: 1,
  ts,
  dur,
  ...more,
});
const mark = (ts: number): TraceEvent => ({ name: 'frame', ph: 'I', pid: 1, tid: 1, ts });

describe('work of each frame', () => {
  test('the work of a frame is the tasks between its mark and the next, a task over a mark shared out', () => {
    const events = [mark(0), mark(10_000), mark(20_000), mark(30_000), task(1000, 2000), task(8000, 5000), task(22_000, 1000)];
    expect(frameWork(events)).toEqual([4, 3, 1]);
  });

  test('nested tasks count once, and other threads and processes not at all', () => {
    const events = [
      mark(0),
      mark(10_000),
      task(1000, 4000),
      task(2000, 1000),
      task(0, 9000, { tid: 2 }),
      task(0, 9000, { pid: 2 }),
    ];
    expect(frameWork(events)).toEqual([4]);
  });

  test('the time in which others had the processor is left out', () => {
    expect(frameWork([mark(0), mark(10_000), task(1000, 8000, { tdur: 2000 })])).toEqual([2]);
  });

  test('frames without marks are an error', () => {
    expect(() => frameWork([task(0, 1)])).toThrow('marks');
  });
});

import type { QueueItem } from '../../preload/contract/types.ts';

const NOTHING_RUNS = -1;
/** More than 1 means "at work, nobody knows how far". */
const UNKNOWN = 2;

/**
 * Computes how far a person's running items are together, as the taskbar wants it: 0 to 1, -1 when nothing runs, 2 when it is not known. Each item
 * counts the same, whatever its size, so that a size that becomes known does not throw the bar back. Pure.
 */
export function taskbarProgress(items: readonly QueueItem[]): number {
  // What this person paused may run on for others; it is not theirs to wait for.
  const running = items.filter((item) => item.status === 'downloading' && !item.held);
  if (running.length === 0) return NOTHING_RUNS;
  if (running.every(({ percent }) => percent === undefined)) return UNKNOWN;
  const sum = running.reduce((total, { percent = 0 }) => total + percent, 0);
  return Math.min(1, Math.max(0, sum / (100 * running.length)));
}

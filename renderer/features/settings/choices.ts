import { formatSpeed } from '../../words/format.ts';
import { say } from '../../words/say.ts';

const PARALLEL_CHOICES: readonly number[] = [1, 2, 3, 4, 6, 8];

/** Lists how many downloads may run side by side; a number set elsewhere joins the list. */
export function parallelChoices(current: number): readonly number[] {
  return PARALLEL_CHOICES.includes(current) ? PARALLEL_CHOICES : [...PARALLEL_CHOICES, current].sort((a, b) => a - b);
}

/** Speed limits in bytes per second; null is no limit. */
const BANDWIDTH_LIMITS: readonly (number | null)[] = [null, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000];

/** Writes a speed limit: `No limit`, `2 MB/s`. */
export function bandwidthLabel(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? say('settings.noLimit') : formatSpeed(bytesPerSecond);
}

/** Lists the limits on offer and, when it is none of them, the one that is set now. */
export function bandwidthLimits(current: number | null): readonly (number | null)[] {
  return BANDWIDTH_LIMITS.includes(current) ? BANDWIDTH_LIMITS : [...BANDWIDTH_LIMITS, current];
}

const IDLE_LOCK_MINUTES: readonly number[] = [2, 5, 10, 30, 60];

/** Writes after how long the window is locked: `10 minutes`, `Never`. */
export function idleLockLabel(minutes: number | null): string {
  return minutes === null ? say('settings.never') : say('settings.minutes', { count: minutes });
}

/** Lists the times on offer, with one that was set elsewhere; "never" only where no children live. */
export function idleLockChoices(current: number | null, hasChildren: boolean): readonly (number | null)[] {
  const isOther = current !== null && !IDLE_LOCK_MINUTES.includes(current);
  const times = isOther ? [...IDLE_LOCK_MINUTES, current].sort((a, b) => a - b) : IDLE_LOCK_MINUTES;
  return hasChildren ? times : [...times, null];
}

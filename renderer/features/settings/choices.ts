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

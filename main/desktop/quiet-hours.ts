import type { DayHours } from '../../preload/contract/types.ts';
import { isWithinHours } from '../platform/day-hours.ts';

/** Whether the desktop is to be left in peace at a moment. Without hours never; from and to the same: always, as with download hours. Pure. */
export function isQuiet(quietHours: DayHours | null, at: Date): boolean {
  return quietHours !== null && isWithinHours(quietHours, at);
}

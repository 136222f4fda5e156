import type { DayHours } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { isWithinHours, nextBeginning } from '../../platform/day-hours.ts';
import type { Hold } from './hold.ts';

/** Clocks jump (sleep, summer time), so the hours are checked again after this long at the latest. */
const CHECK_EVERY_MS = 30_000;

/** Holds the queue outside the household's download hours. Downloads that run when the hours end go on. */
export function createHoursHold(hours: () => DayHours | null, clock: Clock): Hold {
  let cancelChecks: (() => void) | undefined;
  const now = (): Date => new Date(clock.now());
  const reason = () => (isWithinHours(hours(), now()) ? undefined : 'download-hours');
  return {
    reason,
    check: async () => reason(),
    async start(onChanged) {
      cancelChecks = clock.every(CHECK_EVERY_MS, onChanged);
    },
    stop: () => cancelChecks?.(),
    endsAt() {
      const wanted = hours();
      return wanted === null ? undefined : nextBeginning(wanted, now()).getTime();
    },
  };
}

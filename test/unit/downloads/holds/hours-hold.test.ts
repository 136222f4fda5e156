import { expect, test } from 'vitest';
import { createHoursHold } from '../../../../main/downloads/holds/hours-hold.ts';
import type { DayHours } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';

const at = (hour: number, minute = 0): number => new Date(2026, 2, 3, hour, minute).getTime();

function nights(startAt: number, hours: DayHours | null = { from: '22:00', to: '06:00' }) {
  const clock = createManualClock(startAt);
  return { clock, hold: createHoursHold(() => hours, clock) };
}

test('holds outside the hours, and knows when they begin', async () => {
  const { hold } = nights(at(12));
  expect([await hold.check(), hold.endsAt?.()]).toEqual(['download-hours', at(22)]);
});

test('lets go within them, also after midnight', async () => {
  for (const moment of [at(22), at(23, 59), at(5, 59)]) expect(await nights(moment).hold.check()).toBeUndefined();
  for (const moment of [at(6), at(21, 59)]) expect(await nights(moment).hold.check()).toBe('download-hours');
});

test('never holds where no hours are set', async () => {
  const { hold } = nights(at(12), null);
  expect([await hold.check(), hold.endsAt?.()]).toEqual([undefined, undefined]);
});

test('notices by itself within half a minute that the hours began', async () => {
  const { clock, hold } = nights(at(21, 59));
  const told: unknown[] = [];
  await hold.start(() => told.push(hold.reason()));
  clock.advance(60_000);
  expect(told).toEqual(['download-hours', undefined]);
  hold.stop();
  expect(clock.pendingTimers()).toBe(0);
});

import { expect, test } from 'vitest';
import { isWithinHours } from '../../../main/platform/day-hours.ts';

const at = (time: string): Date => new Date(`2026-03-14T${time}:30`);
test.each<[string, string, string, boolean]>([
  ['01:00', '06:00', '00:59', false],
  ['01:00', '06:00', '01:00', true],
  ['01:00', '06:00', '05:59', true],
  ['01:00', '06:00', '06:00', false],
  ['22:30', '06:00', '22:29', false],
  ['22:30', '06:00', '22:30', true],
  ['22:30', '06:00', '23:59', true],
  ['22:30', '06:00', '00:00', true],
  ['22:30', '06:00', '05:59', true],
  ['22:30', '06:00', '06:00', false],
  ['09:00', '09:00', '15:00', true],
])('download hours from %s to %s are open at %s: %s', (from, to, time, open) => {
  expect(isWithinHours({ from, to }, at(time))).toBe(open);
});

test('download hours are always open when none are set', () => {
  expect(isWithinHours(null, at('03:00'))).toBe(true);
});

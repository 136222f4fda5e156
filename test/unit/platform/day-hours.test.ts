import { describe, expect, test } from 'vitest';
import { isWithinHours } from '../../../main/platform/day-hours.ts';
import { titleFromAddress } from '../../../main/web/title-from-address.ts';

describe('download hours', () => {
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
});

describe('a title from an address', () => {
  test.each([
    ['https://a.test/films/My%20cat.mp4', 'My cat'],
    ['https://a.test/watch?v=123', 'watch'],
    ['https://a.test/', 'a.test'],
    ['https://a.test/x/y/', 'y'],
    ['https://a.test/100%', '100%'],
    ['https://a.test/%E2%80%AEevil%0Aname', 'evil name'],
    ['https://a.test/%00', 'a.test'],
    ['https://a.test/.mp4', 'a.test'],
  ])('the title of the address %s is %s', (url, title) => {
    expect(titleFromAddress(url)).toBe(title);
  });

  test('a title from an address is never longer than 200 characters', () => {
    expect(titleFromAddress(`https://a.test/${'x'.repeat(4000)}`)).toHaveLength(200);
  });
});

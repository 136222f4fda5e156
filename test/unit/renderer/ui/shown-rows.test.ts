import { describe, expect, test } from 'vitest';
import { nextShownRows, type ShownRows } from '../../../../renderer/ui/lists/shown-rows.ts';

const shown = (first: number, last: number, leaping = false): ShownRows => ({ first, last, leaping });

describe('a list that is pulled', () => {
  test('leaps when a step leaves no row of the view before in sight, down and up', () => {
    expect(nextShownRows(shown(0, 17), 18, 35, true)).toEqual(shown(18, 35, true));
    expect(nextShownRows(shown(100, 117), 60, 99, true)).toEqual(shown(60, 99, true));
  });

  test('does not leap while one row stays in sight, however often it is pulled', () => {
    let rows = shown(0, 17);
    for (let first = 17; first < 1000; first += 17) {
      rows = nextShownRows(rows, first, first + 17, true);
      expect(rows.leaping).toBe(false);
    }
  });

  test('goes on leaping through a slower moment, until the scrolling rests', () => {
    const slower = nextShownRows(shown(500, 517, true), 501, 518, true);
    expect(slower).toEqual(shown(501, 518, true));
    expect(nextShownRows(slower, 501, 518, false)).toEqual(shown(501, 518));
  });

  test('does not leap where nobody scrolls: the first rows, another list, a list that became shorter', () => {
    expect(nextShownRows(shown(-1, -1), 0, 17, true).leaping).toBe(false);
    expect(nextShownRows(shown(0, 17), 40, 57, false).leaping).toBe(false);
    expect(nextShownRows(shown(0, 17), -1, -1, false).leaping).toBe(false);
  });

  test('stays the same object while nothing changed, so that the list is not drawn again', () => {
    const rows = shown(3, 20, true);
    expect(nextShownRows(rows, 3, 20, true)).toBe(rows);
  });
});

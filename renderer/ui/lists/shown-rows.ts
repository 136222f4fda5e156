/** The rows that a list shows, and whether it is being pulled past whole screens at once. */
export interface ShownRows {
  readonly first: number;
  readonly last: number;
  readonly leaping: boolean;
}

/**
 * Says what a list shows after its rows changed from `before`. It leaps from the first step that leaves no row of the view before in sight,
 * and until the scrolling rests: a slower moment of the same pull would otherwise build a screen of whole rows only to throw it away.
 */
export function nextShownRows(before: ShownRows, first: number, last: number, isScrolling: boolean): ShownRows {
  const wasShown = before.last >= before.first && before.first >= 0;
  const leaping = isScrolling && (before.leaping || (wasShown && (first > before.last || last < before.first)));
  const same = before.first === first && before.last === last && before.leaping === leaping;
  return same ? before : { first, last, leaping };
}

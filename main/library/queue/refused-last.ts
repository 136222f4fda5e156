/** What decides which items of a site go first: how often the site refused each of them. */
interface Refusable {
  readonly site: string;
  readonly refusals: number;
}

/**
 * Lets the items go first that their site refused least: the items of one site share out its places anew, and those of all other sites stay
 * where they are. Pure.
 */
export function refusedLast<Item extends Refusable>(items: readonly Item[]): readonly Item[] {
  if (items.every(({ refusals }) => refusals === 0)) return items;
  const bySite = new Map<string, Item[]>();
  for (const item of items.toSorted((a, b) => a.refusals - b.refusals)) {
    bySite.set(item.site, [...(bySite.get(item.site) ?? []), item]);
  }
  return items.flatMap(({ site }) => bySite.get(site)?.shift() ?? []);
}

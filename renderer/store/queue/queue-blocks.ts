import type { QueueItem } from '../../../preload/contract/types.ts';

/** Neighbours in a list that came from one playlist, or one item that stands alone. */
export interface Block {
  readonly groupId: string | undefined;
  readonly videoIds: readonly [string, ...string[]];
  /** Where its first item stands in the list, from 0. */
  readonly start: number;
}

/** One line of a list of the queue. `start` and `end` are places in the person's own order, whatever is folded. */
export type ListRow =
  | {
      readonly kind: 'item';
      readonly key: string;
      readonly videoId: string;
      readonly start: number;
      /** It stands under the row of its group. */
      readonly isInside: boolean;
    }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly block: Block & { readonly groupId: string };
      readonly isOpen: boolean;
    };

/** A group with more items than this starts folded. */
export const FEW_ITEMS = 3;

type Items = ReadonlyMap<string, QueueItem>;

/** Cuts an order into blocks. `gather` brings all items of a group to the place of its first one: for lists without an order of their own. */
export function blocksOf(order: readonly string[], items: Items, gather = false): readonly Block[] {
  const blocks: { groupId: string | undefined; videoIds: [string, ...string[]]; start: number }[] = [];
  const open = new Map<string, (typeof blocks)[number]>();
  for (const [start, videoId] of order.entries()) {
    const groupId = items.get(videoId)?.group?.id;
    const before = groupId === undefined ? undefined : gather ? open.get(groupId) : blocks.at(-1);
    if (before !== undefined && before.groupId === groupId) {
      before.videoIds.push(videoId);
      continue;
    }
    const block = { groupId, videoIds: [videoId] as [string, ...string[]], start };
    blocks.push(block);
    if (groupId !== undefined) open.set(groupId, block);
  }
  return blocks;
}

/**
 * Lists the rows to draw. A block of a group has a row of its own, with its items below while it is open. One item that was moved away from
 * the rest of its group stands alone.
 */
export function rowsOf(blocks: readonly Block[], isOpen: (groupId: string) => boolean): readonly ListRow[] {
  const blocksOfGroup = new Map<string, number>();
  for (const { groupId } of blocks) {
    if (groupId !== undefined) blocksOfGroup.set(groupId, (blocksOfGroup.get(groupId) ?? 0) + 1);
  }
  const rows: ListRow[] = [];
  for (const { groupId, videoIds, start } of blocks) {
    const isBlock = groupId !== undefined && (videoIds.length > 1 || blocksOfGroup.get(groupId) === 1);
    if (isBlock) {
      const open = isOpen(groupId);
      rows.push({ kind: 'group', key: `group ${groupId} ${videoIds[0]}`, block: { groupId, videoIds, start }, isOpen: open });
      if (!open) continue;
    }
    for (const [index, videoId] of videoIds.entries()) {
      rows.push({ kind: 'item', key: videoId, videoId, start: start + index, isInside: isBlock });
    }
  }
  return rows;
}

/**
 * Finds what some neighbours must stand before to be one step further up or down; undefined: they are at that end already,
 * null: at the end of the list. Inside its own block an item passes one other; a whole other block is passed at once.
 */
export function targetOfStep(
  order: readonly string[],
  items: Items,
  moved: readonly string[],
  step: -1 | 1,
): string | null | undefined {
  const first = order.indexOf(moved[0] ?? '');
  const last = first + moved.length - 1;
  const neighbour = order[step < 0 ? first - 1 : last + 1];
  if (first < 0 || neighbour === undefined) return undefined;
  const groupOf = (videoId: string) => items.get(videoId)?.group?.id;
  const isOwn = groupOf(neighbour) !== undefined && groupOf(neighbour) === groupOf(moved[0] ?? '');
  const passed = isOwn
    ? undefined
    : blocksOf(order, items).find(({ videoIds, start }) => {
        const index = order.indexOf(neighbour);
        return index >= start && index < start + videoIds.length;
      });
  if (step < 0) return passed?.videoIds[0] ?? neighbour;
  const after = passed === undefined ? last + 2 : passed.start + passed.videoIds.length;
  return order[after] ?? null;
}

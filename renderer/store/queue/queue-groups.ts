import type { QueueItem } from '../../../preload/contract/types.ts';

/** How far a playlist that this person added in one go is, counted over all of its items in the queue. */
export interface QueueGroup {
  readonly id: string;
  readonly title: string;
  readonly total: number;
  readonly done: number;
  readonly running: number;
  readonly waiting: number;
  readonly failed: number;
  /** Of the waiting and running ones, those that this person paused. */
  readonly paused: number;
  /** Sum of the items' whole percents: whole numbers, so that adding and taking away never drifts. */
  readonly points: number;
}

export type QueueGroups = ReadonlyMap<string, QueueGroup>;

/** Updates the counts after some items left and others came; answers the same object while no item of a group is among them. */
export function recount(groups: QueueGroups, left: Iterable<QueueItem>, came: Iterable<QueueItem>): QueueGroups {
  let after: Map<string, QueueGroup> | undefined;
  const count = (item: QueueItem, sign: 1 | -1): void => {
    if (item.group === undefined) return;
    after ??= new Map(groups);
    const counted = add(after.get(item.group.id) ?? emptyGroup(item.group), item, sign);
    if (counted.total === 0) after.delete(item.group.id);
    else after.set(item.group.id, counted);
  };
  for (const item of left) count(item, -1);
  for (const item of came) count(item, 1);
  return after ?? groups;
}

/** Says how far the whole group is, 0 to 100. */
export const groupPercent = ({ points, total }: QueueGroup): number => (total === 0 ? 0 : points / total);

const emptyGroup = ({ id, title }: NonNullable<QueueItem['group']>): QueueGroup => ({
  id,
  title,
  total: 0,
  done: 0,
  running: 0,
  waiting: 0,
  failed: 0,
  paused: 0,
  points: 0,
});

function add(group: QueueGroup, item: QueueItem, sign: 1 | -1): QueueGroup {
  const running = item.status === 'downloading' || item.status === 'cancelling';
  const waiting = item.status === 'pending';
  const one = (applies: boolean): number => (applies ? sign : 0);
  const percent = item.status === 'complete' ? 100 : Math.round(item.percent ?? 0);
  return {
    id: group.id,
    title: group.title,
    total: group.total + sign,
    done: group.done + one(item.status === 'complete'),
    running: group.running + one(running),
    waiting: group.waiting + one(waiting),
    failed: group.failed + one(item.status === 'failed'),
    paused: group.paused + one((running || waiting) && item.held),
    points: group.points + sign * percent,
  };
}

import type { QueueItem } from '../../../preload/contract/types.ts';
import { type QueueGroups, recount } from './queue-groups.ts';

export type SectionName = 'now' | 'upNext' | 'needsYou' | 'done';

/** Video ids of each section, in the order they are shown. The object stays the same while no row enters, leaves, moves or changes its group. */
export type QueueSections = Readonly<Record<SectionName, readonly string[]>>;

/** The window's copy of the acting person's queue, valid up to delta `seq`. */
export interface QueueMirror {
  readonly seq: number;
  readonly items: ReadonlyMap<string, QueueItem>;
  readonly sections: QueueSections;
  readonly groups: QueueGroups;
}

export interface QueueDelta {
  readonly seq: number;
  readonly upserts: readonly QueueItem[];
  readonly removals: readonly string[];
}

/** `stale`: already contained. `gap`: deltas were missed, ask for a snapshot. */
export type DeltaOutcome = { readonly kind: 'applied'; readonly mirror: QueueMirror } | { readonly kind: 'stale' | 'gap' };

export const EMPTY_SECTIONS: QueueSections = { now: [], upNext: [], needsYou: [], done: [] };
export const EMPTY_MIRROR: QueueMirror = { seq: -1, items: new Map(), sections: EMPTY_SECTIONS, groups: new Map() };

/** Says which section shows an item; nobody wants a `cataloged` one, so none does. */
export function sectionOf(item: QueueItem): SectionName | undefined {
  switch (item.status) {
    case 'downloading':
    case 'cancelling':
      return 'now';
    case 'pending':
      return 'upNext';
    case 'failed':
      return 'needsYou';
    case 'complete':
      return 'done';
    case 'cataloged':
      return undefined;
  }
}

/** Starts a mirror from a whole snapshot. */
export function mirrorFromSnapshot(snapshot: { readonly seq: number; readonly items: readonly QueueItem[] }): QueueMirror {
  const items = new Map(snapshot.items.map((item) => [item.videoId, item]));
  return { seq: snapshot.seq, items, sections: arrange(items), groups: recount(new Map(), [], items.values()) };
}

/** Applies the next delta. Rows that did not change keep their object, and sections keep theirs in a mere burst of progress. */
export function applyDelta(mirror: QueueMirror, delta: QueueDelta): DeltaOutcome {
  if (delta.seq <= mirror.seq) return { kind: 'stale' };
  if (delta.seq > mirror.seq + 1) return { kind: 'gap' };
  const items = new Map(mirror.items);
  const left: QueueItem[] = [];
  let moved = false;
  const takeOut = (videoId: string): QueueItem | undefined => {
    const before = items.get(videoId);
    if (before !== undefined) left.push(before);
    return before;
  };
  for (const videoId of delta.removals) {
    takeOut(videoId);
    moved = items.delete(videoId) || moved;
  }
  for (const item of delta.upserts) {
    const before = takeOut(item.videoId);
    moved = moved || before === undefined || isElsewhere(before, item);
    items.set(item.videoId, item);
  }
  const sections = moved ? arrange(items) : mirror.sections;
  const groups = recount(mirror.groups, left, delta.upserts);
  return { kind: 'applied', mirror: { seq: delta.seq, items, sections, groups } };
}

function arrange(items: ReadonlyMap<string, QueueItem>): QueueSections {
  const groups: Record<SectionName, QueueItem[]> = { now: [], upNext: [], needsYou: [], done: [] };
  for (const item of items.values()) {
    const section = sectionOf(item);
    if (section !== undefined) groups[section].push(item);
  }
  const idsInOrder = (group: QueueItem[]): string[] =>
    group.sort((a, b) => sortKey(a) - sortKey(b) || a.addedAt - b.addedAt).map((item) => item.videoId);
  return {
    now: idsInOrder(groups.now),
    upNext: idsInOrder(groups.upNext),
    needsYou: idsInOrder(groups.needsYou),
    done: idsInOrder(groups.done),
  };
}

const isElsewhere = (before: QueueItem, item: QueueItem): boolean =>
  sectionOf(before) !== sectionOf(item) || sortKey(before) !== sortKey(item) || before.group?.id !== item.group?.id;

/** The person's own order while it waits; newest first once it is done. */
function sortKey(item: QueueItem): number {
  return item.status === 'complete' ? -(item.completedAt ?? item.addedAt) : item.position;
}

import { isDeepStrictEqual } from 'node:util';
import type { EventPayloads } from '../../preload/contract/events.ts';
import type { QueueItem } from '../../preload/contract/types.ts';

/** Keeps what the numbered deltas have told one window of its queue, so that nothing is told twice. */
export interface ToldQueue {
  /** Returns the number of the last delta. */
  seq(): number;
  items(): Iterable<QueueItem>;
  /** Takes `current` for the state of the videos with these ids; returns the delta, or undefined when nothing differs. */
  update(videoIds: readonly string[], current: readonly QueueItem[]): EventPayloads['queue:changed'] | undefined;
  /** Starts over with another queue; a number is skipped, so an old mirror sees a gap. */
  restart(items: readonly QueueItem[]): void;
  /** Takes these items for what the window was told, as of the last delta, whose number it returns. */
  renew(items: readonly QueueItem[]): number;
  /** Forgets the items; the numbers go on. */
  clear(): void;
}

export function createToldQueue(): ToldQueue {
  let seq = 0;
  let told = new Map<string, QueueItem>();
  const byId = (items: readonly QueueItem[]): Map<string, QueueItem> => new Map(items.map((item) => [item.videoId, item]));
  return {
    seq: () => seq,
    items: () => told.values(),
    update(videoIds, current) {
      const now = byId(current);
      const upserts = [...now.values()].filter((item) => !isDeepStrictEqual(told.get(item.videoId), item));
      const removals = videoIds.filter((id) => told.has(id) && !now.has(id));
      if (upserts.length === 0 && removals.length === 0) return undefined;
      for (const item of upserts) told.set(item.videoId, item);
      for (const id of removals) told.delete(id);
      seq += 1;
      return { seq, upserts, removals };
    },
    restart(items) {
      seq += 1;
      told = byId(items);
    },
    renew(items) {
      told = byId(items);
      return seq;
    },
    clear() {
      told = new Map();
    },
  };
}

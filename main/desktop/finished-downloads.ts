import type { QueueItem } from '../../preload/contract/types.ts';

/** Finds the items of one profile's queue that have just ended. */
export interface FinishedDownloads {
  /** Takes a delta's items; returns those that went from active to `complete` or `failed` since they were last seen. */
  ended(upserts: readonly QueueItem[]): QueueItem[];
  /** Forgets everything: another profile's queue follows. */
  reset(): void;
}

/** Sees ends, not states: an item that was complete when it first came (joined, or an old one) is no news. */
export function createFinishedDownloads(): FinishedDownloads {
  const active = new Set<string>();
  return {
    ended: (upserts) =>
      upserts.filter((item) => {
        if (item.status === 'pending' || item.status === 'downloading') {
          active.add(item.videoId);
          return false;
        }
        const wasActive = active.delete(item.videoId);
        return wasActive && (item.status === 'complete' || item.status === 'failed');
      }),
    reset: () => active.clear(),
  };
}

import type { CancelledItem, QueueItem } from '../../preload/contract/types.ts';
import type { EngineContext } from './engine-context.ts';
import type { Supervisor } from './run/supervisor.ts';

export interface LiveQueueOptions {
  readonly supervisor: Pick<Supervisor, 'get' | 'lastProgress'>;
  /** Reads what everything waits for now: the result lays it over a waiting item. */
  readonly readWaitingReasons: () => (item: QueueItem) => QueueItem;
}

/** Reads people's queues, with what is true only now: progress of runs, and what a waiting item waits for. */
export interface LiveQueue {
  queue(profileId: string): QueueItem[];
  /** Leaves out those of the named items that are not in that queue (any more). */
  queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
  recentlyCancelled(of: { readonly profileId: string }): { items: CancelledItem[] };
}

export function createLiveQueue(
  { store, timings, clock }: EngineContext,
  { supervisor, readWaitingReasons }: LiveQueueOptions,
): LiveQueue {
  const { queueRows } = store;
  const doneSince = (): number => clock.now() - timings.showDoneMs;

  function withProgress(item: QueueItem): QueueItem {
    if (item.status === 'complete') return item;
    const run = supervisor.get(item.videoId);
    const progress = run?.progress ?? supervisor.lastProgress(item.videoId) ?? {};
    if (run === undefined) {
      const { speed: _speed, etaSeconds: _eta, ...kept } = progress;
      return { ...item, ...kept };
    }
    return { ...item, ...progress, ...(item.status === 'downloading' && { phase: run.phase }) };
  }

  const withLiveState = (items: readonly QueueItem[]): QueueItem[] => {
    const withReason = readWaitingReasons();
    return items.map((item) => withReason(withProgress(item)));
  };

  return {
    queue: (profileId) => withLiveState(queueRows.list(profileId, doneSince())),
    queueItems: (profileId, videoIds) => withLiveState(queueRows.some(profileId, videoIds, doneSince())),
    recentlyCancelled: ({ profileId }) => ({
      items: queueRows.recentlyCancelled(profileId, clock.now() - timings.recentlyCancelledMs),
    }),
  };
}

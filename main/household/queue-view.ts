import { isDeepStrictEqual } from 'node:util';
import type { Profile, QueueItem } from '../../preload/contract/types.ts';
import type { DownloadService } from '../downloads/download-service.ts';
import type { QueueForecast } from '../downloads/queue/queue-places.ts';
import { ownItem } from './own-view.ts';
import { withPlaces } from './place-text.ts';

export interface QueueViewDependencies {
  readonly downloads: Pick<DownloadService, 'queue' | 'queueItems'>;
  readonly profile: (profileId: string) => Profile | undefined;
  readonly forecast: () => QueueForecast;
}

/** Reads a profile's queue with each waiting item's place among everybody's; a child's tells of nobody else. */
export interface QueueView {
  queue(profileId: string): QueueItem[];
  queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
  /** Names those of the given items that have moved in the queue since they were read; nothing else is compared. */
  movedInLine(profileId: string, items: Iterable<QueueItem>): string[];
}

export function createQueueView({ downloads, profile, forecast }: QueueViewDependencies): QueueView {
  const placed = (profileId: string, all: readonly QueueItem[]): QueueItem[] => {
    const viewer = profile(profileId);
    const items = viewer?.role === 'child' ? all.map(ownItem) : all;
    if (viewer === undefined || !items.some(({ status }) => status === 'pending')) return [...items];
    return withPlaces(items, viewer, forecast(), (id) => profile(id)?.name ?? '');
  };
  return {
    queue: (profileId) => placed(profileId, downloads.queue(profileId)),
    queueItems: (profileId, videoIds) => placed(profileId, downloads.queueItems(profileId, videoIds)),
    movedInLine(profileId, items) {
      const waiting = [...items].filter(({ status }) => status === 'pending');
      const now = placed(profileId, waiting);
      return waiting.flatMap((item, index) => {
        const place = now[index]?.place;
        return item.place === place || isDeepStrictEqual(item.place, place) ? [] : [item.videoId];
      });
    },
  };
}

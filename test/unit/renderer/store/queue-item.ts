import type { QueueItem } from '../../../../preload/contract/types.ts';

/** Builds a waiting item of Mia's queue, titled by its id; `more` says what is different about it. */
export const queueItem = (videoId: string, more: Partial<QueueItem> = {}): QueueItem => ({
  videoId,
  title: videoId,
  url: `https://video.example/${videoId}`,
  kind: 'video',
  status: 'pending',
  attempts: 0,
  wantedBy: ['Mia'],
  held: false,
  position: 0,
  hasThumbnail: false,
  addedAt: 0,
  ...more,
});

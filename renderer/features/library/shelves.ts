import type { LibraryVideo } from '../../../preload/contract/types.ts';

/** Fewer seconds than this are a glance, not the beginning of watching. */
const LEAST_WATCHED_SECONDS = 10;
const MOST_ON_SHELF = 6;

/** Lists what this person began and did not finish, in the order of the library. */
export function continueWatching(videos: readonly LibraryVideo[]): readonly LibraryVideo[] {
  return videos.filter((video) => !video.watched && video.watchedSeconds >= LEAST_WATCHED_SECONDS).slice(0, MOST_ON_SHELF);
}

/** Says how much of it this person has seen, 0 to 100; 0 when its length is unknown. */
export function watchedPercent(video: LibraryVideo): number {
  if (video.watched) return 100;
  if (!video.durationSeconds) return 0;
  return Math.min(100, (video.watchedSeconds / video.durationSeconds) * 100);
}

/** Counts the thumbnails that fit side by side into a wall `width` pixels wide, none narrower than `least`. */
export function columnsFor(width: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)));
}

/** Cuts the list into rows of `size`. */
export function rowsOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const rows: Item[][] = [];
  for (let start = 0; start < items.length; start += size) rows.push(items.slice(start, start + size));
  return rows;
}

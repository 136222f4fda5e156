import { safeTitle } from '../platform/safe-excerpt.ts';

const MAX_TITLE_LENGTH = 80;

/** Quotes a title of the web inside a sentence. */
export const quoted = (title: string): string => `“${safeTitle(title, MAX_TITLE_LENGTH)}”`;

/** Counts in words: `1 video`, `3 videos`. */
export const counted = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

/** Writes a size in decimal gigabytes, or megabytes below one, as disks are sold. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

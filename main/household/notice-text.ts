import { safeTitle } from '../platform/plain-text.ts';

const MAX_TITLE_LENGTH = 80;

/** Quotes a title of the web inside a sentence. */
export const quoted = (title: string): string => `“${safeTitle(title, MAX_TITLE_LENGTH)}”`;

/** Writes a size in decimal gigabytes, or megabytes below one, as disks are sold. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

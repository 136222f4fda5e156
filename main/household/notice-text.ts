const LONGEST_TITLE = 80;
/** Control characters, line breaks, and marks that would turn the text around them. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A title of the web inside a sentence: one line, bounded, in quotes, and its direction does not leak out. */
export function quoted(title: string): string {
  const letters = [...title.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim()];
  const short =
    letters.length > LONGEST_TITLE
      ? `${letters
          .slice(0, LONGEST_TITLE - 1)
          .join('')
          .trimEnd()}…`
      : letters.join('');
  return `“\u2068${short || 'Untitled'}\u2069”`;
}

/** `1 video`, `3 videos`. */
export const counted = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

/** Decimal gigabytes, or megabytes below one, as disks are sold. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

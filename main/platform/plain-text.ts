import { redact } from './redact.ts';

const MAX_EXCERPT_LENGTH = 500;

/**
 * Makes a text of a program or a page fit for a log and for the household to read: no secrets, no control characters,
 * no text-direction tricks, at most 500 characters.
 */
export function safeExcerpt(text: string): string {
  const clean = redact(text)
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean.length <= MAX_EXCERPT_LENGTH ? clean : `${clean.slice(0, MAX_EXCERPT_LENGTH - 1)}…`;
}

/** Control characters, line breaks, and marks that would turn the text around them. */
const UNSAFE_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** No character, as people count them, is longer than this in practice; what lies beyond need not be split. */
const LONGEST_CHARACTER = 16;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Makes a title of the web one line of at most `limit` characters that cannot disturb the text around it, whatever its direction. */
export function safeTitle(title: string, limit: number): string {
  const line = title.replace(UNSAFE_IN_A_LINE, ' ').replace(/\s+/g, ' ').trim();
  const letters = Array.from(graphemes.segment(line.slice(0, limit * LONGEST_CHARACTER)), ({ segment }) => segment);
  const short =
    letters.length > limit
      ? `${letters
          .slice(0, limit - 1)
          .join('')
          .trimEnd()}…`
      : letters.join('');
  return `${FIRST_STRONG_ISOLATE}${short || 'Untitled'}${POP_ISOLATE}`;
}

/** Counts things in words: `1 download`, `3 downloads`. */
export const counted = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

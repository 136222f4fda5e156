import type { QueueItem, RunPhase } from '../../preload/contract/types.ts';

const MAX_TITLE_LENGTH = 40;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Control characters, line breaks, and marks that would turn the text around them. */
const UNSAFE_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A title of the web as one short line that cannot disturb the text around it, whatever its direction. */
export function shortTitle(title: string): string {
  const line = title.replace(UNSAFE_CHARACTERS, ' ').replace(/\s+/g, ' ').trim();
  const letters = Array.from(graphemes.segment(line.slice(0, MAX_TITLE_LENGTH * 16)), ({ segment }) => segment);
  const short =
    letters.length > MAX_TITLE_LENGTH
      ? `${letters
          .slice(0, MAX_TITLE_LENGTH - 1)
          .join('')
          .trimEnd()}…`
      : letters.join('');
  return `${FIRST_STRONG_ISOLATE}${short || 'Untitled'}${POP_ISOLATE}`;
}

/** `1 download`, `3 downloads`. */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

const PHASE_WORDS: Record<RunPhase, string> = {
  starting: 'starting',
  probing: 'reading the page',
  downloading: 'downloading',
  'post-processing': 'putting video and sound together',
  finalizing: 'moving to the library',
};

/** Says what a queue item is doing, in words that do not change every second: a menu that changes closes under the pointer. */
export function stateInWords(item: QueueItem): string {
  if (item.status === 'cancelling') return 'stopping';
  if (item.status === 'failed') return 'failed';
  if (item.status === 'pending') {
    if (item.held) return 'paused';
    return item.retryAt === undefined ? 'waiting' : 'will try again automatically';
  }
  return PHASE_WORDS[item.phase ?? 'starting'];
}

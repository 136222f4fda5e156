import { holdWords } from '../../preload/contract/hold-reasons.ts';
import type { QueueItem, RunPhase } from '../../preload/contract/types.ts';
import { safeTitle } from '../platform/plain-text.ts';

const MAX_TITLE_LENGTH = 40;
/** Shortens a title for a menu. */
export const shortTitle = (title: string): string => safeTitle(title, MAX_TITLE_LENGTH);

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
    if (holdWords(item.reason) !== undefined) return 'waiting';
    return item.retryAt === undefined ? 'waiting' : 'will try again automatically';
  }
  return PHASE_WORDS[item.phase ?? 'starting'];
}

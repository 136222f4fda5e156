import { holdHelp } from '../../preload/contract/hold-reasons.ts';
import type { QueueItem, RunPhase } from '../../preload/contract/types.ts';
import { safeTitle } from '../platform/plain-text.ts';

const MAX_TITLE_LENGTH = 40;
/** Shortens a title for a menu. */
export const shortTitle = (title: string): string => safeTitle(title, MAX_TITLE_LENGTH);

/** Names what a queue item is doing; no name changes every second, since a menu that changes closes under the pointer. */
export function stateOf(item: QueueItem): RunPhase | 'cancelling' | 'failed' | 'paused' | 'waiting' | 'waitingToTry' {
  if (item.status === 'cancelling') return 'cancelling';
  if (item.status === 'failed') return 'failed';
  if (item.status === 'pending') {
    if (item.held) return 'paused';
    if (holdHelp(item.reason) !== undefined) return 'waiting';
    return item.retryAt === undefined ? 'waiting' : 'waitingToTry';
  }
  return item.phase ?? 'starting';
}

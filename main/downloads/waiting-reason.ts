import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { QueueItem } from '../../preload/contract/types.ts';

export interface WaitingReasonSources {
  /** Why everything waits, if it does. */
  readonly hold: () => FailureReason | undefined;
  readonly now: () => number;
}

/** Lays over a waiting item what it waits for beyond its own turn, which its row does not know. */
export function withWaitingReason(item: QueueItem, { hold, now }: WaitingReasonSources): QueueItem {
  if (item.status !== 'pending' || item.held) return item;
  if (item.retryAt !== undefined && item.retryAt > now()) return item;
  const reason = hold();
  if (reason === undefined) return item;
  const { retryAt: _over, ...waiting } = item;
  return { ...waiting, reason };
}

import { HOLDS, type HoldReason, holdWords, type WaitReason } from '../../preload/contract/hold-reasons.ts';
import { formatTimeOfDay } from './format.ts';

/** Tells whether everything waits for this reason, and not one video alone. */
export const isHoldReason = (reason: string | undefined): reason is HoldReason => holdWords(reason as WaitReason) !== undefined;

/** Says what everything waits for, and when that ends if it is known. */
export function holdingSentence(reason: HoldReason, endsAtMs: number | undefined): string {
  const then = endsAtMs === undefined ? 'It goes on by itself.' : `It goes on ${formatTimeOfDay(endsAtMs)}.`;
  return `${HOLDS[reason].sentence} ${then}`;
}

import { HOLDS, type HoldReason, holdWords, type WaitReason } from '../../preload/contract/hold-reasons.ts';
import { formatTimeOfDay } from './format.ts';

/** Tells whether everything waits for this reason, and not one video alone. */
export const isHoldReason = (reason: string | undefined): reason is HoldReason => holdWords(reason as WaitReason) !== undefined;

/** Says what one waiting video waits for with all others, and when that ends if it is known. */
export function holdingSentence(reason: HoldReason, endsAtMs: number | undefined): string {
  const then = endsAtMs === undefined ? 'It continues by itself.' : `It continues ${formatTimeOfDay(endsAtMs)}.`;
  return `${HOLDS[reason].sentence} ${then}`;
}

/** Says for all of them together what they wait for. */
export function holdingAllSentence(reason: HoldReason, endsAtMs: number | undefined): string {
  const then = endsAtMs === undefined ? 'Downloads continue by themselves.' : `Downloads continue ${formatTimeOfDay(endsAtMs)}.`;
  return `${HOLDS[reason].sentence} ${then}`;
}

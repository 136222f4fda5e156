import { type HoldReason, holdHelp, type WaitReason } from '../../preload/contract/hold-reasons.ts';
import { formatTimeOfDay } from './format.ts';
import { say } from './say.ts';

/** Tells whether everything waits for this reason, and not one video alone. */
export const isHoldReason = (reason: string | undefined): reason is HoldReason => holdHelp(reason as WaitReason) !== undefined;

/** Says what everything waits for. */
export const holdSentence = (reason: HoldReason): string => say(`hold.${reason}`);

/** Says what one waiting video waits for with all others, and when that ends if it is known. */
export function holdingSentence(reason: HoldReason, endsAtMs: number | undefined): string {
  const then = endsAtMs === undefined ? say('goesOn.byItself') : say('goesOn.atTime', { time: formatTimeOfDay(endsAtMs) });
  return `${holdSentence(reason)} ${then}`;
}

/** Says for all of them together what they wait for. */
export function holdingAllSentence(reason: HoldReason, endsAtMs: number | undefined): string {
  const then =
    endsAtMs === undefined ? say('goesOn.allByThemselves') : say('goesOn.allAtTime', { time: formatTimeOfDay(endsAtMs) });
  return `${holdSentence(reason)} ${then}`;
}

import type { LockReason } from '../../preload/contract/events.ts';
import { say } from './say.ts';

/** Says on the picking screen why the window was locked. */
export const lockSentence = (reason: LockReason): string => say(`lock.${reason}`);

import type { LockReason } from '../../preload/contract/events.ts';

/** Says on the picking screen why the window was locked. */
export const LOCK_SENTENCES: Readonly<Record<LockReason, string>> = {
  'window-hidden': 'Locked because the window was closed. Downloads go on.',
  'screen-locked': 'Locked because the screen was locked. Downloads go on.',
  sleep: 'Locked because the computer went to sleep.',
  idle: 'Locked because nobody was here for a while. Downloads go on.',
};

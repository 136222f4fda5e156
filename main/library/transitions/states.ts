import type { VideoStatus } from '../../../preload/contract/types.ts';

/** Names a video's status, and `trashed` for a finished one that has a date in `trashed_at`. */
export type VideoState = VideoStatus | 'trashed';

/** Names what happens to a video, as the functions of the transitions do. */
export type VideoEvent =
  | 'trigger'
  | 'retry'
  | 'claim'
  | 'complete'
  | 'settle'
  | 'drop'
  | 'restore'
  | 'condemn'
  | 'lose'
  | 'release'
  | 'return to catalog';

/** Describes one change of state and what makes it. */
export interface Transition {
  readonly from: VideoState;
  readonly event: VideoEvent;
  readonly to: VideoState;
}

/**
 * Lists every change of a video's state that may happen. The guarded statements beside this file make the changes; the model test
 * of the rows compares what they did with this list, and another test compares the list with the table in ARCHITECTURE.md.
 */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'cataloged', event: 'trigger', to: 'pending' },
  { from: 'failed', event: 'trigger', to: 'pending' },
  { from: 'trashed', event: 'trigger', to: 'complete' },
  { from: 'failed', event: 'retry', to: 'pending' },
  { from: 'pending', event: 'claim', to: 'downloading' },
  { from: 'downloading', event: 'complete', to: 'complete' },
  { from: 'cancelling', event: 'complete', to: 'complete' },
  { from: 'downloading', event: 'settle', to: 'pending' },
  { from: 'downloading', event: 'settle', to: 'failed' },
  { from: 'cancelling', event: 'settle', to: 'pending' },
  { from: 'cancelling', event: 'settle', to: 'cataloged' },
  { from: 'pending', event: 'drop', to: 'cataloged' },
  { from: 'failed', event: 'drop', to: 'cataloged' },
  { from: 'downloading', event: 'drop', to: 'cancelling' },
  { from: 'complete', event: 'drop', to: 'trashed' },
  { from: 'trashed', event: 'restore', to: 'complete' },
  { from: 'trashed', event: 'condemn', to: 'cataloged' },
  { from: 'complete', event: 'lose', to: 'pending' },
  { from: 'trashed', event: 'lose', to: 'cataloged' },
  { from: 'downloading', event: 'release', to: 'pending' },
  { from: 'cancelling', event: 'release', to: 'pending' },
  { from: 'cancelling', event: 'release', to: 'cataloged' },
  { from: 'pending', event: 'return to catalog', to: 'cataloged' },
];

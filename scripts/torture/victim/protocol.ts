import type { RunPhase, VideoStatus } from '../../../preload/contract/types.ts';

/** What a person asks for; `videoId` is known once the first reference to the video was acknowledged. */
export type Action =
  | { readonly act: 'trigger'; readonly profileId: string; readonly url: string; readonly kind: 'video' | 'audio' }
  | { readonly act: SimpleAct; readonly profileId: string; readonly videoId: string };

/** Requests that need nothing but who and what. */
export type SimpleAct = 'cancel' | 'resume' | 'pause' | 'unpause' | 'retry' | 'move' | 'remove' | 'undo';

export type Command =
  | { readonly kind: 'act'; readonly id: number; readonly action: Action }
  | { readonly kind: 'person'; readonly id: number; readonly name: string }
  /** The way a person quits the app. */
  | { readonly kind: 'quit' };

export type Report =
  /** Everything that an earlier life left behind is healed, and the scheduler runs. */
  | { readonly kind: 'ready' }
  /** The answer to a command: committed, or refused with a code of the contract. */
  | { readonly kind: 'answer'; readonly id: number; readonly value?: string; readonly refusal?: string }
  /** A video is now in this state; `gone`: nobody has it in a queue. */
  | { readonly kind: 'state'; readonly videoId: string; readonly status: VideoStatus | 'gone'; readonly phase?: RunPhase };

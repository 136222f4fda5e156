import type { Core, CoreOptions } from '../../main/core.ts';
import type { Timings } from '../../main/settings/timings.ts';
import type { HoldReason, WaitReason } from '../../preload/contract/hold-reasons.ts';
import type { ActivityEntry, Profile, QueueItem, VideoStatus } from '../../preload/contract/types.ts';
import type { MediaServer } from '../../test/media-server/index.ts';
import type { SmallDisk } from './small-disk.ts';

/** Where in a download a fault hits. */
export type FaultPhase =
  | 'starting'
  | 'page'
  | 'headers'
  | 'download'
  | 'HLS'
  | 'HLS, two streams'
  | 'DASH'
  | 'two files'
  | 'merging'
  | 'finalizing'
  | 'waiting';

/** A number, or the least and the most. */
export type Bounds = number | readonly [least: number, most: number];

/** What has to be true at the end of a case. */
export interface Expectation {
  /** `gone`: cancelled, so in nobody's queue. */
  readonly status: VideoStatus | 'gone';
  /** Of the row, or of the last failure that the log tells. */
  readonly reason?: WaitReason;
  /** Starts of the engine after the first. */
  readonly retries: Bounds;
  /** What the one file of the library has to be: byte for byte a file of the server, or stream for stream what a healthy address gives (and packed like this). */
  readonly file?: { readonly media: string } | { readonly sameAs: string; readonly container?: string };
  readonly partials?: 'kept' | 'none';
  /** How often partial data was thrown away. Default 0. */
  readonly dropped?: Bounds;
  /** From the last request before it, or the cancel, to what the engine did about it. */
  readonly noticedWithinMs?: number;
  readonly fetchedTwiceAtMost?: number;
  /** Files in the library; default 1 for `complete`, else 0. */
  readonly libraryFiles?: number;
}

/** One case at work: a household and a server of its own, so that many run at the same time without disturbing each other. */
export interface Stage {
  readonly core: Core;
  readonly server: MediaServer;
  /** Scratch space of the case. */
  readonly folder: string;
  /** The yt-dlp of this row. */
  readonly ytDlpPath: string;
  readonly person: Profile;
  readonly library: string;
  readonly disk: SmallDisk | undefined;
  /** The video of the case. */
  readonly videoId: string;
  /** Adds another video and returns its id. */
  trigger(address: string): Promise<string>;
  item(videoId?: string): QueueItem | undefined;
  /** What the activity log says of a video (default: the one of the case) and of no video, oldest first. */
  events(videoId?: string): Promise<ActivityEntry[]>;
  until(what: string, fact: () => boolean | Promise<boolean>): Promise<void>;
  untilEvent(event: string, times?: number): Promise<void>;
  /** The activity log tells that everything began to wait for this reason. */
  untilHold(reason: HoldReason): Promise<void>;
  /** Complete or failed, or gone from the queue, and nothing running. */
  untilEnd(videoId?: string): Promise<void>;
  untilPhase(phase: string): Promise<void>;
  cancel(): Promise<void>;
  /** Set by a cancel: when it was asked for and when nothing was left of it. */
  readonly cancelled: { readonly at: number; readonly deadAt: number } | undefined;
  /** Adds a fact that has to hold to the row. */
  check(what: string, holds: boolean): void;
  readonly broken: readonly string[];
  /** Files of the library that a person sees. */
  files(): Promise<string[]>;
}

/** One fault in one phase: how to bring it about, and what has to come of it. */
export interface FaultCase {
  readonly fault: string;
  readonly phase: FaultPhase;
  /** A path of the media server, or a whole address. */
  readonly address: string;
  /** The name under which the server is asked, in place of its number; the gate of the case has to know it. */
  readonly host?: string;
  /** Requests under this prefix are the video itself: their bytes are counted. */
  readonly media?: string;
  readonly timings?: Partial<Timings>;
  /** More options of the core; called with the folder of the case, for scripted programs. */
  readonly options?: (folder: string) => Promise<Partial<CoreOptions>>;
  /** The library lies on a disk of its own of this size. Needs root. */
  readonly diskBytes?: number;
  /** What is free on that disk when the video is asked for; all by default. */
  readonly roomBytes?: number;
  /** What happens while it runs; by default the end is waited for. */
  readonly drive?: (stage: Stage) => Promise<void>;
  /** For the whole case; the longest start first. Default 150 s. */
  readonly limitMs?: number;
  readonly expect: Expectation;
}

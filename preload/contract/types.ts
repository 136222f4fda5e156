import type { FailureReason } from './failure-reasons.ts';
import type { HoldReason, WaitReason } from './hold-reasons.ts';
import type { QueuePlace } from './queue-place.ts';
import type { Language } from './spoken-languages.ts';
import type { SpokenPhrase } from './spoken-phrase.ts';

/** States of a shared video; the transitions are the table in ARCHITECTURE.md. */
export const VIDEO_STATUSES = ['cataloged', 'pending', 'downloading', 'cancelling', 'complete', 'failed'] as const;
export type VideoStatus = (typeof VIDEO_STATUSES)[number];

/** What a `downloading` video is doing right now. */
export const RUN_PHASES = ['starting', 'probing', 'downloading', 'post-processing', 'finalizing'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

export type MediaKind = 'video' | 'audio';

/** Quality in plain words: `best` what the site has, `good` up to 1080p, `small` up to 480p. */
export const PRESETS = ['best', 'good', 'small'] as const;
export type Preset = (typeof PRESETS)[number];

/** `none`, `all` that there are, or one language as a code of two or three letters. */
export type SubtitlesChoice = string;

/** How a person last wanted what they added; a value that is absent was never chosen. */
export interface AddingChoices {
  readonly kind?: MediaKind;
  readonly preset?: Preset;
  readonly subtitles?: SubtitlesChoice;
}

export type Role = 'adult' | 'child';

export interface Profile {
  readonly id: string;
  readonly name: string;
  /** A token of the design system, such as `violet`; never a free colour. */
  readonly colour: string;
  /** A token of the drawn faces, such as `fox`. */
  readonly avatar: string;
  readonly role: Role;
  readonly hasPin: boolean;
  readonly createdAt: number;
  /** The language that this person reads; absent: that of the computer. */
  readonly language?: Language;
}

/** What one person added from one playlist in one go. Who adds makes up the id; the title is the playlist's. */
export interface ReferenceGroup {
  readonly id: string;
  readonly title: string;
}

/** One line of a profile's queue. Times are epoch milliseconds, sizes bytes, `speed` bytes a second. */
export interface QueueItem {
  readonly videoId: string;
  readonly title: string;
  readonly url: string;
  readonly kind: MediaKind;
  readonly status: VideoStatus;
  readonly phase?: RunPhase;
  /** 0 to 100, never falling within one run. */
  readonly percent?: number;
  readonly bytes?: number;
  readonly totalBytes?: number;
  readonly speed?: number;
  readonly etaSeconds?: number;
  /** Why it failed, or what it waits for. */
  readonly reason?: WaitReason;
  readonly attempts: number;
  readonly retryAt?: number;
  /** Names of the profiles that want it, the asking profile first. */
  readonly wantedBy: readonly string[];
  /** True when this profile paused it (somebody else may still be downloading it). */
  readonly held: boolean;
  /** Sort key of this profile's own order, ascending; not dense, so that moving one item changes only that item. */
  readonly position: number;
  readonly durationSeconds?: number;
  /** There is a picture, or the site says where one is. */
  readonly hasThumbnail: boolean;
  readonly addedAt: number;
  readonly completedAt?: number;
  /** Where it stands among everything that waits; absent unless it could start now. */
  readonly place?: QueuePlace;
  /** The playlist that this person added it with. Finished ones stay listed as long as others of their group are not. */
  readonly group?: ReferenceGroup;
}

export interface LibraryVideo {
  readonly videoId: string;
  readonly title: string;
  readonly url: string;
  readonly kind: MediaKind;
  readonly channel?: string;
  readonly durationSeconds?: number;
  readonly bytes: number;
  readonly fileName: string;
  readonly hasThumbnail: boolean;
  readonly completedAt: number;
  readonly wantedBy: readonly string[];
  readonly watchedSeconds: number;
  readonly watched: boolean;
}

/** One text track of a finished file; `index` counts from 0, `language` is a tag such as `pt-BR`. */
export interface SubtitleTrack {
  readonly index: number;
  readonly language?: string;
}

export interface CancelledItem {
  readonly videoId: string;
  readonly title: string;
  readonly cancelledAt: number;
}

export interface ProbeEntry {
  readonly url: string;
  readonly title: string;
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly known?: VideoStatus;
}

export interface ProbeResult {
  readonly kind: 'video' | 'playlist';
  readonly title: string;
  readonly entries?: readonly ProbeEntry[];
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly channel?: string;
  readonly bytes?: number;
  readonly known?: VideoStatus;
  /** Names of the profiles that already want it; a child is told only of itself. */
  readonly wantedBy?: readonly string[];
  /** True when adding it would ask an adult first. */
  readonly needsApproval?: boolean;
}

/** A part of each day in local time, `HH:MM`, from the first minute until before the last; it may reach over midnight, and equal ends are the whole day. */
export interface DayHours {
  readonly from: string;
  readonly to: string;
}

export interface Settings {
  readonly libraryFolder: string;
  readonly parallelDownloads: number;
  readonly parallelPerProfile: number;
  readonly bandwidthLimitBytesPerSecond: number | null;
  readonly allowPrivateAddresses: boolean;
  readonly defaultPreset: Preset;
  readonly downloadHours: DayHours | null;
  readonly theme: 'system' | 'light' | 'dark';
  /** The desktop starts the app when somebody logs in; it stays in the tray then. */
  readonly startAtLogin: boolean;
  /** When the desktop is not told of anything. */
  readonly quietHours: DayHours | null;
  /** A link on the clipboard is offered when somebody comes back to the window; off, the clipboard is never read. */
  readonly offerCopiedLinks: boolean;
  /** A window whose person has a PIN is locked when nobody was there for so long; null: never, which where children live counts as the default. */
  readonly idleLockMinutes: number | null;
}

export interface ToolHealth {
  readonly found: boolean;
  readonly path?: string;
  readonly version?: string;
  /** What to do when it is missing, too old or wants an update, in plain words. */
  readonly advice?: string;
  /** The same as `advice`, to be said in another language. */
  readonly advicePhrase?: SpokenPhrase;
}

/** How much of the box round programs this computer can give; `without network`: files are out of their reach, the network is not. */
export type BoxStrength = 'whole' | 'without network' | 'none';

export interface SystemHealth {
  readonly ytDlp: ToolHealth;
  readonly ffmpeg: ToolHealth;
  /** The system's sandbox round the two. */
  readonly box: {
    readonly strength: BoxStrength;
    /** What that means and what would help, in plain words. */
    readonly sentence: string;
    /** The same as `sentence`, to be said in another language. */
    readonly sentencePhrase: SpokenPhrase;
  };
  readonly disk: {
    readonly freeBytes: number;
    readonly totalBytes: number;
    readonly level: 'ok' | 'low' | 'held';
    /** Set while the library's folder is not there, which holds everything: what is wrong and what helps, in plain words. */
    readonly advice?: string;
    /** The same as `advice`, to be said in another language. */
    readonly advicePhrase?: SpokenPhrase;
  };
  /** Why every download waits, if they do. */
  readonly hold: HoldReason | null;
  readonly active: readonly {
    readonly videoId: string;
    readonly pid: number | null;
    readonly phase: RunPhase;
    readonly lastSignOfLifeAt: number;
    readonly heartbeatAt: number;
  }[];
  readonly reaper: { readonly lastRunAt: number | null; readonly lastResult: ReaperResult | null };
  readonly coolDowns: readonly { readonly site: string; readonly until: number; readonly reason: FailureReason }[];
}

/** What one pass of the reaper did, in rows. */
export interface ReaperResult {
  readonly requeued: number;
  readonly released: number;
  readonly finished: number;
  readonly killedProcesses: number;
  readonly offeredAgain: number;
}

export interface ActivityEntry {
  readonly id: number;
  readonly at: number;
  readonly videoId?: string;
  readonly title?: string;
  readonly profileName?: string;
  /** A fixed word such as `triggered`, `started`, `stalled`; the sentence is made in the window. */
  readonly event: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Notice {
  readonly level: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
  /** The same as `text`, to be said in another language; what the action's label says follows from its kind. */
  readonly phrase?: SpokenPhrase;
  readonly action?: {
    readonly label: string;
    readonly videoId?: string;
    readonly requestId?: string;
    readonly kind: 'open-queue' | 'open-health' | 'open-requests' | 'open-storage' | 'open-people';
  };
}

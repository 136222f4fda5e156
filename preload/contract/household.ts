import type { MediaKind, Preset } from './types.ts';

/** What an adult has set for a person. Only children have daily limits and need approval; a quota holds for everyone. */
export interface ProfileLimits {
  /** Bytes this person may keep, shared files counted by share; null: no limit. */
  readonly quotaBytes: number | null;
  /** New items and minutes of them in one local day; null: no limit. */
  readonly dailyItems: number | null;
  readonly dailyMinutes: number | null;
  /** A child's new link waits for an adult. */
  readonly needsApproval: boolean;
  /** So does one that the household already has, or that an adult is getting. */
  readonly knownNeedsApproval: boolean;
}

/** What a person added today. `minutes` are whole, of the lengths known so far; `resetsAt` is the next local midnight. */
export interface DailyUse {
  readonly items: number;
  readonly minutes: number;
  readonly resetsAt: number;
}

/** What removing a profile would do. `items`: everything on its list; `onlyTheirs`: those that nobody else wants. */
export interface RemovalPreview {
  readonly freedBytes: number;
  readonly items: number;
  readonly onlyTheirs: number;
}

export const REQUEST_STATUSES = ['waiting', 'allowed', 'refused', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Asks for a video: a child makes it, an adult decides. */
export interface HouseholdRequest {
  readonly id: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly status: RequestStatus;
  readonly url: string;
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly title: string;
  /** `looking`: title, length, thumbnail and channel are still being found out; `unavailable`: the page did not say. */
  readonly details: 'looking' | 'found' | 'unavailable';
  readonly channel?: string;
  /** An adult can allow this channel for good. Absent while it is not known, and on sites where any page could claim to be it. */
  readonly channelCanBeAllowed?: boolean;
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly bytes?: number;
  readonly createdAt: number;
  readonly decidedAt?: number;
  /** The adult's name; absent on an allowed one: a rule said yes (its channel is allowed, or asking is not needed). */
  readonly decidedBy?: string;
  /** The video, once allowed. */
  readonly videoId?: string;
}

/** A channel from which a child's links go through at once. */
export interface AllowedChannel {
  readonly id: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly channel: string;
  readonly site: string;
  readonly allowedBy?: string;
  readonly createdAt: number;
}

/** A finished video that one person could remove without anybody missing it: watched, and nobody else wants it. */
export interface FreeableVideo {
  readonly videoId: string;
  readonly title: string;
  readonly bytes: number;
}

/** One finished video of a person, and how much of it counts against that person. */
export interface KeptVideo {
  readonly videoId: string;
  readonly title: string;
  readonly bytes: number;
  readonly chargedBytes: number;
  /** People who want it, this one included. */
  readonly people: number;
  readonly watched: boolean;
}

export interface ProfileStorage {
  /** What finished files are charged to this person. */
  readonly usedBytes: number;
  /** What waiting and running items will add, as far as their size is known. */
  readonly expectedBytes: number;
  /** What this person put into the trash and is still on the disk. With a quota it gives way to what is new, the oldest first. */
  readonly trashedBytes: number;
  readonly quotaBytes: number | null;
  /** `nearly-full` from 90 % on, `full` when nothing new is taken. */
  readonly level: 'ok' | 'nearly-full' | 'full';
  /** The 200 that are charged most, biggest first. */
  readonly byVideo: readonly KeptVideo[];
  /** Longest watched ago first, up to 100. */
  readonly safeToFree: readonly FreeableVideo[];
}

export interface HouseholdStorage {
  /** `chargedBytes` sum to `libraryBytes`: a file wanted by n people is charged to each by the n-th part, to the byte. */
  readonly people: readonly {
    readonly profileId: string;
    readonly name: string;
    readonly colour: string;
    readonly chargedBytes: number;
    /** What this person put into the trash. */
    readonly trashedBytes: number;
    readonly quotaBytes: number | null;
  }[];
  readonly libraryBytes: number;
  readonly trashBytes: number;
  readonly trashItems: number;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** A removed video that this person can still put back; its file goes at `purgeAt`, or sooner when its room is needed. */
export interface TrashedVideo {
  readonly videoId: string;
  readonly title: string;
  readonly bytes: number;
  readonly trashedAt: number;
  readonly purgeAt: number;
  /** This person may delete it for good now. */
  readonly canPurge: boolean;
}

/** What emptying the trash would delete for the person who asks: everybody's for an adult, for a child what it put there alone. */
export interface TrashToEmpty {
  readonly items: number;
  readonly bytes: number;
}

/** What can be planned against an adult who has a PIN: taking that PIN away, or making a child of them. */
export const OWNER_CHANGES = ['remove-pin', 'make-child'] as const;
export type OwnerChange = (typeof OWNER_CHANGES)[number];

/** What becomes of an adult who has a PIN at `dueAt`, unless they come in before; `plannedBy` is a name, absent for whoever has left. */
export interface PlannedChange {
  readonly profileId: string;
  readonly change: OwnerChange;
  readonly plannedBy?: string;
  readonly dueAt: number;
}

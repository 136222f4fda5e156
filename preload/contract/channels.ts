import { z } from 'zod';
import type {
  AllowedChannel,
  DailyUse,
  HouseholdRequest,
  HouseholdStorage,
  PlannedChange,
  ProfileLimits,
  ProfileStorage,
  RemovalPreview,
  TrashedVideo,
  TrashToEmpty,
} from './household.ts';
import { OWNER_CHANGES, REQUEST_STATUSES } from './household.ts';
import { LANGUAGES } from './spoken-languages.ts';
import type {
  ActivityEntry,
  AddingChoices,
  CancelledItem,
  LibraryVideo,
  ProbeResult,
  Profile,
  QueueItem,
  Settings,
  SubtitleTrack,
  SystemHealth,
  VideoStatus,
} from './types.ts';

/** Pairs a request schema with the type of its value; the value's type exists only for the compiler. */
interface Channel<Schema extends z.ZodType, Value> {
  readonly request: Schema;
  readonly value?: Value;
}

const channel =
  <Value>() =>
  <Schema extends z.ZodType>(request: Schema): Channel<Schema, Value> => ({ request });

/** SQLite takes a text to end at a zero character: such an id would pass here as long enough, and fail there as empty. */
const id = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => !text.includes('\0'), { message: 'An id holds no zero character.' });
const profileId = id;
const videoId = id;
/** No web address is longer, in characters. */
export const MAX_ADDRESS_LENGTH = 8192;
const url = z.string().min(1).max(MAX_ADDRESS_LENGTH);
const pin = z.string().regex(/^\d{4,12}$/, 'A PIN is 4 to 12 digits.');
/** The PIN of an adult who is to be removed or made a child by somebody else: nobody does that to a person with a PIN otherwise. */
const ownerPin = z.string().max(64).optional();
/** "No request": absent, null and `{}` are the same. */
const none = z.strictObject({}).nullish();
const ofItem = z.strictObject({ profileId, videoId });
const mediaKind = z.enum(['video', 'audio']);
const preset = z.enum(['best', 'good', 'small']);
const subtitles = z.string().regex(/^(?:none|all|[a-z]{2,3})$/);
/** Names the playlist that several links come from; all that are added in one go carry the same. */
const group = z.strictObject({ id, title: z.string().trim().min(1).max(300) });

const timeOfDay = z.string().regex(/^\d\d:\d\d$/);
const dayHours = z.strictObject({ from: timeOfDay, to: timeOfDay });

export const settingsPatch = z
  .strictObject({
    libraryFolder: z.string().min(1).max(4096),
    parallelDownloads: z.int().min(1).max(16),
    parallelPerProfile: z.int().min(1).max(16),
    bandwidthLimitBytesPerSecond: z.int().min(10_000).nullable(),
    allowPrivateAddresses: z.boolean(),
    defaultPreset: preset,
    downloadHours: dayHours.nullable(),
    theme: z.enum(['system', 'light', 'dark']),
    startAtLogin: z.boolean(),
    quietHours: dayHours.nullable(),
    offerCopiedLinks: z.boolean(),
    idleLockMinutes: z.int().min(1).max(240).nullable(),
  })
  .partial();

/** What an adult may set for a person; null: no limit. */
export const limitsPatch = z
  .strictObject({
    quotaBytes: z.int().min(0).max(1e15).nullable(),
    dailyItems: z.int().min(0).max(1000).nullable(),
    dailyMinutes: z.int().min(0).max(1440).nullable(),
    needsApproval: z.boolean(),
    knownNeedsApproval: z.boolean(),
  })
  .partial();

/**
 * Every channel of the border: the request is checked against its schema before any code sees it, the value's type is what
 * both sides compile against. `main/ipc/channel-table.ts` says for each who may use it and what answers it, or does not compile.
 */
export const channels = {
  'profiles:list': channel<{ profiles: Profile[] }>()(none),
  /** An adult's new PIN comes with a recovery code: it is in this one answer and kept nowhere. */
  'profiles:create': channel<{ profile: Profile; recoveryCode?: string }>()(
    z.strictObject({
      name: z.string().max(500),
      colour: z.string().max(32).optional(),
      avatar: z.string().max(32).optional(),
      role: z.enum(['adult', 'child']).optional(),
      pin: pin.optional(),
    }),
  ),
  'profiles:unlock': channel<{ profile: Profile }>()(z.strictObject({ profileId, pin: z.string().max(64).optional() })),
  /** Gives the acting person's PIN again: sensitive channels answer `pin-needed` when that was more than two minutes ago. */
  'profiles:confirm': channel<{ confirmed: true }>()(z.strictObject({ profileId, pin: z.string().max(64) })),
  /** The window acts as nobody until somebody is unlocked in it again. */
  'profiles:lock': channel<{ locked: true }>()(none),
  'profiles:remove': channel<{ freedBytes: number }>()(z.strictObject({ profileId, handOverTo: id.optional(), ownerPin })),
  // `profileId` of the `profiles:` channels is the person it is about; who asks is the window's own.
  'profiles:update': channel<{ profile: Profile; limits: ProfileLimits }>()(
    z.strictObject({
      profileId,
      name: z.string().max(500).optional(),
      colour: z.string().max(32).optional(),
      avatar: z.string().max(32).optional(),
      role: z.enum(['adult', 'child']).optional(),
      /** Null: that of the computer. */
      language: z.enum(LANGUAGES).nullable().optional(),
      limits: limitsPatch.optional(),
      ownerPin,
    }),
  ),
  'profiles:set-pin': channel<{ profile: Profile; recoveryCode?: string }>()(
    z.strictObject({ profileId, pin: pin.nullable(), oldPin: z.string().max(64).optional() }),
  ),
  /** Sets another PIN with the recovery code, also while wrong guesses lock the old one. Each code is used once: the next comes with the answer. */
  'profiles:recover': channel<{ profile: Profile; recoveryCode: string }>()(
    z.strictObject({ profileId, code: z.string().max(64), pin }),
  ),
  /** Plans what needs an adult's PIN for a day from now, when that adult does not come in before; null takes it back. */
  'profiles:plan': channel<{ plans: PlannedChange[] }>()(z.strictObject({ profileId, change: z.enum(OWNER_CHANGES).nullable() })),
  'profiles:plans': channel<{ plans: PlannedChange[] }>()(none),
  'profiles:removal-preview': channel<RemovalPreview>()(z.strictObject({ profileId })),
  'profiles:limits': channel<{ limits: ProfileLimits; today: DailyUse }>()(z.strictObject({ profileId })),
  'profiles:storage': channel<ProfileStorage>()(z.strictObject({ profileId })),
  /** What this person last chose for what they add; `profiles:choose` keeps what is given. */
  'profiles:choices': channel<{ choices: AddingChoices }>()(z.strictObject({ profileId })),
  'profiles:choose': channel<{ choices: AddingChoices }>()(
    z.strictObject({
      profileId,
      kind: mediaKind.optional(),
      preset: preset.optional(),
      subtitles: subtitles.optional(),
    }),
  ),
  'videos:probe': channel<ProbeResult>()(z.strictObject({ profileId, url })),
  'downloads:trigger': channel<{ videoId: string; status: VideoStatus; joined: boolean }>()(
    z
      .strictObject({
        profileId,
        url: url.optional(),
        videoId: videoId.optional(),
        kind: mediaKind.optional(),
        preset: preset.optional(),
        title: z.string().max(2000).optional(),
        group: group.optional(),
        subtitles: subtitles.optional(),
      })
      .refine((request) => (request.url === undefined) !== (request.videoId === undefined), {
        message: 'Give either a url or a videoId.',
      }),
  ),
  'downloads:cancel': channel<{ stopped: boolean; stillWantedBy: string[] }>()(ofItem),
  'downloads:resume': channel<{ status: VideoStatus }>()(ofItem),
  'downloads:retry': channel<{ status: VideoStatus }>()(ofItem),
  'downloads:pause': channel<{ held: boolean }>()(z.strictObject({ profileId, videoId: videoId.optional() })),
  'downloads:unpause': channel<{ held: boolean }>()(z.strictObject({ profileId, videoId: videoId.optional() })),
  'downloads:move': channel<{ position: number }>()(
    z.strictObject({ profileId, videoId, before: videoId.optional(), following: z.array(videoId).max(2000).optional() }),
  ),
  'queue:snapshot': channel<{ seq: number; items: QueueItem[] }>()(z.strictObject({ profileId })),
  'queue:recently-cancelled': channel<{ items: CancelledItem[] }>()(z.strictObject({ profileId })),
  'library:list': channel<{ videos: LibraryVideo[]; nextCursor?: string }>()(
    z.strictObject({
      profileId,
      search: z.string().max(200).optional(),
      channelId: id.optional(),
      sort: z.enum(['newest', 'oldest', 'title', 'largest']).optional(),
      cursor: z.string().max(500).optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
  ),
  'library:remove': channel<{ trashed: boolean; stillWantedBy: string[] }>()(ofItem),
  'library:undo': channel<{ status: VideoStatus }>()(ofItem),
  'library:trash': channel<{ items: TrashedVideo[]; toEmpty: TrashToEmpty }>()(z.strictObject({ profileId })),
  /** Deletes one video of the trash, or without an id all that this person may, for good. */
  'library:purge': channel<{ items: number; freedBytes: number }>()(z.strictObject({ profileId, videoId: videoId.optional() })),
  'library:reveal': channel<{ opened: boolean }>()(ofItem),
  'library:open': channel<{ opened: boolean }>()(ofItem),
  /** The text subtitles that a finished file holds, and one of them as WebVTT. */
  'library:subtitles': channel<{ tracks: SubtitleTrack[] }>()(ofItem),
  'library:subtitle': channel<{ text: string }>()(z.strictObject({ profileId, videoId, index: z.int().min(0).max(999) })),
  'playback:progress': channel<{ watched: boolean }>()(
    z.strictObject({ profileId, videoId, seconds: z.number().min(0).max(1e7) }),
  ),
  'requests:create': channel<{ request: HouseholdRequest }>()(
    z.strictObject({
      profileId,
      url,
      kind: mediaKind.optional(),
      preset: preset.optional(),
      title: z.string().max(2000).optional(),
      group: group.optional(),
      subtitles: subtitles.optional(),
    }),
  ),
  'requests:list': channel<{ requests: HouseholdRequest[] }>()(
    z.strictObject({ profileId, status: z.enum(REQUEST_STATUSES).optional() }),
  ),
  'requests:decide': channel<{ request: HouseholdRequest; channelAllowed: boolean }>()(
    z.strictObject({
      profileId,
      requestId: id,
      decision: z.enum(['allow', 'refuse']),
      alwaysThisChannel: z.boolean().optional(),
      overLimit: z.boolean().optional(),
    }),
  ),
  'requests:withdraw': channel<{ request: HouseholdRequest }>()(z.strictObject({ profileId, requestId: id })),
  'requests:channels': channel<{ channels: AllowedChannel[] }>()(z.strictObject({ profileId })),
  'requests:forget-channel': channel<{ channels: AllowedChannel[] }>()(z.strictObject({ profileId, channelId: id })),
  'household:storage': channel<HouseholdStorage>()(z.strictObject({ profileId })),
  'settings:get': channel<Settings>()(none),
  /** Refuses a changed `libraryFolder` or `allowPrivateAddresses` as `forbidden`: those are set in a dialog of the desktop only. */
  'settings:set': channel<Settings>()(settingsPatch),
  /** Lets the person pick the library folder in a dialog of the desktop; `chosen` is false when they thought better of it. */
  'settings:choose-folder': channel<{ chosen: boolean; settings: Settings }>()(none),
  /** Opens the home network to links once the person has confirmed it in a dialog of the desktop, or closes it without one. */
  'settings:allow-private-addresses': channel<{ confirmed: boolean; settings: Settings }>()(
    z.strictObject({ allowed: z.boolean() }),
  ),
  'system:health': channel<SystemHealth>()(none),
  'activity:list': channel<{ entries: ActivityEntry[]; nextCursor?: string }>()(
    z.strictObject({ profileId, videoId: videoId.optional(), cursor: z.string().max(64).optional() }),
  ),
  'activity:report': channel<{ text: string }>()(z.strictObject({ profileId, videoId: videoId.optional() })),
} as const satisfies Record<string, Channel<z.ZodType, unknown>>;

export type ChannelName = keyof typeof channels;
export type ChannelRequest<Name extends ChannelName> = z.output<(typeof channels)[Name]['request']>;
export type ChannelInput<Name extends ChannelName> = z.input<(typeof channels)[Name]['request']>;
export type ChannelValue<Name extends ChannelName> = NonNullable<(typeof channels)[Name]['value']>;

export const CHANNEL_NAMES = Object.keys(channels) as ChannelName[];

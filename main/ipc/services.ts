import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Notice, Profile, QueueItem } from '../../preload/contract/types.ts';

type Awaitable<Value> = Promise<Value> | Value;

/** Answers one channel; a channel that asks nothing is passed nothing. */
type Answer<Name extends ChannelName> =
  undefined extends ChannelRequest<Name>
    ? () => Awaitable<ChannelValue<Name>>
    : (input: ChannelRequest<Name>) => Awaitable<ChannelValue<Name>>;

/** Answers a channel whose `profileId` is the person it is about: `actorId` is the profile that asks. */
type AnswerTo<Name extends ChannelName> = (input: ChannelRequest<Name>, actorId: string) => Awaitable<ChannelValue<Name>>;

/** Answers a channel that may also be used while nobody lives here; then nobody asks. */
type AnswerBy<Name extends ChannelName> = (input: ChannelRequest<Name>, actorId?: string) => Awaitable<ChannelValue<Name>>;

type CamelCase<Words extends string> = Words extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Words;

/** Answers the channels of one room by methods of the same names: `requests:forget-channel` by `forgetChannel`. */
type Answers<Room extends string, Except extends ChannelName = never> = {
  readonly [Name in Exclude<ChannelName, Except> as Name extends `${Room}:${infer Verb}` ? CamelCase<Verb> : never]: Answer<Name>;
};

/** Facts that the core announces; the change feed turns them into each window's events. */
export interface CoreEvents {
  /** A video, its references or its live progress changed: every queue that shows it is out of date. */
  'video-changed': { readonly videoId: string };
  /** Who wants it changed, or its file came or went. */
  'library-changed': { readonly videoId: string };
  'profiles-changed': Record<string, never>;
  /** A request, or an allowed channel, of this child changed. */
  'requests-changed': { readonly profileId: string };
  'settings-changed': Record<string, never>;
  /** `profileId` absent: for everyone. */
  notice: { readonly notice: Notice; readonly profileId?: string };
  /** The library is closed right after this: whoever still has something to ask later drops it now. */
  closing: Record<string, never>;
}

/** Subscribes to one kind of fact; the returned function unsubscribes. */
export type Subscribe = <Name extends keyof CoreEvents>(name: Name, listener: (payload: CoreEvents[Name]) => void) => () => void;

/** Offers the core to the border and the desktop; every method may throw a `Refusal`. The sessions decide beforehand who may ask. */
export interface Services {
  readonly on: Subscribe;
  readonly profiles: ProfileAnswers;
  readonly downloads: DownloadAnswers;
  readonly library: LibraryAnswers;
  readonly requests: Answers<'requests'> & {
    /** Counts those that wait for an adult. */
    waitingCount(): number;
  };
  readonly storage: { readonly ofProfile: Answer<'profiles:storage'>; readonly ofHousehold: Answer<'household:storage'> };
  readonly settings: Answers<'settings', 'settings:choose-folder' | 'settings:allow-private-addresses' | 'settings:set'> & {
    readonly set: AnswerBy<'settings:set'>;
  };
  readonly health: Answer<'system:health'>;
  readonly activity: Answers<'activity'>;
}

interface ProfileAnswers
  extends Answers<
    'profiles',
    | 'profiles:list'
    | 'profiles:lock'
    | 'profiles:confirm'
    | 'profiles:update'
    | 'profiles:create'
    | 'profiles:remove'
    | 'profiles:set-pin'
    | 'profiles:plan'
    | 'profiles:storage'
  > {
  list(): Profile[];
  get(profileId: string): Profile | undefined;
  readonly update: AnswerTo<'profiles:update'>;
  readonly remove: AnswerBy<'profiles:remove'>;
  readonly create: AnswerBy<'profiles:create'>;
  /** Returns what this person is still to be told of wrong PINs and, as an adult, of changes by others; it counts as told then. */
  takeNews(profileId: string): Notice[];
  readonly setPin: AnswerTo<'profiles:set-pin'>;
  readonly plan: AnswerTo<'profiles:plan'>;
}

interface DownloadAnswers extends Answers<'downloads'> {
  readonly probe: Answer<'videos:probe'>;
  /** Lists the whole queue of one profile, in its order. */
  queue(profileId: string): QueueItem[];
  /** Lists the named items of one profile's queue; those that are not in it (any more) are left out. */
  queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
  /** Names those of the given items that have moved in the queue since they were read. */
  movedInLine(profileId: string, items: Iterable<QueueItem>): string[];
  readonly recentlyCancelled: Answer<'queue:recently-cancelled'>;
}

interface LibraryAnswers extends Answers<'library', 'library:reveal' | 'library:open'> {
  /** Picks those of the given videos that this profile may be told of. */
  concerning(profileId: string, videoIds: readonly string[]): string[];
  readonly progress: Answer<'playback:progress'>;
  /** Finds the absolute path of a complete video that this profile may see; throws `not-found` otherwise. */
  filePath(profileId: string, videoId: string): string;
  /** Finds the absolute path of its thumbnail, or of that of something in the profile's queue; undefined: there is none to be seen. */
  thumbnailPath(profileId: string, videoId: string): Promise<string | undefined>;
  /** Does the same for a thumbnail that a site shows, by its address; only for what the profile was told of. */
  siteThumbnailPath(profileId: string, address: string): Promise<string | undefined>;
}

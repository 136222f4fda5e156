import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Notice, Profile, QueueItem } from '../../preload/contract/types.ts';

/** Of a request whose `profileId` is the person it is about: `actorId` is the profile that asks. */
type ActorMethod<Name extends ChannelName> = (
  request: ChannelRequest<Name>,
  actorId: string,
) => Promise<ChannelValue<Name>> | ChannelValue<Name>;
type Method<Name extends ChannelName> = (request: ChannelRequest<Name>) => Promise<ChannelValue<Name>> | ChannelValue<Name>;

/** Facts that the core announces; the change feed turns them into each window's events. */
export interface CoreEvents {
  /** A video, its references or its live progress changed: every queue that shows it is out of date. */
  'video-changed': { readonly videoId: string };
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

/** What the border asks of the core; every method may throw a `Refusal`. The sessions decide beforehand who may ask. */
export interface Services {
  readonly on: Subscribe;
  readonly profiles: {
    list(): Profile[];
    get(profileId: string): Profile | undefined;
    create: Method<'profiles:create'>;
    unlock: Method<'profiles:unlock'>;
    remove: Method<'profiles:remove'>;
    update: ActorMethod<'profiles:update'>;
    setPin: ActorMethod<'profiles:set-pin'>;
    removalPreview: Method<'profiles:removal-preview'>;
    limits: Method<'profiles:limits'>;
    choices: Method<'profiles:choices'>;
    choose: Method<'profiles:choose'>;
  };
  readonly downloads: {
    probe: Method<'videos:probe'>;
    trigger: Method<'downloads:trigger'>;
    cancel: Method<'downloads:cancel'>;
    resume: Method<'downloads:resume'>;
    retry: Method<'downloads:retry'>;
    pause: Method<'downloads:pause'>;
    unpause: Method<'downloads:unpause'>;
    move: Method<'downloads:move'>;
    /** The whole queue of one profile, in its order. */
    queue(profileId: string): QueueItem[];
    /** The named items of one profile's queue; those that are not in it (any more) are left out. */
    queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
    /** The ids of those of the given items that have moved in line since they were read. */
    movedInLine(profileId: string, items: Iterable<QueueItem>): string[];
    recentlyCancelled: Method<'queue:recently-cancelled'>;
  };
  readonly library: {
    list: Method<'library:list'>;
    remove: Method<'library:remove'>;
    undo: Method<'library:undo'>;
    trash: Method<'library:trash'>;
    /** Those of the given videos that this profile may be told of. */
    concerning(profileId: string, videoIds: readonly string[]): string[];
    subtitles: Method<'library:subtitles'>;
    subtitle: Method<'library:subtitle'>;
    progress: Method<'playback:progress'>;
    /** Absolute path of a complete video that this profile may see; throws `not-found` otherwise. */
    filePath(profileId: string, videoId: string): string;
    /** Absolute path of its picture, or of that of something in the profile's queue; undefined: there is none to be seen. */
    picturePath(profileId: string, videoId: string): Promise<string | undefined>;
    /** The same for a picture that a site shows, by its address; only for what the profile was told of. */
    sitePicturePath(profileId: string, address: string): Promise<string | undefined>;
  };
  readonly requests: {
    create: Method<'requests:create'>;
    list: Method<'requests:list'>;
    decide: Method<'requests:decide'>;
    withdraw: Method<'requests:withdraw'>;
    channels: Method<'requests:channels'>;
    forgetChannel: Method<'requests:forget-channel'>;
    /** How many wait for an adult. */
    waitingCount(): number;
  };
  readonly storage: { ofProfile: Method<'profiles:storage'>; ofHousehold: Method<'household:storage'> };
  readonly settings: { get: Method<'settings:get'>; set: Method<'settings:set'> };
  readonly health: Method<'system:health'>;
  readonly activity: { list: Method<'activity:list'>; report: Method<'activity:report'> };
}

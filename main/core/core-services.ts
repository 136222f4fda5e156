import path from 'node:path';
import type { Settings } from '../../preload/contract/types.ts';
import type { DownloadEngine } from '../downloads/engine.ts';
import { createSubtitleView } from '../downloads/subtitle-view.ts';
import { createThumbnailView } from '../downloads/thumbnails/thumbnail-view.ts';
import { createOwnerGuard } from '../household/people/owner-guard.ts';
import { healthFor } from '../ipc/health-view.ts';
import type { Services } from '../ipc/services.ts';
import { createActivityListing } from '../library/activity/activity-listing.ts';
import { activityReport } from '../library/activity/activity-report.ts';
import { createQueueRows } from '../library/queue/queue-rows.ts';
import { createLibraryListing } from '../library/videos/library-listing.ts';
import { DEFAULT_SETTINGS } from '../settings/default-settings.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Household } from './core-household.ts';
import type { CorePlatform } from './core-platform.ts';
import type { OpenLibrary } from './open-library.ts';

export interface ServiceParts {
  readonly platform: CorePlatform;
  readonly settings: SettingsService;
  readonly library: OpenLibrary;
  readonly engine: DownloadEngine;
  readonly household: Household;
}

/** Names for each channel what answers it. Nothing is spread: who answers must be readable, since some answers guard others. */
export function createServices(parts: ServiceParts): Services {
  const { platform, engine, household } = parts;
  const { requests, storage } = household.service;
  return {
    on: platform.events.on,
    profiles: createProfileAnswers(household),
    downloads: createDownloadAnswers(engine, household),
    library: createLibraryAnswers(parts),
    requests: {
      create: household.service.gate.ask,
      list: requests.list,
      decide: requests.decide,
      withdraw: requests.withdraw,
      channels: requests.channels,
      forgetChannel: requests.forgetChannel,
      waitingCount: requests.waitingCount,
    },
    storage: { ofProfile: storage.ofProfile, ofHousehold: storage.ofHousehold },
    settings: createSettingsAnswers(parts),
    health: engine.health,
    activity: createActivityAnswers(parts),
  };
}

function createProfileAnswers({ profiles, service, news }: Household): Services['profiles'] {
  const owners = createOwnerGuard(profiles);
  return {
    list: profiles.list,
    get: profiles.get,
    create: profiles.create,
    unlock: profiles.unlock,
    remove: owners.remove,
    update: owners.update,
    setPin: profiles.setPin,
    recover: profiles.recover,
    plan: profiles.planned.plan,
    plans: profiles.planned.plans,
    removalPreview: profiles.removalPreview,
    limits: service.limits,
    takeNews: news.take,
    choices: profiles.choices,
    choose: profiles.choose,
  };
}

/** Lets what brings something new go through the household's gate, and shows a queue with its places. */
function createDownloadAnswers({ downloads }: DownloadEngine, { service, queue, own }: Household): Services['downloads'] {
  const { gate } = service;
  return {
    probe: gate.probe,
    trigger: gate.trigger,
    resume: gate.resume,
    cancel: own.cancel,
    retry: downloads.retry,
    pause: downloads.pause,
    unpause: downloads.unpause,
    move: downloads.move,
    recentlyCancelled: downloads.recentlyCancelled,
    queue: queue.queue,
    queueItems: queue.queueItems,
    movedInLine: queue.movedInLine,
  };
}

function createLibraryAnswers({ platform, library, engine, household }: ServiceParts): Services['library'] {
  const { database, place } = library;
  const { service } = household;
  const listing = createLibraryListing(database, platform.clock);
  const filePath = (profileId: string, videoId: string): string =>
    path.join(place.folder(), listing.visible(profileId, videoId).fileName);
  const subtitles = createSubtitleView({ filePath, tools: engine.tools });
  const thumbnails = createThumbnailView({
    isKept: (profileId, videoId) => listing.visible(profileId, videoId).hasThumbnail,
    keptPath: engine.thumbnailPath,
    addressInQueue: createQueueRows(database).thumbnailAddress,
    mayShow: service.mayShowThumbnail,
    ofSite: engine.siteThumbnail,
  });
  return {
    list: (query) => household.own.page(query.profileId, listing.list(query)),
    progress: listing.progress,
    remove: household.own.removeFromLibrary,
    undo: service.gate.undo,
    trash: service.storage.trash,
    purge: service.storage.purge,
    concerning: service.concerning,
    filePath,
    subtitles: subtitles.subtitles,
    subtitle: subtitles.subtitle,
    thumbnailPath: thumbnails.thumbnailPath,
    siteThumbnailPath: thumbnails.siteThumbnailPath,
  };
}

function createSettingsAnswers({ platform, settings, library, engine, household }: ServiceParts): Services['settings'] {
  const { append } = library.activity;
  const noteOpened = (before: Settings, now: Settings, actorId: string | undefined): void => {
    const by = actorId === undefined ? undefined : household.profiles.get(actorId)?.name;
    const facts = { ...(actorId !== undefined && { profileId: actorId }), detail: { ...(by !== undefined && { by }) } };
    if (now.allowPrivateAddresses && !before.allowPrivateAddresses) append('home-network-allowed', facts);
    if (now.libraryFolder !== before.libraryFolder) append('library-folder-changed', facts);
    if (minutesOf(now) > minutesOf(before)) append('idle-lock-later', facts);
  };
  const minutesOf = ({ idleLockMinutes }: Settings): number => idleLockMinutes ?? Number.POSITIVE_INFINITY;
  const hasChildren = (): boolean => household.profiles.list().some(({ role }) => role === 'child');
  /** Names the folder that is in use, which can be given from outside, and when it locks: where a child lives, "never" is none. */
  const inForce = (): Settings => {
    const chosen = settings.get();
    const idleLockMinutes = chosen.idleLockMinutes ?? (hasChildren() ? DEFAULT_SETTINGS.idleLockMinutes : null);
    return { ...chosen, idleLockMinutes, libraryFolder: library.place.folder() };
  };
  platform.events.on('profiles-changed', () => {
    if (settings.get().idleLockMinutes === null) platform.events.emit('settings-changed', {});
  });
  return {
    get: inForce,
    async set(patch, actorId) {
      await settings.check(patch);
      const before = inForce();
      const store = () => settings.set(patch);
      if (patch.libraryFolder === undefined) await store();
      else await engine.changeFolder(patch.libraryFolder, store);
      noteOpened(before, inForce(), actorId);
      return inForce();
    },
  };
}

function createActivityAnswers({ library, engine, household }: ServiceParts): Services['activity'] {
  const { list } = createActivityListing(library.activity);
  return {
    list,
    async report(input) {
      const viewer = household.profiles.get(input.profileId);
      const health = healthFor(viewer, await engine.health(), engine.downloads);
      return { text: activityReport(list(input).entries, health) };
    },
  };
}

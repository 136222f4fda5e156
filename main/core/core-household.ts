import type { DownloadEngine } from '../downloads/engine.ts';
import { createHouseholdService, type HouseholdService } from '../household/household-service.ts';
import { createOwnView, type OwnView } from '../household/own-view.ts';
import { createHouseholdNews, type HouseholdNews } from '../household/people/household-news.ts';
import { createProfileService, type ProfileService } from '../household/people/profile-service.ts';
import { createQueueView, type QueueView } from '../household/queue-view.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { CorePlatform } from './core-platform.ts';
import type { OpenLibrary } from './open-library.ts';
import { createToolNews } from './tool-news.ts';

/** Holds the people, and what makes one library a home for several of them. */
export interface Household {
  readonly profiles: ProfileService;
  readonly service: HouseholdService;
  readonly queue: QueueView;
  readonly own: OwnView;
  readonly news: HouseholdNews;
}

export interface HouseholdParts {
  readonly platform: CorePlatform;
  readonly settings: SettingsService;
  readonly library: OpenLibrary;
  readonly engine: DownloadEngine;
}

/** Creates the household and announces what changes in it. */
export function createHousehold({ platform, settings, library, engine }: HouseholdParts): Household {
  const { clock, logger, timings, events } = platform;
  const { database, activity } = library;
  const profiles = createProfileService({
    database,
    clock,
    append: activity.append,
    ownerDelayMs: timings.ownerDelayMs,
    dropReferences: (profileId) => engine.downloads.dropAll(profileId),
    onHandedOver(videoIds) {
      for (const videoId of videoIds) {
        events.emit('video-changed', { videoId });
        events.emit('library-changed', { videoId });
      }
    },
    onChanged: () => events.emit('profiles-changed', {}),
  });
  const service = createHouseholdService({
    records: { database, clock, append: activity.append },
    profiles,
    engine,
    defaultPreset: () => settings.get().defaultPreset,
    trashUndoMs: timings.trashUndoMs,
    notify: (profileId, notice) => events.emit('notice', { notice, profileId }),
    onRequestsChanged: (profileId) => events.emit('requests-changed', { profileId }),
    onError: (error) => logger.error('household background task failed', { error }),
  });
  events.on('library-changed', () => service.storage.libraryChanged());
  const queue = createQueueView({ downloads: engine.downloads, profile: profiles.get, forecast: engine.forecast });
  const own = createOwnView({ profile: profiles.get, downloads: engine.downloads });
  const changes = createHouseholdNews({ database, activity, profile: profiles.get });
  const tools = createToolNews({ ytDlpWantsUpdate: engine.ytDlpWantsUpdate, profile: profiles.get });
  const news = { take: (profileId: string) => [...changes.take(profileId), ...tools.take(profileId)] };
  return { profiles, service, queue, own, news };
}

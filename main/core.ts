import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../preload/contract/types.ts';
import { createDownloadEngine, type DownloadEngine } from './downloads/engine.ts';
import { createSubtitleView } from './downloads/subtitle-view.ts';
import { createPictureView } from './downloads/thumbnails/thumbnail-view.ts';
import { PRIVATE_FOLDER } from './downloads/work-folder.ts';
import { createHouseholdService } from './household/household-service.ts';
import { createProfileService } from './household/people/profile-service.ts';
import { createQueueView } from './household/queue-view.ts';
import { healthFor } from './ipc/health-view.ts';
import type { CoreEvents, Services } from './ipc/services.ts';
import { activityReport } from './library/activity/activity-report.ts';
import { createActivityRows } from './library/activity/activity-rows.ts';
import { type LibraryDatabase, openLibraryDatabase } from './library/database/database.ts';
import { takeInstanceLock } from './library/folder/instance-lock.ts';
import { createLibraryPlace, type LibraryPlace } from './library/folder/library-place.ts';
import { createQueueRows } from './library/queue/queue-rows.ts';
import { createLibraryListing } from './library/videos/library-listing.ts';
import { createVideoRows } from './library/videos/video-rows.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createEmitter } from './platform/emitter.ts';
import type { DiskSpace } from './platform/files.ts';
import { createLogger, type Logger, logFolder } from './platform/logger.ts';
import { createProcessTrees, type ProcessTrees } from './platform/processes/process-tree.ts';
import { createSettings } from './settings/settings.ts';
import { createTimings, type Timings } from './settings/timings.ts';

export interface CoreOptions {
  /** Database, settings and logs. */
  readonly userDataFolder: string;
  /** Where videos go when the settings name no folder. */
  readonly defaultLibraryFolder: string;
  /** Overrides the settings' folder. */
  readonly libraryFolder?: string | undefined;
  readonly ytDlpPath?: string | undefined;
  readonly ffmpegPath?: string | undefined;
  readonly timings?: Partial<Timings> | undefined;
  /** True turns the household's setting on. */
  readonly allowPrivateAddresses?: boolean | undefined;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly trees?: ProcessTrees;
  /** Free space of the library's disk; replaced only where a test cannot fill one. */
  readonly measureDisk?: (folder: string) => Promise<DiskSpace>;
}

/** The whole app without a window: runs and is tested in plain Node. */
export interface Core {
  readonly services: Services;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Heals what an earlier run left behind, then starts the scheduler. */
  start(): Promise<void>;
  /** Stops every download (partial data stays), gives the library back. */
  stop(): Promise<void>;
  systemSuspended(): void;
  systemResumed(): void;
}

/**
 * Opens the library and puts the parts together. Throws `LibraryInUse`, `LibraryTooNew`, `LibraryUnreadable` or another
 * `LibraryError` with a plain sentence; nothing has been changed then.
 */
export function createCore(options: CoreOptions): Core {
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? createLogger({ folder: logFolder(options.userDataFolder), level: 'info' });
  const timings = createTimings(options.timings);
  const events = createEmitter<CoreEvents>({
    onError: (error, name) => logger.error('an event listener failed', { name, error }),
  });

  mkdirSync(options.userDataFolder, { recursive: true });
  const settings = createSettings({
    folder: options.userDataFolder,
    defaults: { libraryFolder: options.defaultLibraryFolder },
    onChanged: () => {
      events.emit('settings-changed', {});
      engine.settingsChanged();
    },
    now: () => clock.now(),
  });
  const lock = takeInstanceLock(options.userDataFolder);
  let database: LibraryDatabase | undefined;
  let library: LibraryPlace;
  try {
    database = openLibraryDatabase({ file: path.join(options.userDataFolder, 'library.sqlite'), clock });
    const videos = createVideoRows(database);
    library = createLibraryPlace({
      folder: options.libraryFolder ?? settings.get().libraryFolder,
      ownFolderName: PRIVATE_FOLDER,
      fileNames: () => videos.fileNames(),
    });
  } catch (error) {
    database?.close();
    lock.release();
    throw error;
  }

  const activity = createActivityRows(database, clock);
  const engine: DownloadEngine = createDownloadEngine({
    ownerId: randomUUID(),
    database,
    library,
    userDataFolder: options.userDataFolder,
    ytDlpPath: options.ytDlpPath,
    ffmpegPath: options.ffmpegPath,
    settings,
    isPrivateAllowed: () => options.allowPrivateAddresses === true || settings.get().allowPrivateAddresses,
    timings,
    clock,
    logger,
    trees: options.trees ?? createProcessTrees(),
    append: activity.append,
    measureDisk: options.measureDisk,
    onChanged: (videoId) => events.emit('video-changed', { videoId }),
    onLibraryChanged: (videoId) => events.emit('library-changed', { videoId }),
    onNotice: (notice) => events.emit('notice', { notice }),
  });
  const profiles = createProfileService({
    database,
    clock,
    dropReferences: (profileId) => engine.downloads.dropAll(profileId),
    onHandedOver: (videoIds) => {
      for (const videoId of videoIds) {
        events.emit('video-changed', { videoId });
        events.emit('library-changed', { videoId });
      }
    },
    onChanged: () => events.emit('profiles-changed', {}),
  });
  const household = createHouseholdService({
    database,
    clock,
    append: activity.append,
    profiles,
    downloads: engine.downloads,
    probe: engine.probe,
    inspect: engine.inspect,
    refuseAddress: engine.refuseAddress,
    disk: async () => engine.disk(),
    defaultPreset: () => settings.get().defaultPreset,
    trashUndoMs: timings.trashUndoMs,
    notify: (profileId, notice) => events.emit('notice', { notice, profileId }),
    onRequestsChanged: (profileId) => events.emit('requests-changed', { profileId }),
    onError: (error) => logger.error('household background task failed', { error }),
  });
  const { gate, requests, storage } = household;
  const queueView = createQueueView({ downloads: engine.downloads, profile: profiles.get, line: engine.line });
  events.on('library-changed', () => storage.libraryChanged());
  const listing = createLibraryListing(database, clock);
  const { downloads } = engine;

  const inForce = (): Settings => ({ ...settings.get(), libraryFolder: library.folder() });

  const services: Services = {
    on: events.on,
    profiles: { ...profiles, limits: household.limits },
    downloads: { ...downloads, ...queueView, ...gate },
    requests,
    storage,
    library: {
      list: listing.list,
      remove: downloads.removeFromLibrary,
      undo: downloads.undoRemove,
      trash: storage.trash,
      concerning: household.concerning,
      progress: listing.progress,
      ...createSubtitleView({
        filePath: (profileId, videoId) => services.library.filePath(profileId, videoId),
        tools: engine.tools,
      }),
      filePath: (profileId, videoId) => path.join(library.folder(), listing.visible(profileId, videoId).fileName),
      ...createPictureView({
        isKept: (profileId, videoId) => listing.visible(profileId, videoId).hasThumbnail,
        keptPath: engine.thumbnailPath,
        addressInQueue: createQueueRows(database).pictureAddress,
        mayShow: household.mayShowPicture,
        ofSite: engine.sitePicture,
      }),
    },
    settings: {
      get: inForce,
      set: async (patch) => {
        await settings.check(patch);
        const store = () => settings.set(patch);
        if (patch.libraryFolder === undefined) await store();
        else await engine.changeFolder(patch.libraryFolder, store);
        return inForce();
      },
    },
    health: () => engine.health(),
    activity: {
      list: activity.list,
      report: async (request) => {
        const health = healthFor(profiles.get(request.profileId), await engine.health(), downloads);
        return { text: activityReport(activity.list(request).entries, health) };
      },
    },
  };

  return {
    services,
    logger,
    clock,
    async start() {
      await engine.start();
      household.start();
      for (const notice of settings.notices) events.emit('notice', { notice });
    },
    async stop() {
      await engine.stop();
      // Last of those that use the database: what the engine tells while it stops would wake the household's looks again.
      household.stop();
      events.emit('closing', {});
      database.close();
      library.release();
      lock.release();
      logger.close();
    },
    systemSuspended: () => logger.info('computer is going to sleep'),
    systemResumed: () => engine.resumed(),
  };
}

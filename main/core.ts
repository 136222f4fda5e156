import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createHousehold } from './core/core-household.ts';
import type { CorePlatform } from './core/core-platform.ts';
import { createServices } from './core/core-services.ts';
import { type OpenLibrary, openLibrary } from './core/open-library.ts';
import { createDownloadEngine, type DownloadEngine, type DownloadEngineOptions } from './downloads/engine.ts';
import { PRIVATE_FOLDER } from './downloads/work-folder.ts';
import { createGate, type Gate } from './gate/gate.ts';
import type { CoreEvents, Services } from './ipc/services.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createEmitter } from './platform/emitter.ts';
import type { DiskSpace } from './platform/files.ts';
import { createLogger, type Logger, logFolder } from './platform/logger.ts';
import { createProcessTrees, type ProcessTrees } from './platform/processes/process-tree.ts';
import { createSettings, type SettingsService } from './settings/settings.ts';
import { createTimings, type Timings } from './settings/timings.ts';

export interface CoreOptions {
  /** Holds database, settings and logs. */
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
  /** The only way to the network; replaced only where a test decides which names lead where. */
  readonly gate?: Gate;
  /** Free space of the library's disk; replaced only where a test cannot fill one. */
  readonly measureDisk?: (folder: string) => Promise<DiskSpace>;
}

/** Runs the whole app without a window, in plain Node. */
export interface Core {
  readonly services: Services;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The numbers in force: the usual ones, with those of the options. */
  readonly timings: Timings;
  /** Heals what an earlier run left behind, then starts the scheduler. */
  start(): Promise<void>;
  /** Stops every download (partial data stays), gives the library back. */
  stop(): Promise<void>;
  systemSuspended(): void;
  systemResumed(): void;
}

/**
 * Opens the library and puts the rooms together: library, engine, household, and what answers the border. Throws `LibraryInUse`,
 * `LibraryTooNew`, `LibraryUnreadable` or another `LibraryError` with a plain sentence; nothing has been changed then.
 */
export function createCore(options: CoreOptions): Core {
  const platform = createPlatform(options);
  const { clock, logger, events } = platform;

  mkdirSync(options.userDataFolder, { recursive: true });
  const settings = createSettings({
    folder: options.userDataFolder,
    defaults: { libraryFolder: options.defaultLibraryFolder },
    forced: options.allowPrivateAddresses === true ? { allowPrivateAddresses: true } : {},
    onChanged: () => {
      events.emit('settings-changed', {});
      engine.settingsChanged();
    },
    now: () => clock.now(),
  });
  const library = openLibrary({
    userDataFolder: options.userDataFolder,
    folder: options.libraryFolder ?? settings.get().libraryFolder,
    ownFolderName: PRIVATE_FOLDER,
    clock,
  });
  const onFound: NonNullable<DownloadEngineOptions['onFound']> = (videoId, found) => household.service.checkFound(videoId, found);
  const gate = options.gate ?? createGate({ logger });
  const engine = createEngine({ ...options, gate }, platform, settings, library, onFound);
  const household = createHousehold({ platform, settings, library, engine });
  const services = createServices({ platform, settings, library, engine, household });

  return {
    services,
    logger,
    clock,
    timings: platform.timings,
    async start() {
      await engine.start();
      household.service.start();
      household.profiles.planned.start();
      for (const notice of settings.notices) events.emit('notice', { notice });
    },
    async stop() {
      await engine.stop();
      await gate.close();
      // After the engine: what it tells while it stops would set the household's timers again.
      household.service.stop();
      household.profiles.planned.stop();
      events.emit('closing', {});
      library.close();
      logger.close();
    },
    systemSuspended: () => logger.info('computer is going to sleep'),
    systemResumed: () => engine.resumed(),
  };
}

function createPlatform(options: CoreOptions): CorePlatform {
  const logger = options.logger ?? createLogger({ folder: logFolder(options.userDataFolder) });
  return {
    clock: options.clock ?? systemClock,
    logger,
    timings: createTimings(options.timings),
    events: createEmitter<CoreEvents>({
      onError: (error, name) => logger.error('an event listener failed', { name, error }),
    }),
  };
}

function createEngine(
  options: CoreOptions & Pick<DownloadEngineOptions, 'gate'>,
  { clock, logger, timings, events }: CorePlatform,
  settings: SettingsService,
  library: OpenLibrary,
  onFound: DownloadEngineOptions['onFound'],
): DownloadEngine {
  return createDownloadEngine({
    ownerId: randomUUID(),
    database: library.database,
    library: library.place,
    userDataFolder: options.userDataFolder,
    ytDlpPath: options.ytDlpPath,
    ffmpegPath: options.ffmpegPath,
    settings,
    isPrivateAllowed: () => settings.get().allowPrivateAddresses,
    timings,
    clock,
    logger,
    trees: options.trees ?? createProcessTrees(),
    gate: options.gate,
    append: library.activity.append,
    measureDisk: options.measureDisk,
    onChanged: (videoId) => events.emit('video-changed', { videoId }),
    onLibraryChanged: (videoId) => events.emit('library-changed', { videoId }),
    onNotice: (notice) => events.emit('notice', { notice }),
    onFound,
  });
}

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Notice, SystemHealth } from '../../preload/contract/types.ts';
import type { Gate } from '../gate/gate.ts';
import type { AppendActivity } from '../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../library/database/database.ts';
import type { LibraryPlace } from '../library/folder/library-place.ts';
import { createCoolDownRows } from '../library/queue/cool-down-rows.ts';
import type { DiskRoom } from '../library/queue/run-rows.ts';
import type { Clock } from '../platform/clock.ts';
import { type DiskSpace, diskSpace } from '../platform/files.ts';
import type { Logger } from '../platform/logger.ts';
import type { ProcessTrees } from '../platform/processes/process-tree.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Timings } from '../settings/timings.ts';
import { refusePrivateAddress } from '../web/web-address.ts';
import { createProber } from '../yt-dlp/probe.ts';
import type { MetaEntry } from '../yt-dlp/reports.ts';
import { createProgramRunner } from '../yt-dlp/run-program.ts';
import { createToolDetector, type ReadyTools } from '../yt-dlp/tools.ts';
import { createCoolDowns } from './cool-down.ts';
import { createDownloadService, type DownloadService } from './download-service.ts';
import { createEngineStore, type EngineContext, type EngineStore } from './engine-context.ts';
import { createEngineLifecycle } from './engine-lifecycle.ts';
import { createEngineHolds } from './holds/engine-holds.ts';
import type { Hold } from './holds/hold.ts';
import { createProbeService, type ProbeService } from './probe-service.ts';
import type { QueueForecast } from './queue/queue-places.ts';
import { createTurns } from './queue/turns.ts';
import { changeLibraryFolder } from './recovery/library-change.ts';
import { createRecovery } from './recovery/recovery.ts';
import { createRuns } from './run/runs.ts';
import { systemHealth } from './system-health.ts';
import { createThumbnails } from './thumbnails/thumbnail-maker.ts';
import { canWriteLibrary, thumbnailFile } from './work-folder.ts';

export interface DownloadEngineOptions {
  /** Names this start of the app on its runs. */
  readonly ownerId: string;
  readonly database: LibraryDatabase;
  readonly library: LibraryPlace;
  readonly userDataFolder: string;
  readonly ytDlpPath: string | undefined;
  readonly ffmpegPath: string | undefined;
  readonly settings: SettingsService;
  readonly isPrivateAllowed: () => boolean;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly trees: ProcessTrees;
  /** The only way to the network, for the engine and its programs. */
  readonly gate: Gate;
  readonly append: AppendActivity;
  /** Measures the free space of the library's disk; by default the system is asked. */
  readonly measureDisk: ((folder: string) => Promise<DiskSpace>) | undefined;
  /** Tells whether the library can be written; by default that is tried. */
  readonly canWrite?: (libraryFolder: string) => Promise<boolean>;
  /** Holds of other rooms and of the shell, such as a metered line. */
  readonly holds?: readonly Hold[];
  readonly onChanged: (videoId: string) => void;
  readonly onLibraryChanged: (videoId: string) => void;
  readonly onNotice: (notice: Notice) => void;
  /** Called with what a run found behind the link, before the first byte where possible: whoever wants it may have agreed to something else. */
  readonly onFound?: ((videoId: string, found: MetaEntry) => void) | undefined;
}

/** Offers everything that downloads, put together. */
export interface DownloadEngine extends ProbeService {
  readonly downloads: DownloadService;
  /** Throws a Refusal for an address that must not be asked. */
  refuseAddress(url: string): Promise<void>;
  /** Forecasts the next starts of the whole household, as things stand. */
  forecast(): QueueForecast;
  health(): Promise<SystemHealth>;
  /** Describes the library's disk, as last measured. */
  disk(): SystemHealth['disk'];
  thumbnailPath(videoId: string): string;
  /** Finds the file of a thumbnail that a site shows, fetching it if need be. */
  siteThumbnail(address: string): Promise<string | undefined>;
  /** Throws `ToolsMissing`. */
  tools(): Promise<ReadyTools>;
  /** Tells whether yt-dlp, as last found, is so old that it should be updated. */
  ytDlpWantsUpdate(): boolean;
  /** Uses another library folder; `store` writes the choice down. Refuses while downloads run, or where something would be left behind. */
  changeFolder(folder: string, store: () => Promise<unknown>): Promise<void>;
  settingsChanged(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  resumed(): void;
}

/** Gathers what every room of the engine stands on. */
function createGround(options: DownloadEngineOptions) {
  const { database, library, timings, clock, logger, trees, append, onChanged, userDataFolder } = options;
  const store = createEngineStore(database, append, clock);
  const context: EngineContext = { store, library, trees, timings, clock, logger, append, onChanged };
  return {
    context,
    programs: createProgramRunner(trees, clock),
    measureDisk: options.measureDisk ?? diskSpace,
    folders: {
      privateHome: path.join(userDataFolder, 'yt-dlp-home'),
      probes: path.join(userDataFolder, 'probes'),
      siteThumbnails: path.join(userDataFolder, 'pictures'),
    },
    refuseAddress: (url: string): Promise<void> => refusePrivateAddress(url, { allowPrivate: options.isPrivateAllowed() }),
    announceWaiting(site?: string): void {
      for (const videoId of store.runRows.waiting(site)) onChanged(videoId);
    },
  };
}

/** Creates the rooms of the engine; each knows the others only through what it is given here. */
function createRooms(options: DownloadEngineOptions) {
  const { context, programs, measureDisk, folders, refuseAddress, announceWaiting } = createGround(options);
  const { store, timings, clock } = context;
  const { ownerId, settings, gate } = options;
  const { privateHome } = folders;
  const wake = (): void => turns.scheduler.wake();

  const coolDowns = createCoolDowns(createCoolDownRows(options.database), timings, clock, announceWaiting);
  const holding = createEngineHolds(context, {
    runs: () => runs.supervisor.runs(),
    gate,
    toolDetector: createToolDetector({ programs, ytDlpPath: options.ytDlpPath, ffmpegPath: options.ffmpegPath }),
    measureDisk,
    canWrite: options.canWrite ?? canWriteLibrary,
    downloadHours: () => settings.get().downloadHours,
    others: options.holds ?? [],
    makeRoom: () => void lifecycle.sweep(),
    onLibraryBack: () => void lifecycle.sweep(),
    onNotice: options.onNotice,
    onChanged: () => {
      announceWaiting();
      wake();
    },
  });
  const tools = holding.tools.ready;
  const runs = createRuns(context, {
    privateHome,
    tools,
    refuseAddress,
    gate,
    measureDisk,
    hasRoomFor: holding.hasRoomFor,
    coolDowns,
    explainFailure: holding.explainFailure,
    wake,
    onFound: options.onFound,
    onComplete: (videoId) => {
      options.onLibraryChanged(videoId);
      void thumbnails.make(videoId);
    },
  });
  const turns = createTurns(context, {
    ownerId,
    supervisor: runs.supervisor,
    coolDowns,
    holds: holding.holds,
    room: holding.room,
    limits: settings.get,
  });
  const recovery = createRecovery(context, {
    runs,
    isLibraryThere: holding.library.isThere,
    isSpaceShort: holding.isSpaceShort,
    missingBytes: () => holding.missingBytes() || missingForOne(store, holding.room()),
    wake,
  });
  const thumbnails = createThumbnails(context, {
    folder: folders.siteThumbnails,
    tools,
    refuseAddress,
    gate,
    onMade: (videoId) => announceFile(options, videoId),
  });
  const prober = createProber({ programs, tools, gate, folder: folders.probes, privateHome, timeoutMs: timings.probeTimeoutMs });
  const probing = createProbeService({ videos: store.videos, prober, refuseAddress });
  const lifecycle = createEngineLifecycle({
    makeFolders: async () => void (await mkdir(privateHome, { recursive: true })),
    recovery,
    holds: holding.holds,
    runs,
    scheduler: turns.scheduler,
    thumbnails,
    programs,
    time: { clock, timings },
  });
  return { context, coolDowns, holding, runs, turns, recovery, thumbnails, probing, lifecycle, refuseAddress, wake };
}

/** Tells the gate what holds for everything that goes through it, what runs now included. */
function applyPolicy({ gate, settings, isPrivateAllowed }: DownloadEngineOptions): void {
  const limitBytesPerSecond = settings.get().bandwidthLimitBytesPerSecond ?? undefined;
  gate.setPolicy({ isPrivateAllowed: isPrivateAllowed(), limitBytesPerSecond });
}

/** Counts what the trash would have to give for the waiting video that needs the least more room, if the trash has that much. */
function missingForOne({ runRows, files }: EngineStore, room: DiskRoom): number {
  const [least] = runRows.lackingRoom(room);
  const missing = least === undefined ? 0 : least.neededBytes - room.freeBytes;
  return missing <= files.trashedBytes() ? missing : 0;
}

/** Announces that a video's file, or what is shown of it in the library, changed. */
function announceFile({ onChanged, onLibraryChanged }: DownloadEngineOptions, videoId: string): void {
  onChanged(videoId);
  onLibraryChanged(videoId);
}

/** Creates everything that downloads. Nothing runs before `start`. */
export function createDownloadEngine(options: DownloadEngineOptions): DownloadEngine {
  const rooms = createRooms(options);
  applyPolicy(options);
  const { context, coolDowns, holding, runs, turns, recovery, thumbnails, probing, lifecycle, refuseAddress, wake } = rooms;
  const { library, clock } = context;
  const { supervisor, watchdog } = runs;

  const downloads = createDownloadService(context, {
    supervisor,
    isLibraryThere: holding.library.isThere,
    refuseAddress,
    wake,
    makeRoom: () => void lifecycle.sweep(),
    readWaitingReasons: turns.readWaitingReasons,
    onLibraryChanged: options.onLibraryChanged,
  });
  return {
    downloads,
    probe: probing.probe,
    inspect: probing.inspect,
    refuseAddress,
    forecast: turns.forecast,
    thumbnailPath: (videoId) => thumbnailFile(library.folder(), videoId),
    siteThumbnail: thumbnails.ofSite,
    tools: holding.tools.ready,
    ytDlpWantsUpdate: holding.tools.wantsUpdate,
    changeFolder: (folder, storeChoice) =>
      lifecycle.runExclusive(() =>
        changeLibraryFolder(folder, storeChoice, { place: library, files: context.store.files, supervisor, clock }),
      ),
    settingsChanged() {
      applyPolicy(options);
      holding.holds.refresh();
      wake();
    },
    health: () => systemHealth({ holding, supervisor, reaper: recovery.reaper, coolDowns }),
    disk: holding.disk,
    start: lifecycle.start,
    stop: lifecycle.stop,
    resumed() {
      watchdog.resumed();
      wake();
    },
  };
}

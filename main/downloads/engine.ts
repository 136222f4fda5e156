import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Notice, ProbeResult, SystemHealth } from '../../preload/contract/types.ts';
import type { AppendActivity } from '../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../library/database/database.ts';
import type { LibraryPlace } from '../library/folder/library-place.ts';
import { createCoolDownRows } from '../library/queue/cool-down-rows.ts';
import { createQueueRows } from '../library/queue/queue-rows.ts';
import { createRunRows } from '../library/queue/run-rows.ts';
import { createFileTransitions } from '../library/transitions/file-transitions.ts';
import { createReferenceTransitions } from '../library/transitions/reference-transitions.ts';
import { createRunTransitions } from '../library/transitions/run-transitions.ts';
import { createVideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import { isWithinHours } from '../platform/day-hours.ts';
import { type DiskSpace, diskSpace } from '../platform/files.ts';
import type { Logger } from '../platform/logger.ts';
import type { ProcessTrees } from '../platform/processes/process-tree.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Timings } from '../settings/timings.ts';
import { refusePrivateAddress, type WebAddress } from '../web/web-address.ts';
import { createProber, type ProbeReport } from '../yt-dlp/probe.ts';
import { createProgramRunner } from '../yt-dlp/run-program.ts';
import { createToolDetector, type ReadyTools } from '../yt-dlp/tools.ts';
import { createCoolDowns } from './cool-down.ts';
import { createDownloadService, type DownloadService } from './download-service.ts';
import { createEngineCycle } from './engine-lifecycle.ts';
import { createHolds } from './holds/holds.ts';
import { probeAddress } from './probe-service.ts';
import type { TurnLimits } from './queue/fair-turns.ts';
import { readLine } from './queue/queue-forecast.ts';
import type { Line } from './queue/queue-places.ts';
import { createScheduler } from './queue/scheduler.ts';
import { readWaitingReasons } from './queue/waiting-reason.ts';
import { keepHouse, removeStrayPictures } from './recovery/housekeeping.ts';
import { changeLibraryFolder } from './recovery/library-change.ts';
import { createReaper } from './recovery/reaper.ts';
import { createSupervisor } from './run/supervisor.ts';
import { createWatchdog } from './run/watchdog.ts';
import { systemHealth } from './system-health.ts';
import { createPictures } from './thumbnails/thumbnail-maker.ts';
import { thumbnailFile } from './work-folder.ts';

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
  readonly append: AppendActivity;
  /** Free space of the library's disk; by default the system is asked. */
  readonly measureDisk: ((folder: string) => Promise<DiskSpace>) | undefined;
  readonly onChanged: (videoId: string) => void;
  readonly onLibraryChanged: (videoId: string) => void;
  readonly onNotice: (notice: Notice) => void;
}

/** Everything that downloads, put together; the parts know each other only through what they are given here. */
export interface DownloadEngine {
  readonly downloads: DownloadService;
  probe(address: WebAddress): Promise<ProbeResult>;
  /** A look at a page that the library is not asked about. Throws a Refusal for an address that must not be asked. */
  inspect(url: string): Promise<ProbeReport>;
  refuseAddress(url: string): Promise<void>;
  /** The next starts of the whole household, as things stand. */
  line(): Line;
  health(): Promise<SystemHealth>;
  /** The library's disk, as last measured. */
  disk(): SystemHealth['disk'];
  thumbnailPath(videoId: string): string;
  /** The file of a picture that a site shows; fetched now if it is not here. */
  sitePicture(address: string): Promise<string | undefined>;
  /** Throws `ToolsMissing`. */
  tools(): Promise<ReadyTools>;
  /** Uses another library folder; `store` writes the choice down. Refuses while downloads run, or where something would be left behind. */
  changeFolder(folder: string, store: () => Promise<unknown>): Promise<void>;
  settingsChanged(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  resumed(): void;
}

/** Videos of one site at the same time: more looks like an attack to most sites. */
const PARALLEL_PER_SITE = 4;

export function createDownloadEngine(options: DownloadEngineOptions): DownloadEngine {
  const { database, settings, timings, clock, logger, trees, append, onChanged } = options;
  const now = (): number => clock.now();
  const library = options.library.folder;
  const measureDisk = options.measureDisk ?? diskSpace;
  const privateHome = path.join(options.userDataFolder, 'yt-dlp-home');

  const videos = createVideoRows(database);
  const runRows = createRunRows(database, now);
  const transitions = createRunTransitions(database, append, now);
  const references = createReferenceTransitions(database, videos, append, now);
  const files = createFileTransitions(database, append);
  const announceWaiting = (site?: string): void => {
    for (const videoId of runRows.waiting(site)) onChanged(videoId);
  };
  const coolDowns = createCoolDowns(createCoolDownRows(database), timings, clock, announceWaiting);
  const programs = createProgramRunner(trees, clock);
  const refuseAddress = (url: string): Promise<void> => refusePrivateAddress(url, { allowPrivate: options.isPrivateAllowed() });

  const holds = createHolds({
    libraryFolder: library,
    library: options.library,
    runs: () => supervisor.runs(),
    detectTools: createToolDetector({ programs, ytDlpPath: options.ytDlpPath, ffmpegPath: options.ffmpegPath }),
    measureDisk,
    timings,
    clock,
    append,
    logger,
    onNotice: options.onNotice,
    makeRoom: () => void housekeeping(),
    onLibraryBack: () => void cycle.sweep(),
    onChanged: () => {
      announceWaiting();
      scheduler.wake();
    },
  });
  const { space, tools } = holds;

  const supervisor = createSupervisor({
    libraryFolder: library,
    privateHome,
    trees,
    tools: tools.ready,
    refuseAddress,
    rateLimit: () => {
      const limit = settings.get().bandwidthLimitBytesPerSecond;
      return limit === null ? undefined : limit / Math.max(1, supervisor.shares().length);
    },
    transitions,
    videos,
    timings,
    clock,
    coolDowns,
    explain: holds.explain,
    append,
    logger,
    random: Math.random,
    freeBytes: async () => (await measureDisk(library())).freeBytes,
    onChanged,
    onSiteOpen: () => scheduler.wake(),
    onSettled: (videoId, result) => {
      if (result.kind === 'complete') afterComplete(videoId);
      scheduler.wake();
    },
  });
  const turnLimits = (): TurnLimits => ({ ...settings.get(), parallelPerSite: PARALLEL_PER_SITE });
  const scheduler = createScheduler({
    ownerId: options.ownerId,
    runRows,
    transitions,
    supervisor,
    coolDowns,
    space: { ...space, check: holds.check },
    limits: turnLimits,
    isOpenHour: () => isWithinHours(settings.get().downloadHours, new Date(clock.now())),
    clock,
    logger,
  });
  const watchdog = createWatchdog({
    runs: supervisor.runs,
    trees,
    clock,
    timings,
    logger,
    beat: (run) => {
      if (transitions.beat(run.claim.runId)) run.heartbeatAt = clock.now();
    },
    onVerdict: (run, verdict, silentMs) => {
      logger.warn('watchdog stopped a run', {
        videoId: run.claim.videoId,
        verdict,
        phase: run.phase,
        silentMs: Math.round(silentMs),
      });
      run.requestStop(verdict);
    },
  });
  const isSupervised = (videoId: string): boolean => supervisor.get(videoId) !== undefined;
  const reaper = createReaper({
    database,
    runRows,
    transitions,
    trees,
    libraryFolder: library,
    isLibraryThere: options.library.isThere,
    timings,
    clock,
    logger,
    isSupervised,
    onStale: (videoId) => {
      const run = supervisor.get(videoId);
      if (run !== undefined && watchdog.isOverdue(run)) run.requestStop('stale');
    },
    offerAgain: () => {
      scheduler.wake();
      return runRows.countStartable();
    },
    onHealed: onChanged,
  });
  const prober = createProber({
    programs,
    tools: tools.ready,
    folder: path.join(options.userDataFolder, 'probes'),
    privateHome,
    timeoutMs: timings.probeTimeoutMs,
  });
  const onFileChanged = (videoId: string): void => {
    onChanged(videoId);
    options.onLibraryChanged(videoId);
  };
  const downloads = createDownloadService({
    references,
    videos,
    queueRows: createQueueRows(database),
    files,
    supervisor,
    libraryFolder: library,
    isLibraryThere: holds.isLibraryThere,
    refuseAddress,
    timings,
    clock,
    afterCommit: (action) => database.afterCommit(action),
    wake: () => scheduler.wake(),
    readWaitingReasons: () => readWaitingReasons({ hold: holds.reason, coolDowns, clock }),
    onChanged,
    onLibraryChanged: options.onLibraryChanged,
  });

  const pictures = createPictures({
    folder: path.join(options.userDataFolder, 'pictures'),
    videos,
    libraryFolder: library,
    tools: tools.ready,
    refuseAddress,
    isPrivateAllowed: options.isPrivateAllowed,
    clock,
    logger,
    onMade: onFileChanged,
  });
  function afterComplete(videoId: string): void {
    options.onLibraryChanged(videoId);
    void pictures.make(videoId);
  }

  const isSpaceShort = (): boolean => space.level() === 'held';
  const { isLibraryThere } = holds;
  const house = { files, libraryFolder: library, isLibraryThere, isSupervised, isSpaceShort, timings, clock, logger, onChanged };
  const housekeeping = (): Promise<void> => keepHouse(house);
  const cycle = createEngineCycle({
    prepare: async () => void (await mkdir(privateHome, { recursive: true })),
    reap: () => reaper.sweep(),
    keepHouse: housekeeping,
    tidyUp: () => removeStrayPictures(house),
    holds,
    watchdog,
    scheduler,
    supervisor,
    pictures,
    programs,
    clock,
    timings,
  });

  return {
    downloads,
    probe: (address) => probeAddress(address, { videos, prober, refuseAddress }),
    inspect: (url) => refuseAddress(url).then(() => prober.probe(url)),
    refuseAddress,
    line: () => readLine({ runRows, coolDowns, supervisor, limits: turnLimits(), clock }),
    thumbnailPath: (videoId) => thumbnailFile(library(), videoId),
    sitePicture: pictures.ofSite,
    tools: tools.ready,
    changeFolder: (folder, store) =>
      cycle.standStill(() => changeLibraryFolder(folder, store, { place: options.library, files, supervisor, clock })),
    settingsChanged: () => scheduler.wake(),
    health: () => systemHealth({ tools, disk: holds.disk, supervisor, reaper, coolDowns }),
    disk: holds.disk,
    start: cycle.start,
    stop: cycle.stop,
    resumed() {
      watchdog.resumed();
      scheduler.wake();
    },
  };
}

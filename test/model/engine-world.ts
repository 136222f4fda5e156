import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DownloadService } from '../../main/downloads/download-service.ts';
import type { Hold } from '../../main/downloads/holds/hold.ts';
import type { WantedLink } from '../../main/downloads/reference.ts';
import { PRIVATE_FOLDER } from '../../main/downloads/work-folder.ts';
import type { Gate } from '../../main/gate/gate.ts';
import { readWantedLink } from '../../main/household/wanted-link.ts';
import { createLibraryPlace } from '../../main/library/folder/library-place.ts';
import { createVideoRows, type VideoRow } from '../../main/library/videos/video-rows.ts';
import type { Logger } from '../../main/platform/logger.ts';
import { createSettings, type SettingsService } from '../../main/settings/settings.ts';
import { createTimings, type Timings } from '../../main/settings/timings.ts';
import { createFakeGate, type FakeGate } from '../fakes/gate.ts';
import { createManualClock, type ManualClock } from '../fakes/manual-clock.ts';
import { createFakeTrees, endPolitely, type FakeProcessTrees, type StopScript } from '../fakes/process-trees.ts';
import {
  answerVersion,
  asksForVersion,
  createFakeYtDlp,
  type FakeYtDlp,
  videoIdOf,
  writeFakePrograms,
} from '../fakes/scripted-yt-dlp.ts';
import { openTestLibrary, type TestLibrary } from '../fakes/test-library.ts';
import { createFakeApp, type FakeApp } from './engine-app.ts';
import { untilQuiet } from './engine-quiet.ts';

/** The whole engine on a real library, with a clock, processes and a yt-dlp that the test drives. */
export interface EngineWorld {
  readonly clock: ManualClock;
  readonly database: TestLibrary;
  readonly trees: FakeProcessTrees;
  readonly gate: FakeGate;
  readonly libraryFolder: string;
  /** What must never be, such as a second writer; empty if all is well. */
  readonly violations: readonly string[];
  /** Videos that windows were told to read again, in order. */
  readonly changed: string[];
  /** Videos whose change the library was told of, in order. */
  readonly libraryChanged: string[];
  /** Lines of the log from `warn` up. */
  readonly warnings: readonly string[];
  readonly app: FakeApp;
  readonly downloads: DownloadService;
  /** While true, programs that are asked for their version say nothing. */
  isSilent: boolean;
  /** While this file exists, no media check ends. */
  readonly checkGate: string;
  readonly settings: SettingsService;
  /** Takes yt-dlp away from the computer, and puts it back. */
  setInstalled(isInstalled: boolean): void;
  /** Starts the app; resolves when its engine has started. */
  start(): Promise<void>;
  /** The downloads whose process lives. */
  programs(): FakeYtDlp[];
  program(videoId: string): FakeYtDlp;
  video(videoId: string): VideoRow | undefined;
  /** Lets everything happen that is due, then moves time on in steps that are no sleep of the computer. */
  pass(ms: number): Promise<void>;
  addProfile(name: string): Promise<string>;
  trigger(profileId: string, name: string): Promise<string>;
  /** Media files in the library folder. */
  files(): string[];
  workFolders(): string[];
  close(): Promise<void>;
}

export interface EngineWorldOptions {
  readonly timings?: Partial<Timings>;
  /** Holds beside the engine's own. */
  readonly holds?: readonly Hold[];
  readonly stop?: StopScript;
  /** Free space of the library's disk; by default that of this computer. */
  readonly freeBytes?: () => number;
  /** Whether the library's folder can be written; by default that is tried. */
  readonly isWritable?: () => boolean;
  readonly parallelDownloads?: number;
  /** In place of one that says what the test says. */
  readonly gate?: Gate;
}

const STEP_MS = 4000;

/** In memory where the system has such a place: these tests start hundreds of libraries, and a disk flushes each of them many times. */
const MEMORY_FOLDER = '/dev/shm';
const scratchFolder = (): string => (existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir());

/** The link of a made-up video, as the household's gate would read it. */
export const linkTo = (name: string): WantedLink => readWantedLink({ url: `https://tube.test/${name}` }, 'best');

/** Writes errors with their stack, which JSON alone would leave out. */
const withStack = (_name: string, value: unknown): unknown => (value instanceof Error ? value.stack : value);

export function createEngineWorld(options: EngineWorldOptions = {}): EngineWorld {
  const { freeBytes, isWritable } = options;
  const root = mkdtempSync(path.join(scratchFolder(), 'homereel-engine-'));
  const libraryFolder = path.join(root, 'library');
  const userDataFolder = path.join(root, 'user-data');
  for (const folder of [libraryFolder, userDataFolder]) mkdirSync(folder);
  const { checkGate, ...programs } = writeFakePrograms(path.join(root, 'bin'));
  const clock = createManualClock();
  const database = openTestLibrary({ file: path.join(userDataFolder, 'library.sqlite'), clock });
  const gate = createFakeGate();
  const violations: string[] = [];
  const warnings: string[] = [];
  const changed: string[] = [];
  const libraryChanged: string[] = [];
  const running = new Map<string, FakeYtDlp>();
  const trees = createFakeTrees({
    stop: options.stop ?? endPolitely,
    onSpawn(tree) {
      if (asksForVersion(tree)) {
        if (!world.isSilent) answerVersion(tree);
        return;
      }
      const videoId = videoIdOf(tree) ?? '';
      if (running.get(videoId)?.tree.alive) violations.push(`a second process writes for ${videoId}`);
      running.set(videoId, createFakeYtDlp(tree));
    },
  });
  const settings = createSettings({
    folder: userDataFolder,
    defaults: { libraryFolder, parallelDownloads: options.parallelDownloads ?? 2 },
    onChanged: () => app?.engine.settingsChanged(),
  });
  const logger: Logger = {
    info: () => undefined,
    warn: (message, fields) => void warnings.push(`${message} ${JSON.stringify(fields, withStack)}`),
    error: (message, fields) => void warnings.push(`${message} ${JSON.stringify(fields, withStack)}`),
    close: () => undefined,
  };
  const videos = createVideoRows(database);
  let app: FakeApp | undefined;
  const current = (): FakeApp => {
    if (app === undefined) throw new Error('the app was not started');
    return app;
  };

  const world: EngineWorld = {
    clock,
    database,
    trees,
    gate,
    libraryFolder,
    violations,
    changed,
    libraryChanged,
    warnings,
    isSilent: false,
    checkGate,
    settings,
    setInstalled(isInstalled) {
      const { ytDlpPath } = programs;
      if (isInstalled) renameSync(`${ytDlpPath} away`, ytDlpPath);
      else renameSync(ytDlpPath, `${ytDlpPath} away`);
    },
    get app() {
      return current();
    },
    get downloads() {
      return current().engine.downloads;
    },
    start() {
      app = createFakeApp({
        database,
        library: createLibraryPlace({
          folder: libraryFolder,
          ownFolderName: PRIVATE_FOLDER,
          fileNames: () => videos.fileNames(),
          // Each start is an app of its own, in one process.
          takeLock: (folder, { mustExist = false } = {}) => {
            if (!mustExist) mkdirSync(folder, { recursive: true });
            return { release: () => undefined };
          },
        }),
        userDataFolder,
        ...programs,
        settings,
        isPrivateAllowed: () => true,
        timings: createTimings({ lowSpaceBytes: 0, floorSpaceBytes: 0, ...options.timings }),
        clock,
        logger,
        trees,
        gate: options.gate ?? gate,
        measureDisk: freeBytes && (async () => ({ freeBytes: freeBytes(), totalBytes: 1e12 })),
        ...(isWritable && { canWrite: async () => isWritable() }),
        ...(options.holds && { holds: options.holds }),
        onChanged: (videoId) => void changed.push(videoId),
        onLibraryChanged: (videoId) => void libraryChanged.push(videoId),
        onDeath: () => undefined,
      });
      return app.engine.start();
    },
    programs: () => [...running.values()].filter(({ tree }) => tree.alive),
    program(videoId) {
      const program = running.get(videoId);
      if (program?.tree.alive !== true) throw new Error(`nothing runs for ${videoId}`);
      return program;
    },
    video: (videoId) => videos.get(videoId),
    async pass(ms) {
      await untilQuiet();
      for (let leftMs = ms; leftMs > 0; leftMs -= STEP_MS) {
        clock.advance(Math.min(STEP_MS, leftMs));
        await untilQuiet();
      }
    },
    async addProfile(name) {
      return (await current().profiles.create({ name })).profile.id;
    },
    async trigger(profileId, name) {
      const { downloads } = current().engine;
      const { videoId } = downloads.register(await downloads.prepare(profileId, linkTo(name)));
      await untilQuiet();
      return videoId;
    },
    files: () => readdirSync(libraryFolder).filter((name) => name.endsWith('.mp4')),
    workFolders() {
      const work = path.join(libraryFolder, '.homereel', 'work');
      return existsSync(work) ? readdirSync(work) : [];
    },
    async close() {
      rmSync(checkGate, { force: true });
      app?.die();
      await untilQuiet();
      database.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return world;
}

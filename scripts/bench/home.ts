import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Core, createCore } from '../../main/core.ts';
import { silentLogger } from '../../main/platform/logger.ts';
import type { Timings } from '../../main/settings/timings.ts';

export interface BenchHome {
  readonly core: Core;
  readonly profileId: string;
  readonly folders: BenchFolders;
  /** Resolves when all of these are complete; rejects when one fails. */
  allComplete(videoIds: readonly string[]): Promise<void>;
  trigger(url: string): Promise<string>;
  close(): Promise<void>;
}

export interface BenchFolders {
  readonly root: string;
  readonly library: string;
  readonly userData: string;
}

export async function makeBenchFolders(): Promise<BenchFolders> {
  const root = await mkdtemp(path.join(tmpdir(), 'homereel-bench-'));
  return { root, library: path.join(root, 'library'), userData: path.join(root, 'user-data') };
}

export function removeBenchFolders(folders: BenchFolders): Promise<void> {
  return rm(folders.root, { recursive: true, force: true, maxRetries: 3 });
}

/** A core with one person, on the app's own numbers except where given. */
export async function openBenchHome(options: {
  parallel: number;
  timings?: Partial<Timings>;
  folders?: BenchFolders;
}): Promise<BenchHome> {
  const folders = options.folders ?? (await makeBenchFolders());
  const core = createCore({
    userDataFolder: folders.userData,
    defaultLibraryFolder: folders.library,
    libraryFolder: folders.library,
    ytDlpPath: process.env['HOMEREEL_YTDLP'],
    ffmpegPath: process.env['HOMEREEL_FFMPEG'],
    allowPrivateAddresses: true,
    timings: { floorSpaceBytes: 0, lowSpaceBytes: 0, ...options.timings },
    logger: silentLogger,
  });
  const { services } = core;
  await core.start();
  // As in an app that has been open for a moment: the programs' versions are known.
  await services.health();
  await services.settings.set({ parallelDownloads: options.parallel });
  const [known] = services.profiles.list();
  const profileId = known?.id ?? (await services.profiles.create({ name: 'Bench' })).profile.id;
  return {
    core,
    profileId,
    folders,
    trigger: async (url) => (await services.downloads.trigger({ profileId, url })).videoId,
    allComplete: (videoIds) =>
      new Promise((resolve, reject) => {
        const open = new Set(videoIds);
        const check = (videoId: string): void => {
          if (!open.has(videoId)) return;
          const [item] = services.downloads.queueItems(profileId, [videoId]);
          if (item?.status === 'complete') open.delete(videoId);
          if (item?.status === 'failed') reject(new Error(`${item.title}: ${item.reason}`));
          if (open.size === 0) resolve();
        };
        services.on('video-changed', ({ videoId }) => check(videoId));
        for (const videoId of videoIds) check(videoId);
      }),
    async close() {
      await core.stop();
    },
  };
}

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Core, type CoreOptions, createCore } from '../../../main/core.ts';
import { silentLogger } from '../../../main/platform/logger.ts';
import type { Timings } from '../../../main/settings/timings.ts';
import type { Profile, QueueItem } from '../../../preload/contract/types.ts';
import { makeYtDlpOfASite } from '../../fakes/yt-dlp-of-a-site.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';

/** Generous: two cores may be shared with a build. A wait that takes longer is a failure, not slowness. */
const WAIT_LIMIT_MS = 60_000;

/** Numbers that make faults visible in seconds; everything else is as in the app. */
export const QUICK: Partial<Timings> = {
  noOutputMs: 2500,
  deadlineMs: 60_000,
  heartbeatMs: 200,
  staleMs: 20_000,
  sweepMs: 500,
  politeStopMs: 3000,
  backoffFirstMs: 100,
  backoffMaxMs: 200,
  socketTimeoutMs: 20_000,
  floorSpaceBytes: 0,
  lowSpaceBytes: 0,
};

export interface Household {
  readonly core: Core;
  readonly library: string;
  readonly userData: string;
  person(name: string): Promise<Profile>;
  item(person: Profile, videoId: string): QueueItem | undefined;
  /** Resolves with the item once it satisfies the fact; fails with what it last was. */
  until(person: Profile, videoId: string, fact: (item: QueueItem | undefined) => boolean): Promise<QueueItem | undefined>;
  trigger(person: Profile, url: string): Promise<string>;
  /** Files of the library that a person sees. */
  files(): Promise<string[]>;
  /** Words of the activity log of a video, oldest first. */
  events(person: Profile, videoId: string): Promise<string[]>;
}

/** Folders of one household, gone after the test. */
export async function householdFolders(): Promise<{ library: string; userData: string }> {
  const root = await mkdtemp(path.join(tmpdir(), 'homereel-household-'));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  return { library: path.join(root, 'library'), userData: path.join(root, 'user-data') };
}

/** A started core on real files with the real yt-dlp (`HOMEREEL_YTDLP` or the one on the PATH); stopped after the test. */
export async function openHousehold(
  options: Partial<CoreOptions> & { folders?: { library: string; userData: string } } = {},
): Promise<Household> {
  const { folders = await householdFolders(), ...overrides } = options;
  const core = createCore({
    userDataFolder: folders.userData,
    defaultLibraryFolder: folders.library,
    libraryFolder: folders.library,
    ytDlpPath: process.env['HOMEREEL_YTDLP'],
    ffmpegPath: process.env['HOMEREEL_FFMPEG'],
    allowPrivateAddresses: true,
    logger: silentLogger,
    timings: QUICK,
    ...overrides,
  });
  const { services } = core;
  let isStopped = false;
  onTestFinished(async () => {
    if (!isStopped) await core.stop();
    isStopped = true;
  });
  await core.start();

  const item = (person: Profile, videoId: string) => services.downloads.queueItems(person.id, [videoId])[0];
  return {
    core: {
      ...core,
      stop: async () => {
        isStopped = true;
        await core.stop();
      },
    },
    ...folders,
    item,
    person: async (name) => (await services.profiles.create({ name })).profile,
    trigger: async (person, url) => (await services.downloads.trigger({ profileId: person.id, url })).videoId,
    files: async () => (await readdir(folders.library)).filter((name) => !name.startsWith('.')),
    events: async (person, videoId) =>
      (await services.activity.list({ profileId: person.id, videoId })).entries.map((entry) => entry.event).reverse(),
    until: (person, videoId, fact) =>
      new Promise((resolve, reject) => {
        const check = (): boolean => {
          const current = item(person, videoId);
          if (!fact(current)) return false;
          finish();
          resolve(current);
          return true;
        };
        const unsubscribe = services.on('video-changed', () => void check());
        const limit = setTimeout(() => {
          finish();
          reject(new Error(`still not so after ${WAIT_LIMIT_MS} ms: ${JSON.stringify(item(person, videoId))}`));
        }, WAIT_LIMIT_MS);
        const finish = (): void => {
          unsubscribe();
          clearTimeout(limit);
        };
        check();
      }),
  };
}

/** The path of a yt-dlp for which every page is of a site of its own; gone after the test. */
export async function ytDlpOfASite(): Promise<string> {
  const program = await makeYtDlpOfASite();
  onTestFinished(() => program.remove());
  return program.path;
}

/** A media server that is closed after the test. */
export async function serveMedia(): Promise<MediaServer> {
  const server = await startMediaServer();
  onTestFinished(() => server.close());
  return server;
}

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCore } from '../../main/core.ts';
import { silentLogger } from '../../main/platform/logger.ts';
import type { Timings } from '../../main/settings/timings.ts';
import type { ActivityEntry, QueueItem } from '../../preload/contract/types.ts';
import { startMediaServer } from '../../test/media-server/index.ts';
import type { FaultCase, Stage } from './fault-case.ts';
import { mountSmallDisk } from './small-disk.ts';

/** Numbers that make faults visible in seconds; everything else is as in the app. */
const QUICK: Partial<Timings> = {
  noOutputMs: 2500,
  // The usage of a tree counts processes that joined it only after up to five seconds.
  startSilenceMs: 7500,
  deadlineMs: 300_000,
  heartbeatMs: 500,
  sweepMs: 5000,
  politeStopMs: 3000,
  backoffFirstMs: 300,
  backoffMaxMs: 600,
  coolDownFirstMs: 3000,
  spaceCheckMs: 500,
  floorSpaceBytes: 0,
  lowSpaceBytes: 0,
};

const POLL_MS = 50;

/** Opens the stage, triggers the case's video, runs `play` and leaves nothing behind. Rejects with `DiskUnavailable` where no small disk can be made. */
export async function onStage<Result>(
  faultCase: FaultCase,
  ytDlpPath: string,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-faults-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 3 })];
  try {
    const library = path.join(folder, 'library');
    await mkdir(library);
    const disk = faultCase.diskBytes === undefined ? undefined : await mountSmallDisk(library, faultCase.diskBytes);
    if (disk !== undefined) closing.unshift(disk.unmount);
    const { diskBytes = 0, roomBytes = diskBytes } = faultCase;
    await disk?.fill(diskBytes - roomBytes);
    const server = await startMediaServer();
    closing.unshift(() => server.close());
    const core = createCore({
      userDataFolder: path.join(folder, 'user-data'),
      defaultLibraryFolder: library,
      libraryFolder: library,
      ytDlpPath,
      allowPrivateAddresses: true,
      logger: silentLogger,
      timings: { ...QUICK, ...faultCase.timings },
      ...(await faultCase.options?.(folder)),
    });
    closing.unshift(() => core.stop());
    await core.start();
    const { profile } = await core.services.profiles.create({ name: 'Mia' });
    return await play(await createStage(faultCase, { core, server, folder, ytDlpPath, person: profile, library, disk }));
  } finally {
    for (const close of closing) await close();
  }
}

type Parts = Pick<Stage, 'core' | 'server' | 'folder' | 'ytDlpPath' | 'person' | 'library' | 'disk'>;

async function createStage(faultCase: FaultCase, parts: Parts): Promise<Stage> {
  const { core, server, person, library } = parts;
  const { downloads, activity } = core.services;
  const deadline = performance.now() + (faultCase.limitMs ?? 150_000);
  const broken: string[] = [];
  let cancelled: Stage['cancelled'];

  const { host = '127.0.0.1' } = faultCase;
  const addressOf = (address: string): string =>
    address.startsWith('/') ? server.url(address).replace('//127.0.0.1:', `//${host}:`) : address;
  const trigger = async (address: string): Promise<string> =>
    (await downloads.trigger({ profileId: person.id, url: addressOf(address) })).videoId;
  const videoId = await trigger(faultCase.address);
  const item = (id = videoId): QueueItem | undefined => downloads.queueItems(person.id, [id])[0];
  const isIdle = async (id: string): Promise<boolean> =>
    (await core.services.health()).active.every((active) => active.videoId !== id);
  const events = async (id = videoId): Promise<ActivityEntry[]> => {
    const { entries } = await activity.list({ profileId: person.id });
    return entries.filter((entry) => entry.videoId === undefined || entry.videoId === id).reverse();
  };
  const until = async (what: string, fact: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await fact())) {
      if (performance.now() > deadline) throw new Error(`${what}: not so in time; the item is ${JSON.stringify(item())}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };

  return {
    ...parts,
    videoId,
    trigger,
    item,
    events,
    until,
    untilEvent: (event, times = 1) =>
      until(`${times} × ${event}`, async () => (await events()).filter((entry) => entry.event === event).length >= times),
    untilHold: (reason) =>
      until(`held: ${reason}`, async () =>
        (await events()).some(({ event, detail }) => event === 'hold-began' && detail.reason === reason),
      ),
    untilEnd: (id = videoId) =>
      until('the end', async () => {
        const status = item(id)?.status;
        return (status === undefined || status === 'complete' || status === 'failed') && (await isIdle(id));
      }),
    untilPhase: (phase) => until(phase, () => item()?.status === 'downloading' && item()?.phase === phase),
    async cancel() {
      const at = Date.now();
      downloads.cancel({ profileId: person.id, videoId });
      await until('the cancelled run is dead', () => isIdle(videoId));
      cancelled = { at, deadAt: Date.now() };
    },
    get cancelled() {
      return cancelled;
    },
    check(what, holds) {
      if (!holds) broken.push(`not so: ${what}`);
    },
    broken,
    files: async () => (await readdir(library)).filter((name) => !name.startsWith('.')),
  };
}

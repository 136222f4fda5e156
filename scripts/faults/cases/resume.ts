import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FaultCase, Stage } from '../fault-case.ts';
import { page } from './addresses.ts';

/** Stalls at four megabytes; once the watchdog has ended that run, the address is served by another path. */
function afterStall(servedAs: string): NonNullable<FaultCase['drive']> {
  return async (stage) => {
    stage.server.set('/file/', '/stall/4000000/');
    await stage.untilEvent('stalled');
    stage.server.set('/file/', servedAs);
    await stage.untilEnd();
  };
}

/** Pauses an HLS download at its third segment, damages what is there as a crash or a full disk does, and goes on. */
function withDamagedFragments(
  damage: (partsFolder: string, nextFragment: Buffer) => Promise<void>,
): NonNullable<FaultCase['drive']> {
  return async (stage: Stage) => {
    const { downloads } = stage.core.services;
    await stage.server.waitForRequest('/hls-stall-once/', { held: true, timeoutMs: 30_000 });
    await stage.until('fragments', () => (stage.item()?.bytes ?? 0) > 0);
    downloads.pause({ profileId: stage.person.id, videoId: stage.videoId });
    await stage.until('paused', async () => (await stage.core.services.health()).active.length === 0);
    const fragment = Buffer.from(await (await fetch(stage.server.url('/hls/segment-2.ts'))).arrayBuffer());
    await damage(path.join(stage.library, '.homereel', 'work', stage.videoId, 'parts', 'out'), fragment);
    stage.server.set('/hls-stall-once/', '/hls/');
    downloads.unpause({ profileId: stage.person.id, videoId: stage.videoId });
    await stage.untilEnd();
  };
}

async function fileIn(folder: string, ending: string): Promise<string> {
  const name = (await readdir(folder)).find((entry) => entry.endsWith(ending));
  if (name === undefined) throw new Error(`no ${ending} in ${await readdir(folder)}`);
  return path.join(folder, name);
}

/** The next run continues with what is no longer what it was. */
export const resumeCases: readonly FaultCase[] = [
  {
    fault: 'file changed in between',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    async drive(stage) {
      stage.server.set('/file/large.mp4', '/stall/4000000/large.mp4');
      await stage.untilEvent('stalled');
      stage.server.set('/file/large.mp4', '/m/large-alternate.mp4');
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: 2, dropped: 1, file: { media: 'large-alternate.mp4' } },
  },
  {
    fault: '416 for the rest',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    drive: afterStall('/range-416/'),
    // The oldest version starts over by itself.
    expect: { status: 'complete', retries: [1, 2], dropped: [0, 1], file: { media: 'large.mp4' } },
  },
  {
    fault: 'no ranges',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    drive: afterStall('/no-range/'),
    expect: { status: 'complete', retries: 1, file: { media: 'large.mp4' }, fetchedTwiceAtMost: 4_100_000 },
  },
  {
    fault: 'half a fragment left behind',
    phase: 'HLS',
    address: '/hls-stall-once/index.m3u8',
    media: '/hls-stall-once/segment',
    // As a full disk does it: the state counts the fragment, half of it is there.
    drive: withDamagedFragments(async (folder, fragment) => {
      await appendFile(await fileIn(folder, '.part'), fragment.subarray(0, fragment.length / 2));
      const file = await fileIn(folder, '.ytdl');
      const state = JSON.parse(await readFile(file, 'utf8')) as { downloader: { current_fragment: { index: number } } };
      state.downloader.current_fragment.index += 1;
      await writeFile(file, JSON.stringify(state));
    }),
    expect: { status: 'complete', retries: 2, dropped: 1, file: { sameAs: '/hls/index.m3u8' } },
  },
  {
    fault: 'fragment there twice',
    phase: 'HLS',
    address: '/hls-stall-once/index.m3u8',
    media: '/hls-stall-once/segment',
    // As a kill between the two writes does it: the fragment is there, the state does not count it.
    drive: withDamagedFragments(async (folder, fragment) => appendFile(await fileIn(folder, '.part'), fragment)),
    expect: { status: 'complete', retries: 1, dropped: 1, file: { sameAs: '/hls/index.m3u8' } },
  },
];

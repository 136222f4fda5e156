import type { FaultCase, Stage } from '../fault-case.ts';
import { scriptFfmpeg } from '../scripted-programs.ts';
import { page } from './addresses.ts';

/** SIGINT is honoured at once; on a busy machine reading the process table takes its time. */
const DEAD_WITHIN_MS = 10_000;

const gone = { status: 'gone', retries: 0, noticedWithinMs: DEAD_WITHIN_MS } as const;
const cancelIn = (phase: string) => async (stage: Stage) => {
  await stage.untilPhase(phase);
  await stage.cancel();
};

/** The person changes their mind: at once, in every phase. */
export const cancelCases: readonly FaultCase[] = [
  { fault: 'cancelled', phase: 'starting', address: '/page-hang/film', drive: cancelIn('starting'), expect: gone },
  {
    fault: 'cancelled',
    phase: 'page',
    address: '/page-hang/film',
    async drive(stage) {
      await stage.server.waitForRequest('/page-hang/', { held: true, timeoutMs: 30_000 });
      await stage.cancel();
    },
    expect: gone,
  },
  {
    fault: 'cancelled',
    phase: 'headers',
    address: page('/hang/film.mp4'),
    async drive(stage) {
      await stage.server.waitForRequest('/hang/', { held: true, timeoutMs: 30_000 });
      await stage.cancel();
    },
    expect: gone,
  },
  {
    fault: 'cancelled, then wanted again',
    phase: 'download',
    address: page('/slow/1000000/clip.mp4'),
    media: '/slow/',
    async drive(stage) {
      await stage.until('bytes', () => (stage.item()?.bytes ?? 0) > 500_000);
      await stage.cancel();
      stage.check('no file in the library', (await stage.files()).length === 0);
      stage.core.services.downloads.resume({ profileId: stage.person.id, videoId: stage.videoId });
      await stage.untilEnd();
    },
    expect: {
      status: 'complete',
      retries: 1,
      noticedWithinMs: DEAD_WITHIN_MS,
      file: { media: 'clip.mp4' },
      fetchedTwiceAtMost: 1_000_000,
    },
  },
  {
    fault: 'cancelled',
    phase: 'HLS',
    address: '/hls-stall/index.m3u8',
    async drive(stage) {
      await stage.server.waitForRequest('/hls-stall/', { held: true, timeoutMs: 30_000 });
      await stage.cancel();
    },
    expect: { ...gone, partials: 'kept' },
  },
  {
    fault: 'cancelled',
    phase: 'merging',
    address: '/merge/film.mpd',
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'hangs' }) }),
    drive: cancelIn('post-processing'),
    expect: gone,
  },
  {
    fault: 'cancelled',
    phase: 'finalizing',
    address: '/video/film.mp4',
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'hangs', during: 'check' }) }),
    drive: cancelIn('finalizing'),
    expect: gone,
  },
  {
    fault: 'cancelled',
    phase: 'waiting',
    address: '/page-status/503/film',
    timings: { backoffFirstMs: 60_000, backoffMaxMs: 60_000 },
    async drive(stage) {
      await stage.untilEvent('retry-planned');
      await stage.cancel();
    },
    expect: gone,
  },
  {
    fault: 'paused, then resumed',
    phase: 'download',
    address: page('/slow/1000000/clip.mp4'),
    media: '/slow/',
    async drive(stage) {
      const reference = { profileId: stage.person.id, videoId: stage.videoId };
      await stage.until('bytes', () => (stage.item()?.bytes ?? 0) > 500_000);
      stage.core.services.downloads.pause(reference);
      await stage.until('paused', async () => (await stage.core.services.health()).active.length === 0);
      stage.check('it is paused', stage.item()?.status === 'pending' && stage.item()?.held === true);
      stage.core.services.downloads.unpause(reference);
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: 1, file: { media: 'clip.mp4' }, fetchedTwiceAtMost: 1_000_000 },
  },
];

import path from 'node:path';
import { folderBytes } from '../../../main/platform/files.ts';
import type { FaultCase } from '../fault-case.ts';
import { page, SIX_PATIENT_ATTEMPTS_MS } from './addresses.ts';

const wholeLarge = { status: 'complete', file: { media: 'large.mp4' } } as const;
const corrupt = { status: 'failed', reason: 'corrupt', retries: 2, dropped: 3, partials: 'none' } as const;

/** The connection breaks, or what comes is not the video. */
export const transferCases: readonly FaultCase[] = [
  ...(['reset', 'cut'] as const).flatMap((kind): FaultCase[] => [
    {
      fault: kind === 'reset' ? 'connection reset, once' : 'closed before its length, once',
      phase: 'download',
      address: page('/file/large.mp4'),
      media: '/file/',
      async drive(stage) {
        stage.server.set('/file/', `/${kind}/4000000/`);
        await stage.server.waitForRequest('/file/', { aborted: true, timeoutMs: 30_000 });
        stage.server.set('/file/', '/m/');
        await stage.untilEnd();
      },
      expect: { ...wholeLarge, retries: 0, fetchedTwiceAtMost: 4_100_000 },
    },
    {
      fault: kind === 'reset' ? 'connection reset, always' : 'closed before its length, always',
      phase: 'download',
      address: page(`/${kind}/20000/large.mp4`),
      media: `/${kind}/`,
      limitMs: SIX_PATIENT_ATTEMPTS_MS,
      expect: { status: 'failed', reason: 'network', retries: 5, partials: 'kept' },
    },
  ]),
  {
    fault: 'closed early, no length',
    phase: 'download',
    address: page('/cut-nolength/1000000/large.mp4'),
    media: '/cut-nolength/',
    expect: corrupt,
  },
  {
    fault: 'closed early, no length, much of it',
    phase: 'download',
    address: page('/cut-nolength/8000000/large.mp4'),
    media: '/cut-nolength/',
    expect: corrupt,
  },
  {
    fault: 'body without end',
    phase: 'download',
    address: page('/endless/clip.mp4?bytesPerSecond=8000000'),
    media: '/endless/',
    timings: { floorSpaceBytes: 10_000_000, spaceCheckMs: 200 },
    // The disk of this case has 40 MB: a real one is not filled for it.
    options: async (folder) => ({
      measureDisk: async () => {
        const totalBytes = 40_000_000;
        return { totalBytes, freeBytes: totalBytes - (await folderBytes(path.join(folder, 'library'))) };
      },
    }),
    async drive(stage) {
      await stage.untilHold('disk-full');
      await stage.until('stopped', () => stage.item()?.status === 'pending' && stage.item()?.reason === 'disk-full');
      const other = await stage.trigger('/video/other.mp4');
      await stage.until('the other one waits', () => stage.item(other)?.status === 'pending');
      const freeBefore = (await stage.core.services.health()).disk.level;
      stage.check('the queue is held', freeBefore === 'held');
      await stage.cancel();
      await stage.untilEnd(other);
      stage.check('the other one is complete once the endless one is given up', stage.item(other)?.status === 'complete');
    },
    expect: { status: 'gone', reason: 'disk-full', retries: 0, partials: 'none', libraryFiles: 1 },
  },
  {
    fault: 'wrong content type',
    phase: 'download',
    address: page('/wrong-type/large.mp4'),
    media: '/wrong-type/',
    expect: { ...wholeLarge, retries: 0, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'web page as video',
    phase: 'download',
    address: page('/html-as-mp4/film.mp4'),
    media: '/html-as-mp4/',
    expect: corrupt,
  },
  {
    fault: 'empty body',
    phase: 'download',
    address: page('/empty/film.mp4'),
    media: '/empty/',
    expect: { status: 'failed', reason: 'network', retries: 5, partials: 'none' },
  },
];

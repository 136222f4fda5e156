import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { FaultCase } from '../fault-case.ts';
import { coverReadOnly } from '../small-disk.ts';
import { page } from './addresses.ts';

const MEGABYTE = 1024 * 1024;

const DISK_BYTES = 96 * MEGABYTE;

/** The disk is full in the middle, stays so for a while, and then there is room again: nobody has to do anything. */
function fullDisk(address: string, roomBytes: number): Pick<FaultCase, 'address' | 'diskBytes' | 'roomBytes' | 'drive'> {
  return {
    address,
    diskBytes: DISK_BYTES,
    roomBytes,
    async drive(stage) {
      await stage.untilEvent('retry-planned');
      stage.check('it waits for room', stage.item()?.reason === 'disk-full');
      const isFull = (await stage.events()).some(({ detail }) => /Errno 28|No space left/.test(String(detail.detail)));
      stage.check('the disk really was full', isFull);
      await stage.disk?.makeRoom();
      await stage.untilEnd();
    },
  };
}

/** A disk that is full, or closed. */
export const diskCases: readonly FaultCase[] = [
  {
    fault: 'disk full',
    phase: 'download',
    media: '/slow/',
    ...fullDisk(page('/slow/6000000/large.mp4'), 8 * MEGABYTE),
    expect: { status: 'complete', retries: [1, 60], file: { media: 'large.mp4' }, fetchedTwiceAtMost: 8_000_000 },
  },
  ...(
    [
      ['HLS', '/hls/index.m3u8'],
      ['HLS, two streams', '/hlsav/master.m3u8'],
      ['DASH', '/dash/manifest.mpd'],
    ] as const
  ).map(
    ([phase, address]): FaultCase => ({
      fault: 'disk full',
      phase,
      ...fullDisk(address, 1300 * 1024),
      expect: { status: 'complete', retries: [1, 60], dropped: [1, 60], file: { sameAs: address } },
    }),
  ),
  {
    fault: 'disk full',
    phase: 'merging',
    ...fullDisk('/merge/film.mpd', 3 * MEGABYTE),
    expect: { status: 'complete', retries: [1, 60], dropped: [0, 60], file: { sameAs: '/merge/film.mpd' } },
  },
  {
    fault: 'disk full under two others',
    phase: 'download',
    media: '/slow/',
    address: page('/slow/6000000/large.mp4'),
    diskBytes: DISK_BYTES,
    roomBytes: 10 * MEGABYTE,
    async drive(stage) {
      await stage.core.services.settings.set({ parallelDownloads: 3 });
      const http = await stage.trigger(page('/slow/300000/other.mp4', 'other'));
      const hls = await stage.trigger('/hls/index.m3u8');
      await stage.untilEvent('retry-planned');
      await stage.disk?.makeRoom();
      for (const id of [stage.videoId, http, hls]) {
        await stage.untilEnd(id);
        stage.check('all three are complete', stage.item(id)?.status === 'complete');
      }
    },
    expect: { status: 'complete', retries: [1, 60], libraryFiles: 3, fetchedTwiceAtMost: 8_000_000 },
  },
  {
    fault: 'disk of the library is pulled and plugged in again',
    phase: 'download',
    media: '/slow/',
    address: page('/slow/3000000/large.mp4'),
    async drive(stage) {
      await stage.core.services.settings.set({ parallelDownloads: 1 });
      const waiting = await stage.trigger(page('/video/film.mp4', 'other'));
      await stage.until('bytes', () => (stage.item()?.bytes ?? 0) > 2 * MEGABYTE);
      await rename(stage.library, `${stage.library} elsewhere`);
      await stage.untilHold('library-missing');
      await stage.until('nothing runs', async () => (await stage.core.services.health()).active.length === 0);
      await stage.untilEvent('retry-planned');
      const reasons = [stage.item()?.reason, stage.item(waiting)?.reason];
      stage.check(
        'both wait for the library',
        reasons.every((reason) => reason === 'library-missing'),
      );
      stage.check('nothing is made in its place', !existsSync(stage.library));
      await rename(`${stage.library} elsewhere`, stage.library);
      for (const id of [stage.videoId, waiting]) await stage.untilEnd(id);
      stage.check('the other is complete, too', stage.item(waiting)?.status === 'complete');
    },
    expect: { status: 'complete', retries: 1, libraryFiles: 2, fetchedTwiceAtMost: 4_000_000 },
  },
  {
    fault: 'library is read-only',
    phase: 'starting',
    address: page('/video/film.mp4'),
    async drive(stage) {
      stage.server.set('/page/', '/page-hang/');
      await stage.server.waitForRequest('/page/', { held: true, timeoutMs: 30_000 });
      await stage.cancel();
      const uncover = await coverReadOnly(path.join(stage.library, '.homereel'));
      try {
        stage.core.services.downloads.resume({ profileId: stage.person.id, videoId: stage.videoId });
        await stage.untilHold('library-not-writable');
        stage.check('it waits for the folder', stage.item()?.status === 'pending');
        stage.server.set('/page/', null);
      } finally {
        await uncover();
      }
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: [1, 2] },
  },
];

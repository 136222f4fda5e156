import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemHealth } from '../../../preload/contract/types.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { isAlive } from '../app/process-life.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
beforeEach(() => server.set('/slow/', null));
afterEach(closeEverything);
afterAll(() => server.close());

const STOP_LIMIT_MS = 30_000;

async function addPerson(app: RunningApp, name: string): Promise<string> {
  const { profile } = await app.ask('profiles:create', { name });
  await app.ask('profiles:unlock', { profileId: profile.id });
  return profile.id;
}

async function fileDigest(app: RunningApp, profileId: string, videoId: string): Promise<string> {
  const { videos } = await app.ask('library:list', { profileId });
  const fileName = videos.find((video) => video.videoId === videoId)?.fileName ?? 'no such video';
  return createHash('sha256')
    .update(await readFile(join(app.libraryFolder, fileName)))
    .digest('hex');
}

const activeRuns = async (app: RunningApp): Promise<SystemHealth['active']> => (await app.ask('system:health')).active;

describe('pasting a link', () => {
  test('a pasted link becomes a file of the library that this person, and only this person’s window, can play', async () => {
    const app = await launchApp();
    const mia = await addPerson(app, 'Mia');
    const { videoId } = await app.ask('downloads:trigger', { profileId: mia, url: server.url('/video/cats.mp4') });
    await app.waitForQueueItem(mia, (item) => item.videoId === videoId && item.status === 'complete');
    expect(await fileDigest(app, mia, videoId)).toBe(await server.sha256('clip.mp4'));

    const fetchMedia = (range: string | undefined): Promise<{ status: number; contentRange: string | null; length: number }> =>
      app.app.evaluate(
        async ({ session }, { address, wanted }) => {
          const response = await session.defaultSession.fetch(address, wanted ? { headers: { Range: wanted } } : {});
          const body = await response.arrayBuffer();
          return { status: response.status, contentRange: response.headers.get('content-range'), length: body.byteLength };
        },
        { address: `media://video/${mia}/${videoId}`, wanted: range },
      );
    const whole = await fetchMedia(undefined);
    expect(whole).toMatchObject({ status: 200 });
    const size = whole.length;
    expect(await fetchMedia('bytes=10-19')).toEqual({ status: 206, contentRange: `bytes 10-19/${size}`, length: 10 });
    expect(await fetchMedia('bytes=-5')).toEqual({
      status: 206,
      contentRange: `bytes ${size - 5}-${size - 1}/${size}`,
      length: 5,
    });
    expect(await fetchMedia(`bytes=${size}-`)).toMatchObject({ status: 416, contentRange: `bytes */${size}` });
    const played = await app.page.evaluate(async (address) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = address;
      document.body.append(video);
      await video.play();
      const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      video.currentTime = 9;
      await seeked;
      const facts = { duration: Math.round(video.duration), width: video.videoWidth, at: Math.floor(video.currentTime) };
      video.remove();
      return facts;
    }, `media://video/${mia}/${videoId}`);
    expect(played).toMatchObject({ duration: 12, at: 9 });
    expect(played.width).toBeGreaterThan(0);

    await addPerson(app, 'Tom');
    expect(await fetchMedia(undefined)).toMatchObject({ status: 403 });
    expect(app.pageProblems).toEqual([]);
  });
});

describe('sharing a download', () => {
  test('two people who want the same video share one download, which ends only with the last of them', async () => {
    const app = await launchApp();
    const url = server.url('/slow/50000/shared.mp4');
    const mia = await addPerson(app, 'Mia');
    const { videoId } = await app.ask('downloads:trigger', { profileId: mia, url });
    await app.waitForQueueItem(mia, (item) => item.status === 'downloading' && (item.percent ?? 0) > 0);

    const tom = await addPerson(app, 'Tom');
    expect(await app.ask('downloads:trigger', { profileId: tom, url })).toMatchObject({ videoId, joined: true });
    expect(await app.invoke('downloads:cancel', { profileId: mia, videoId })).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await app.ask('downloads:cancel', { profileId: tom, videoId })).toEqual({ stopped: false, stillWantedBy: ['Mia'] });
    const [run] = await activeRuns(app);
    expect(run?.videoId).toBe(videoId);

    await app.ask('profiles:unlock', { profileId: mia });
    expect(await app.ask('downloads:cancel', { profileId: mia, videoId })).toEqual({ stopped: true, stillWantedBy: [] });
    await app.waitForQueue(mia, (items) => items.length === 0);
    await expect.poll(() => activeRuns(app), { timeout: STOP_LIMIT_MS }).toEqual([]);
    expect(isAlive(run?.pid)).toBe(false);
  });
});

describe('hanging downloads', () => {
  test('a download that hangs is noticed, ended and tried again, until it is whole', async () => {
    const app = await launchApp({ timings: { noOutputMs: 2000 } });
    const mia = await addPerson(app, 'Mia');
    const { videoId } = await app.ask('downloads:trigger', { profileId: mia, url: server.url('/stall-once/500000/hang.mp4') });
    const item = await app.waitForQueueItem(mia, ({ status }) => status === 'complete' || status === 'failed', 90_000);
    expect(item).toMatchObject({ videoId, status: 'complete' });
    expect(await fileDigest(app, mia, videoId)).toBe(await server.sha256('clip.mp4'));
    const { entries } = await app.ask('activity:list', { profileId: mia, videoId });
    expect(JSON.stringify(entries)).toContain('stalled');
  });

  test('a download that hangs can be cancelled in the middle of the silence', async () => {
    const app = await launchApp({ timings: { noOutputMs: 120_000 } });
    const mia = await addPerson(app, 'Mia');
    const { videoId } = await app.ask('downloads:trigger', { profileId: mia, url: server.url('/hang/never.mp4') });
    await server.waitForRequest('/hang/', { held: true, timeoutMs: 60_000 });
    const [run] = await activeRuns(app);
    expect(await app.ask('downloads:cancel', { profileId: mia, videoId })).toMatchObject({ stopped: true });
    await expect.poll(() => activeRuns(app), { timeout: STOP_LIMIT_MS }).toEqual([]);
    expect(isAlive(run?.pid)).toBe(false);
    const { items } = await app.ask('queue:recently-cancelled', { profileId: mia });
    expect(items).toMatchObject([{ videoId }]);
  });
});

describe('killing the app', () => {
  test('a download goes on after the app was killed at the next start where it was, without a second writer', async () => {
    const first = await launchApp();
    const mia = await addPerson(first, 'Mia');
    const { videoId } = await first.ask('downloads:trigger', { profileId: mia, url: server.url('/slow/100000/long.mp4') });
    await first.waitForQueueItem(mia, (item) => item.status === 'downloading' && (item.bytes ?? 0) > 300_000);
    const [run] = await activeRuns(first);
    await first.kill('SIGKILL');

    server.set('/slow/100000/', '/video/');
    const asked = server.requests.length;
    const second = await first.relaunch();
    await second.waitForQueueItem(mia, (item) => item.videoId === videoId && item.status === 'complete');
    expect(isAlive(run?.pid)).toBe(false);
    expect(await fileDigest(second, mia, videoId)).toBe(await server.sha256('clip.mp4'));
    const resumed = server.requests.slice(asked).filter(({ range }) => /^bytes=[1-9]\d*-/.test(range ?? ''));
    expect(resumed.length).toBeGreaterThan(0);
  });
});

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { processesIn } from '../platform/processes/processes.ts';
import { openHousehold, QUICK, serveMedia } from './household.ts';

const isDownloading = (item: { status: string; phase?: string } | undefined) =>
  item?.status === 'downloading' && item.phase === 'downloading';

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

test('two people paste the same link: one download, one whole file, both have it', async () => {
  const server = await serveMedia();
  const home = await openHousehold();
  const [mia, dad] = [await home.person('Mia'), await home.person('Dad')];
  const videoId = await home.trigger(mia, server.url('/page/cats?src=/slow/1000000/cats.mp4&title=Cats'));
  expect(
    await home.core.services.downloads.trigger({
      profileId: dad.id,
      url: server.url('/page/cats?src=/slow/1000000/cats.mp4&title=Cats'),
    }),
  ).toMatchObject({ videoId, joined: true });
  await home.until(dad, videoId, (item) => item?.status === 'complete');
  const [file, ...others] = await home.files();
  expect(others).toEqual([]);
  expect(await sha256(path.join(home.library, file ?? ''))).toBe(await server.sha256('clip.mp4'));
  expect(home.item(mia, videoId)).toMatchObject({ status: 'complete', wantedBy: ['Mia', 'Dad'] });
});

test('a silently hung process is killed and reported', async () => {
  const server = await serveMedia();
  const home = await openHousehold({ timings: { ...QUICK, backoffFirstMs: 60_000, backoffMaxMs: 60_000 } });
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/stall/200000/hang.mp4'));
  await home.until(mia, videoId, isDownloading);
  expect(processesIn(home.library)).not.toEqual([]);
  const item = await home.until(mia, videoId, (current) => current?.reason === 'stalled');
  expect(item).toMatchObject({ status: 'pending', attempts: 1 });
  expect(item?.retryAt).toBeGreaterThan(Date.now());
  expect(processesIn(home.library)).toEqual([]);
  expect(await home.events(mia, videoId)).toContain('stalled');
});

test('cancel works during the hang', async () => {
  const server = await serveMedia();
  const home = await openHousehold({ timings: { ...QUICK, noOutputMs: 600_000 } });
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/stall/200000/hang.mp4'));
  await home.until(mia, videoId, isDownloading);
  expect(processesIn(home.library)).not.toEqual([]);
  expect(home.core.services.downloads.cancel({ profileId: mia.id, videoId })).toEqual({ stopped: true, stillWantedBy: [] });
  await home.until(mia, videoId, (item) => item === undefined);
  await expect.poll(() => processesIn(home.library)).toEqual([]);
  await expect.poll(async () => (await home.core.services.health()).active).toEqual([]);
});

test('a terminal stall marks failed', async () => {
  const server = await serveMedia();
  const home = await openHousehold({ timings: { ...QUICK, noOutputMs: 1500 } });
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/hang/never.mp4'));
  const item = await home.until(mia, videoId, (current) => current?.status === 'failed');
  expect(item).toMatchObject({ reason: 'stalled', attempts: 4 });
});

test("with two subscribers one's cancel keeps the other's download alive, the last really cancels", async () => {
  const server = await serveMedia();
  const home = await openHousehold();
  const [mia, dad] = [await home.person('Mia'), await home.person('Dad')];
  const videoId = await home.trigger(mia, server.url('/slow/50000/shared.mp4'));
  await home.trigger(dad, server.url('/slow/50000/shared.mp4'));
  await home.until(mia, videoId, isDownloading);
  const before = (await home.core.services.health()).active[0]?.pid;
  expect(await home.core.services.downloads.cancel({ profileId: mia.id, videoId })).toEqual({
    stopped: false,
    stillWantedBy: ['Dad'],
  });
  expect(home.item(mia, videoId)).toBeUndefined();
  const bytes = home.item(dad, videoId)?.bytes ?? 0;
  await home.until(dad, videoId, (item) => (item?.bytes ?? 0) > bytes);
  expect((await home.core.services.health()).active[0]?.pid).toBe(before);
  expect(await home.core.services.downloads.cancel({ profileId: dad.id, videoId })).toEqual({ stopped: true, stillWantedBy: [] });
  await expect.poll(async () => (await home.core.services.health()).active).toEqual([]);
  expect(await home.files()).toEqual([]);
});

test('trigger registers a reference', async () => {
  const server = await serveMedia();
  const home = await openHousehold();
  const [mia, dad] = [await home.person('Mia'), await home.person('Dad')];
  const url = server.url('/slow/50000/reference.mp4');
  const videoId = await home.trigger(mia, url);
  await home.trigger(mia, url);
  expect(home.item(mia, videoId)?.wantedBy).toEqual(['Mia']);
  await home.trigger(dad, url);
  expect(home.item(mia, videoId)?.wantedBy).toEqual(['Mia', 'Dad']);
  await expect(async () => home.core.services.downloads.cancel({ profileId: 'nobody', videoId })).rejects.toThrow(
    'not in your list',
  );
});

test('a cancelled download is resumed from its partial data', async () => {
  const server = await serveMedia();
  const home = await openHousehold();
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/slow/400000/resume.mp4'));
  await home.until(mia, videoId, (item) => (item?.bytes ?? 0) > 500_000);
  await home.core.services.downloads.cancel({ profileId: mia.id, videoId });
  await expect.poll(async () => (await home.core.services.health()).active).toEqual([]);
  expect((await home.core.services.downloads.recentlyCancelled({ profileId: mia.id })).items).toMatchObject([{ videoId }]);
  server.set('/slow/', '/video/');
  const sent = server.bytesSent('/');
  await home.core.services.downloads.resume({ profileId: mia.id, videoId });
  await home.until(mia, videoId, (item) => item?.status === 'complete');
  const [file] = await home.files();
  expect(await sha256(path.join(home.library, file ?? ''))).toBe(await server.sha256('clip.mp4'));
  expect(server.requests.some((request) => request.range !== undefined && !/^bytes=0-/.test(request.range))).toBe(true);
  expect(server.bytesSent('/') - sent).toBeGreaterThan(0);
});

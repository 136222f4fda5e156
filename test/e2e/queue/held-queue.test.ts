import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { makeFolders } from '../app/app-process.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

async function enterAsMum(app: RunningApp): Promise<string> {
  const { profile } = await app.ask('profiles:create', { name: 'Mum' });
  await app.page.getByRole('button', { name: 'Mum', exact: true }).click();
  return profile.id;
}

test('a missing yt-dlp holds the queue with one sentence and one button, and it goes on when yt-dlp is there', async () => {
  const folders = await makeFolders();
  const ytDlpPath = join(folders.userDataFolder, 'yt-dlp');
  const app = await launchApp({ folders, env: { HOMEREEL_YTDLP: ytDlpPath } });
  const mum = await enterAsMum(app);
  for (const name of ['cats', 'dogs'])
    await app.ask('downloads:trigger', { profileId: mum, url: server.url(`/video/${name}.mp4`) });
  await app.waitForQueue(mum, (items) => items.length === 2 && items.every(({ reason }) => reason === 'tool-missing'));
  await app.page.getByRole('link', { name: /Queue/ }).click();
  const banner = app.page.getByRole('status').filter({ hasText: 'A program that Homereel needs is missing.' });
  await banner.waitFor();
  expect(await banner.getByRole('button').allTextContents()).toEqual(['Open Health']);
  await banner.getByRole('button').click();
  await app.page.getByRole('heading', { name: 'Downloads are waiting' }).waitFor();
  await app.page.getByText('Homereel could not find yt-dlp').first().waitFor();

  await writeFile(ytDlpPath, `#!/bin/sh\nexec '${process.env['HOMEREEL_YTDLP'] ?? 'yt-dlp'}' "$@"\n`);
  await chmod(ytDlpPath, 0o755);
  await app.waitForQueue(mum, (items) => items.every(({ status, attempts }) => status === 'complete' && attempts === 1));
  await app.page.getByRole('heading', { name: 'Downloads are waiting' }).waitFor({ state: 'detached' });
  expect(app.pageProblems).toEqual([]);
});

test('download hours hold the queue, which says when it goes on, and let go when they are taken away', async () => {
  const app = await launchApp();
  const mum = await enterAsMum(app);
  const clockAt = (hoursAhead: number): string => new Date(Date.now() + hoursAhead * 3_600_000).toTimeString().slice(0, 5);
  await app.ask('settings:set', { downloadHours: { from: clockAt(5), to: clockAt(6) } });
  await app.ask('downloads:trigger', { profileId: mum, url: server.url('/video/cats.mp4') });
  await app.waitForQueueItem(mum, ({ reason, retryAt, place }) => {
    const isInFiveHours = retryAt !== undefined && Math.abs(retryAt - Date.now() - 5 * 3_600_000) < 2 * 60_000;
    return reason === 'download-hours' && isInFiveHours && place === undefined;
  });
  const banner = app.page.getByRole('status').filter({ hasText: /^Waiting for the download hours\. Downloads continue at \d/ });
  await banner.waitFor();
  expect(await banner.getByRole('button').allTextContents()).toEqual(['Open Settings']);
  await app.ask('settings:set', { downloadHours: null });
  await banner.waitFor({ state: 'detached' });
  await app.waitForQueueItem(mum, ({ status }) => status === 'complete');
});

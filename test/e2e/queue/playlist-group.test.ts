import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
beforeEach(() => server.set('/slow/', null));
afterEach(closeEverything);
afterAll(() => server.close());

const TITLE = 'Slow trains of the world';
const VIDEOS = 5;
/** Too slow to end while a test looks at it. */
const BYTES_PER_SECOND = 9000;

async function home(): Promise<{ app: RunningApp; mia: string; items: () => Promise<readonly QueueItem[]> }> {
  const app = await launchApp();
  const { profile } = await app.ask('profiles:create', { name: 'Mia' });
  await app.page.reload();
  await enter(app);
  return { app, mia: profile.id, items: async () => (await app.ask('queue:snapshot', { profileId: profile.id })).items };
}

async function enter({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: 'Mia', exact: true }).click();
  await page.getByRole('heading', { name: 'Queue', exact: true }).waitFor();
}

/** Pastes the playlist's link, takes all of it, and waits until it is in the queue. */
async function addPlaylist(app: RunningApp, mia: string): Promise<void> {
  const { page } = app;
  const address = `/multi?n=${VIDEOS}&title=${encodeURIComponent(TITLE)}&item=/slow/${BYTES_PER_SECOND}/%7Bid%7D.mp4`;
  await page.getByRole('textbox', { name: 'Paste a link' }).fill(server.url(address));
  await page.getByText(`${VIDEOS} videos`).waitFor();
  await page.getByRole('button', { name: 'Get it' }).click();
  await page.getByRole('button', { name: `Get ${VIDEOS} videos` }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await app.waitForQueue(mia, (items) => items.length === VIDEOS && items.some(({ status }) => status === 'downloading'));
}

const groupRow = ({ page }: RunningApp): Locator => page.getByRole('article', { name: TITLE, exact: true });
const waitingRows = ({ page }: RunningApp): Locator => page.getByRole('list', { name: 'Waiting' }).getByRole('article');
const groupsOf = (items: readonly QueueItem[]) => new Set(items.map(({ group }) => group?.title));

describe('playlists added in one go', () => {
  test('a playlist is one folded row with its own progress, can be opened, and is paused and resumed as one', async () => {
    const { app, mia, items } = await home();
    await addPlaylist(app, mia);
    const row = groupRow(app);
    await row.getByText(`0 of ${VIDEOS} done`).waitFor();
    expect(await row.getByRole('progressbar').count()).toBe(1);
    expect(groupsOf(await items())).toEqual(new Set([TITLE]));

    expect(await waitingRows(app).count()).toBe(1);
    const fold = row.getByRole('button', { name: /^Show the \d videos of/ });
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await fold.focus();
    await app.page.keyboard.press('Enter');
    await expect.poll(() => waitingRows(app).count()).toBeGreaterThan(2);

    await row.getByRole('button', { name: `Pause all of ${TITLE}` }).click();
    await app.waitForQueue(mia, (all) => all.every(({ held, status }) => held && status === 'pending'));
    await row.getByText(/· Paused$/).waitFor();
    expect((await items()).filter(({ attempts }) => attempts > 0).length).toBeLessThan(VIDEOS);
    await row.getByRole('button', { name: `Resume all of ${TITLE}` }).click();
    await app.waitForQueue(mia, (all) => all.every(({ held }) => !held));
    expect(app.pageProblems).toEqual([]);
  });

  test('a playlist moves as one, and keeps its order', async () => {
    const { app, mia, items } = await home();
    await addPlaylist(app, mia);
    const { videoId } = await app.ask('downloads:trigger', {
      profileId: mia,
      url: server.url(`/slow/${BYTES_PER_SECOND}/alone.mp4`),
      title: 'Alone',
    });
    const waiting = async () => (await items()).filter(({ status }) => status === 'pending').map((item) => item.videoId);
    const before = await waiting();
    expect(before.at(-1)).toBe(videoId);
    await app.page.getByRole('button', { name: `Move ${TITLE} down` }).click();
    await expect.poll(waiting).toEqual([videoId, ...before.slice(0, -1)]);
    await app.page.getByRole('button', { name: 'Move Alone down' }).click();
    await expect.poll(waiting).toEqual(before);
    expect(app.pageProblems).toEqual([]);
  });

  test('a playlist is cancelled whole, comes back whole, and is there after a restart', async () => {
    const { app, mia } = await home();
    await addPlaylist(app, mia);
    await groupRow(app)
      .getByRole('button', { name: `Cancel all of ${TITLE}` })
      .click();
    await app.page.getByText(`Cancelled ${VIDEOS} videos.`).waitFor();
    await app.waitForQueue(mia, (all) => all.length === 0);
    await groupRow(app).waitFor({ state: 'detached' });
    await app.page.getByRole('button', { name: 'Undo' }).click();
    await app.waitForQueue(mia, (all) => all.length === VIDEOS);
    await groupRow(app).getByText(`0 of ${VIDEOS} done`).waitFor();

    expect(await app.quit()).toBe(0);
    server.set('/slow/', '/video/');
    const again = await app.relaunch();
    await enter(again);
    await again.waitForQueue(mia, (all) => all.length === VIDEOS && all.every(({ status }) => status === 'complete'));
    await groupRow(again).getByText(`All ${VIDEOS} done`).waitFor();
    expect(await again.page.getByRole('list', { name: 'Finished' }).getByRole('article').count()).toBe(1);
    expect(again.pageProblems).toEqual([]);
  });
});

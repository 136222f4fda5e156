import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, addPerson, button, enterAs, linkField, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
let app: RunningApp;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp();
  for (const name of ['Sofia', 'Mia', 'Leo'])
    ids[name] = await addPerson(app, { name, ...(name === 'Sofia' ? {} : { role: 'child' }) });
  await startOver(app);
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const page = (id: string, title: string): string => server.url(`/jsonld/${id}?t=${encodeURIComponent(title)}`);
/** How wide the picture is that stands in something on the page; 0 while there is none. */
const shownWidth = (selector: string): Promise<number> =>
  app.page.evaluate((where) => document.querySelector<HTMLImageElement>(`${where} img`)?.naturalWidth ?? 0, selector);
/** What the window gets when it asks for a picture by itself. */
const loadedWidth = (address: string): Promise<number> =>
  app.page.evaluate(
    (src) =>
      new Promise<number>((resolve) => {
        const image = new Image();
        image.onload = () => resolve(image.naturalWidth);
        image.onerror = () => resolve(0);
        image.src = src;
      }),
    address,
  );
const sitePicture = (profileId: string | undefined, address: string): string =>
  `media://site-picture/${profileId}/${encodeURIComponent(address)}`;

test('a thumbnail is seen from the paste to the library: in the preview, while it downloads, and kept beside the file', async () => {
  // Long enough to be looked at on its way.
  server.set('/video/', '/slow/400000/');
  await enterAs(app, 'Sofia');
  await linkField(app).fill(page('harbour', 'A harbour wakes up'));
  await app.page.getByText('A harbour wakes up').waitFor();
  await expect.poll(() => shownWidth('section[aria-label="What was found"]'), { timeout: 20_000 }).toBeGreaterThan(100);
  await button(app, 'Get it').click();
  const sofia = ids['Sofia'] ?? '';
  const { videoId } = await app.waitForQueueItem(sofia, ({ phase }) => phase === 'downloading');
  await expect.poll(() => shownWidth(`[data-video-id="${videoId}"]`), { timeout: 20_000 }).toBeGreaterThan(100);

  await app.waitForQueueItem(sofia, ({ status }) => status === 'complete');
  const file = path.join(app.libraryFolder, '.homereel', 'thumbnails', `${videoId}.jpg`);
  const { path: poster = '' } = server.requests.find((request) => request.path.startsWith('/poster/')) ?? {};
  const answer = await fetch(server.url(poster));
  const sent = Buffer.from(await answer.arrayBuffer());
  await expect.poll(() => readFile(file).catch(() => undefined), { timeout: 20_000 }).toEqual(sent);
  // The site was asked for it once, whoever saw it how often; the second request was this test's.
  expect(server.requests.filter((request) => request.path === poster)).toHaveLength(2);
  expect(app.pageProblems).toEqual([]);
});

test('a request’s thumbnail is seen by the child and by the adult who decides, and by no other child', async () => {
  const mia = ids['Mia'] ?? '';
  await enterAs(app, 'Mia');
  await actAs(app, mia);
  await app.ask('requests:create', { profileId: mia, url: page('volcano', 'Volcanoes') });
  await show(app, '#/requests');
  await expect.poll(() => shownWidth('[data-request-id]'), { timeout: 30_000 }).toBeGreaterThan(100);
  const [request] = (await app.ask('requests:list', { profileId: mia })).requests;
  const address = request?.thumbnailUrl ?? '';
  expect(address).toContain('/poster/');
  expect(await loadedWidth(sitePicture(mia, address))).toBeGreaterThan(100);

  await enterAs(app, 'Sofia');
  await show(app, '#/household/requests');
  await expect.poll(() => shownWidth('[data-request-id]'), { timeout: 20_000 }).toBeGreaterThan(100);
  // An address that nobody was told of is not fetched for anybody.
  const asked = server.requests.length;
  expect(await loadedWidth(sitePicture(ids['Sofia'], server.url('/poster/made-up')))).toBe(0);

  await enterAs(app, 'Leo');
  expect(await loadedWidth(sitePicture(ids['Leo'], address))).toBe(0);
  expect(await loadedWidth(sitePicture(mia, address))).toBe(0);
  expect(server.requests.slice(asked).map((request) => request.path)).toEqual([]);
});

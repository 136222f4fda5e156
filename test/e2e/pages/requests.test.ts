import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { button, enterAs, linkField } from '../app/family.ts';
import { closeEverything } from '../app/harness.ts';
import { DAD_PIN, enterAsDad, launchFamily, leave, paste } from './family-window.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

test('a child’s request is allowed and fetched through the window, and the child sees it', async () => {
  const { app, mia } = await launchFamily();
  await enterAs(app, 'Mia');
  expect(await app.page.getByRole('link', { name: 'Household' }).count()).toBe(0);
  await paste(app, server.url('/jsonld/volcano?t=Volcanoes&uploader=Science%20Kitchen'), 'Ask for it');
  await button(app, 'My requests').click();
  await app.page.getByRole('article', { name: 'Volcanoes' }).getByText('Waiting for an answer.').waitFor();
  await leave(app);

  await enterAsDad(app);
  await app.page.getByRole('link', { name: /^Household\s*, 1 request waiting/ }).click();
  const request = app.page.getByRole('article', { name: 'Volcanoes' });
  await request.getByText('Mia', { exact: true }).waitFor();
  await button(app, 'Allow Volcanoes').click();
  await app.page.getByText('All caught up').waitFor();
  await leave(app);

  await enterAs(app, 'Mia');
  // Whatever Dad looked at last, she starts in her own queue.
  await app.page.getByRole('heading', { name: 'Queue', exact: true }).waitFor();
  await app.page.getByRole('link', { name: 'My requests' }).click();
  await app.page
    .getByRole('article', { name: 'Volcanoes' })
    .getByText(/^Dad said yes/)
    .waitFor();
  await app.waitForQueueItem(mia, ({ title, status }) => title === 'Volcanoes' && status === 'complete');
  const { videos } = await app.ask('library:list', { profileId: mia });
  await access(join(app.libraryFolder, videos[0]?.fileName ?? 'none'));
  await app.page.getByRole('link', { name: 'Library' }).click();
  await button(app, 'Play Volcanoes').waitFor();
  // The folder with everybody's files is one step further than she may go: her window does not offer that step.
  await button(app, 'More for Volcanoes').click();
  await app.page.getByRole('menuitem', { name: 'Remove' }).waitFor();
  expect(await app.page.getByRole('menuitem').allInnerTexts()).toEqual(['Play', 'Remove']);
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('link', { name: 'Queue' }).click();
  await button(app, 'Remove Volcanoes').waitFor();
  expect(await button(app, 'Show Volcanoes in folder').count()).toBe(0);
  expect(app.pageProblems).toEqual([]);
});

test('a child reads who refused its request, and nothing is fetched', async () => {
  const { app, dad, mia } = await launchFamily();
  await enterAs(app, 'Mia');
  await paste(app, server.url('/jsonld/clowns?t=Clowns'), 'Ask for it');
  await button(app, 'My requests').waitFor();
  await leave(app);
  await enterAsDad(app);
  await app.page.getByRole('link', { name: /^Household/ }).click();
  await button(app, 'Decline Clowns').click();
  await app.page.getByText('All caught up').waitFor();
  await leave(app);
  await enterAs(app, 'Mia');
  await app.page.getByRole('link', { name: 'My requests' }).click();
  await app.page.getByText(/^Dad said no/).waitFor();
  expect((await app.ask('queue:snapshot', { profileId: mia })).items).toEqual([]);
  expect((await app.invoke('queue:snapshot', { profileId: dad })).ok).toBe(false);
});

test('the day’s limit is told kindly, and an adult can be asked anyway', async () => {
  const { app, dad, mia } = await launchFamily();
  await app.ask('profiles:unlock', { profileId: dad, pin: DAD_PIN });
  await app.ask('profiles:update', { profileId: mia, limits: { dailyItems: 0 } });
  await app.ask('profiles:lock');
  await enterAs(app, 'Mia');
  await paste(app, server.url('/jsonld/more?t=More'), 'Ask for it');
  await button(app, 'Ask a grown-up anyway').click();
  await app.page.getByText('Sent. A grown-up will answer.').waitFor();
  await app.page.getByRole('link', { name: 'My requests' }).click();
  await app.page.getByText('That’s all for today. See you tomorrow!').waitFor();
});

test('a link from outside waits until somebody is picked, and is then in the field', async () => {
  const { app } = await launchFamily();
  await app.app.evaluate(
    ({ app: electronApp }, link) =>
      void electronApp.emit('second-instance', {}, ['homereel', `homereel://add?url=${encodeURIComponent(link)}`], '', {}),
    server.url('/jsonld/outside?t=Outside'),
  );
  await enterAs(app, 'Mia');
  await expect.poll(() => linkField(app).inputValue()).toContain('/jsonld/outside');
});

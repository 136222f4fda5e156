import { readdir } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { button, enterAs } from '../app/family.ts';
import { closeEverything } from '../app/harness.ts';
import { DAD_PIN, enterAsDad, launchFamily, leave, paste } from './family-window.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

test('an adult changes a person’s looks and limits, and the person is told', async () => {
  const { app, mia } = await launchFamily();
  await enterAsDad(app);
  await app.page.getByRole('link', { name: 'Household' }).click();
  await button(app, 'Edit Mia').click();
  await app.page.getByRole('textbox', { name: 'Name' }).fill('Mimi');
  await app.page.getByRole('radio', { name: 'Whale' }).click();
  await app.page.getByRole('combobox', { name: 'New videos per day', exact: true }).selectOption('3 videos');
  await button(app, 'Save').click();
  await app.page.getByRole('article', { name: 'Mimi' }).getByText('3 videos a day').waitFor();
  expect(await app.ask('profiles:limits', { profileId: mia })).toMatchObject({ limits: { dailyItems: 3 } });
  await leave(app);
  await enterAs(app, 'Mimi');
  await app.page.getByRole('link', { name: 'My requests' }).click();
  await app.page.getByText('You can add 3 more videos today.').waitFor();
});

test('an adult sets a child’s PIN, and reads what removing somebody would do', async () => {
  const { app } = await launchFamily();
  await enterAsDad(app);
  await app.page.getByRole('link', { name: 'Household' }).click();
  await button(app, 'More for Mia').click();
  await app.page.getByRole('menuitem', { name: 'Set a PIN' }).click();
  await app.page.getByRole('textbox', { name: 'New PIN' }).fill('7777');
  await button(app, 'Set PIN').click();
  await app.page.getByRole('article', { name: 'Mia' }).getByText('with a PIN').waitFor();
  await button(app, 'More for Mia').click();
  await app.page.getByRole('menuitem', { name: 'Remove' }).click();
  await app.page.getByText('They have no videos.').waitFor();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await app.page.getByText('Mia was removed.').waitFor();
  expect((await app.ask('profiles:list')).profiles).toHaveLength(1);
});

test('an adult puts back from the trash what was removed', async () => {
  const { app, dad } = await launchFamily();
  await enterAsDad(app);
  await paste(app, server.url('/page/gone?title=Gone%20soon'), 'Get it');
  const { videoId } = await app.waitForQueueItem(dad, ({ status }) => status === 'complete');
  await app.ask('library:remove', { profileId: dad, videoId });
  await app.page.getByRole('link', { name: 'Household' }).click();
  await app.page.getByRole('link', { name: 'Storage' }).click();
  await button(app, /^Put back/).click();
  await app.page.getByText('It is empty.', { exact: false }).waitFor();
  expect((await app.ask('library:list', { profileId: dad })).videos).toHaveLength(1);
});

test('an adult empties the trash after one question, and its files are gone', async () => {
  const { app, dad } = await launchFamily();
  await enterAsDad(app);
  await paste(app, server.url('/page/gone?title=Gone%20soon'), 'Get it');
  const { videoId } = await app.waitForQueueItem(dad, ({ status }) => status === 'complete');
  await app.ask('library:remove', { profileId: dad, videoId });
  await app.page.getByRole('link', { name: 'Household' }).click();
  await app.page.getByRole('link', { name: 'Storage' }).click();
  await button(app, /^Empty the trash/).click();
  const dialog = app.page.getByRole('dialog', { name: 'Delete for good?' });
  await dialog.getByText(/frees \d.*cannot be undone/).waitFor();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await button(app, /^Put back/).waitFor();
  await button(app, /^Empty the trash/).click();
  await dialog.getByRole('button', { name: 'Delete 1 video' }).click();
  await app.page.getByText('It is empty.', { exact: false }).waitFor();
  await expect.poll(async () => (await readdir(app.libraryFolder)).filter((name) => name.includes('Gone soon'))).toEqual([]);
  expect(await app.invoke('library:undo', { profileId: dad, videoId })).toMatchObject({ ok: false, code: 'not-found' });
});

test('the PIN locks after five wrong ones, in the window and over a restart', async () => {
  const { app, dad } = await launchFamily();
  await button(app, 'Dad').click();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await app.page.getByRole('textbox', { name: 'PIN' }).fill('1111');
    await button(app, 'Enter').click();
    await app.page.getByRole('alert').waitFor();
  }
  // Now the right one does not help either.
  await app.page.getByRole('textbox', { name: 'PIN' }).fill(DAD_PIN);
  await button(app, 'Enter').click();
  await app.page.getByText(/^Too many wrong PINs/).waitFor();
  await app.quit();

  const second = await app.relaunch();
  await button(second, 'Dad').click();
  await second.page.getByRole('textbox', { name: 'PIN' }).fill(DAD_PIN);
  await button(second, 'Enter').click();
  await second.page.getByText(/^Too many wrong PINs\. Try again in \d+ seconds?\.$/).waitFor();
  expect(await second.invoke('queue:snapshot', { profileId: dad })).toMatchObject({ ok: false, code: 'forbidden' });
});

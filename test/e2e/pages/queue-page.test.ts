import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { button, enterAs, linkField } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { section } from './family-window.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

/** Sofia with three videos that wait behind a running one. */
async function launchQueue(): Promise<RunningApp> {
  const app = await launchApp();
  await app.ask('profiles:create', { name: 'Sofia' });
  const [sofia] = (await app.ask('profiles:list')).profiles;
  const profileId = sofia?.id ?? '';
  await app.ask('profiles:unlock', { profileId });
  await app.ask('settings:set', { parallelDownloads: 1, parallelPerProfile: 1 });
  for (const [index, title] of ['Running', 'Ant', 'Bee', 'Cat'].entries()) {
    const url = server.url(`/slow/20000/${title.toLowerCase()}.mp4`);
    await app.ask('downloads:trigger', { profileId, url, title });
    if (index === 0) await app.waitForQueueItem(profileId, ({ status }) => status === 'downloading');
  }
  await app.page.reload();
  await enterAs(app, 'Sofia');
  await section(app, 'Up next').getByText('Cat').waitFor();
  return app;
}
const order = (app: RunningApp): Promise<string[]> =>
  section(app, 'Up next').getByRole('heading', { level: 3 }).allTextContents();

test('the queue is reordered by mouse and by keyboard', async () => {
  const app = await launchQueue();
  await expect.poll(() => order(app)).toEqual(['Ant', 'Bee', 'Cat']);
  const row = (title: string) => app.page.getByRole('article', { name: title });
  await row('Cat')
    .locator('[draggable=true]')
    .dragTo(row('Ant'), { targetPosition: { x: 200, y: 5 } });
  await expect.poll(() => order(app)).toEqual(['Cat', 'Ant', 'Bee']);
  await button(app, 'Move Cat down').focus();
  await app.page.keyboard.press('Enter');
  await expect.poll(() => order(app)).toEqual(['Ant', 'Cat', 'Bee']);
  await app.page.keyboard.press('Enter');
  await expect.poll(() => order(app)).toEqual(['Ant', 'Bee', 'Cat']);
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move Cat up');
  expect(app.pageProblems).toEqual([]);
});

test('the queue says where each waiting video stands', async () => {
  const app = await launchQueue();
  const line = (title: string) => app.page.getByRole('article', { name: title });
  await line('Ant').getByText('Next', { exact: true }).waitFor();
  await line('Cat').getByText('2 of yours ahead').waitFor();
});

test('the queue cancels one and several, and undo brings them back', async () => {
  const app = await launchQueue();
  await button(app, 'Cancel Bee').click();
  await expect.poll(() => order(app)).toEqual(['Ant', 'Cat']);
  await button(app, 'Undo').click();
  await expect.poll(async () => (await order(app)).sort()).toEqual(['Ant', 'Bee', 'Cat']);

  await button(app, 'Select').click();
  await app.page.getByRole('checkbox', { name: 'Select Ant' }).check();
  await app.page.getByRole('checkbox', { name: 'Select Cat' }).check();
  await button(app, 'Cancel 2').click();
  await expect.poll(() => order(app)).toEqual(['Bee']);
  await app.page.getByText('Cancelled 2 videos.').waitFor();
  await button(app, 'Undo').click();
  await expect.poll(async () => (await order(app)).sort()).toEqual(['Ant', 'Bee', 'Cat']);
  expect(app.pageProblems).toEqual([]);
});

test('the queue takes from a list only what was ticked', async () => {
  const app = await launchApp();
  await app.ask('profiles:create', { name: 'Sofia' });
  await app.page.reload();
  await enterAs(app, 'Sofia');
  await linkField(app).fill(server.url('/multi?n=4&id=four'));
  await app.page.getByText('4 videos').waitFor();
  await button(app, 'Get it').click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('checkbox').nth(1).uncheck();
  await button(app, 'Get 3 videos').click();
  await app.page.getByText('3 videos added to your queue.').waitFor();
  await section(app, 'Done').getByRole('heading', { level: 3 }).nth(2).waitFor({ timeout: 90_000 });
});

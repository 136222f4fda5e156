import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

const PIN = '2468';

/** A family that was set up before: Dad with a PIN, Mia who asks, and a window that acts as nobody. */
async function launchFamily(): Promise<{ app: RunningApp; dad: string; mia: string }> {
  const app = await launchApp();
  const { profile: dad } = await app.ask('profiles:create', { name: 'Dad', role: 'adult', pin: PIN });
  await app.ask('profiles:unlock', { profileId: dad.id, pin: PIN });
  const { profile: mia } = await app.ask('profiles:create', { name: 'Mia', role: 'child', avatar: 'fox', colour: 'orange' });
  await app.ask('profiles:lock');
  await app.page.reload();
  return { app, dad: dad.id, mia: mia.id };
}

const button = (app: RunningApp, name: string | RegExp) => app.page.getByRole('button', { name });

async function enterAsDad(app: RunningApp): Promise<void> {
  await app.page.getByRole('button', { name: 'Dad', exact: true }).click();
  await app.page.getByRole('textbox', { name: 'PIN' }).fill(PIN);
  await button(app, 'Enter').click();
  await button(app, 'Dad, switch person').waitFor();
}

async function enterAs(app: RunningApp, name: string): Promise<void> {
  await app.page.getByRole('button', { name, exact: true }).click();
  await button(app, `${name}, switch person`).waitFor();
}

const leave = (app: RunningApp): Promise<void> => button(app, /switch person$/).click();

async function paste(app: RunningApp, link: string, press: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Paste a link' }).fill(link);
  await button(app, press).click();
}

const section = (app: RunningApp, name: string) => app.page.getByRole('region', { name });

describe('the first run', () => {
  test('the first run goes from hello to the first video in the folder that was chosen', async () => {
    const app = await launchApp();
    const films = join(app.userDataFolder, 'films');
    await mkdir(films);
    await app.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, films);
    await button(app, 'Let’s start').click();
    await app.page.getByRole('textbox', { name: 'Name' }).fill('Sofia');
    await app.page.getByRole('radio', { name: 'Owl' }).click();
    await button(app, 'Continue').click();
    await app.page.getByText(app.libraryFolder).waitFor();
    await button(app, 'Choose another folder…').click();
    await app.page.getByText(films).waitFor();
    await button(app, 'Continue').click();
    await app.page.getByText('yt-dlp').first().waitFor();
    await button(app, 'Continue').click();
    await paste(app, server.url('/page/first?title=Our%20first%20film'), 'Get it');
    await section(app, 'Done').getByText('Our first film').waitFor({ timeout: 60_000 });
    await button(app, 'Sofia, switch person').waitFor();
    expect((await readdir(films)).filter((name) => name.startsWith('Our first film'))).toHaveLength(1);
    expect(app.pageProblems).toEqual([]);
  });
});

describe('asking and answering', () => {
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
    await app.page.getByText('No requests waiting').waitFor();
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
    await app.page.getByText('No requests waiting').waitFor();
    await leave(app);
    await enterAs(app, 'Mia');
    await app.page.getByRole('link', { name: 'My requests' }).click();
    await app.page.getByText(/^Dad said no/).waitFor();
    expect((await app.ask('queue:snapshot', { profileId: mia })).items).toEqual([]);
    expect((await app.invoke('queue:snapshot', { profileId: dad })).ok).toBe(false);
  });

  test('the day’s limit is told kindly, and an adult can be asked anyway', async () => {
    const { app, dad, mia } = await launchFamily();
    await app.ask('profiles:unlock', { profileId: dad, pin: PIN });
    await app.ask('profiles:update', { profileId: mia, limits: { dailyItems: 0 } });
    await app.ask('profiles:lock');
    await enterAs(app, 'Mia');
    await paste(app, server.url('/jsonld/more?t=More'), 'Ask for it');
    await button(app, 'Ask a grown-up anyway').click();
    await app.page.getByText('Sent. A grown-up will answer.').waitFor();
    await app.page.getByRole('link', { name: 'My requests' }).click();
    await app.page.getByText('That’s all for today. See you tomorrow!').waitFor();
  });
});

describe('queue page', () => {
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
    await line('Cat').getByText('After two of your own').waitFor();
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
    await app.page.getByRole('textbox', { name: 'Paste a link' }).fill(server.url('/multi?n=4&id=four'));
    await app.page.getByText('4 videos').waitFor();
    await button(app, 'Get it').click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByRole('checkbox').nth(1).uncheck();
    await button(app, 'Get 3 videos').click();
    await app.page.getByText('3 videos added to your queue.').waitFor();
    await section(app, 'Done').getByRole('heading', { level: 3 }).nth(2).waitFor({ timeout: 90_000 });
  });
});

describe('links from outside', () => {
  test('a link from outside waits until somebody is picked, and is then in the field', async () => {
    const { app } = await launchFamily();
    await app.app.evaluate(
      ({ app: electronApp }, link) =>
        void electronApp.emit('second-instance', {}, ['homereel', `homereel://add?url=${encodeURIComponent(link)}`], '', {}),
      server.url('/jsonld/outside?t=Outside'),
    );
    await enterAs(app, 'Mia');
    await app.page.getByText('Outside', { exact: true }).waitFor();
    expect(await app.page.getByRole('textbox', { name: 'Paste a link' }).inputValue()).toContain('/jsonld/outside');
  });
});

describe('PINs', () => {
  test('the PIN locks after five wrong ones, in the window and over a restart', async () => {
    const { app, dad } = await launchFamily();
    await app.page.getByRole('button', { name: 'Dad', exact: true }).click();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await app.page.getByRole('textbox', { name: 'PIN' }).fill('1111');
      await button(app, 'Enter').click();
      await app.page.getByRole('alert').waitFor();
    }
    // Now the right one does not help either.
    await app.page.getByRole('textbox', { name: 'PIN' }).fill(PIN);
    await button(app, 'Enter').click();
    await app.page.getByText(/^Too many wrong PINs/).waitFor();
    await app.quit();

    const second = await app.relaunch();
    await second.page.getByRole('button', { name: 'Dad', exact: true }).click();
    await second.page.getByRole('textbox', { name: 'PIN' }).fill(PIN);
    await button(second, 'Enter').click();
    await second.page.getByText(/^Too many wrong PINs\. Try again in \d+ seconds?\.$/).waitFor();
    expect(await second.invoke('queue:snapshot', { profileId: dad })).toMatchObject({ ok: false, code: 'forbidden' });
  });
});

describe('household page', () => {
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
});

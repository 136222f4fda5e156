import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { spawnApp } from '../app/app-process.ts';
import { addPerson, button, enterAs, linkField, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
let app: RunningApp;
let sofia: string;
/** Sofia before her window; most tests share it. */
beforeAll(async () => {
  server = await startMediaServer();
  ({ app, sofia } = await launchForSofia());
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const deepLink = (url: string): string => `homereel://add?url=${encodeURIComponent(url)}`;

async function launchForSofia(env: Record<string, string> = {}): Promise<{ app: RunningApp; sofia: string }> {
  const started = await launchApp({ env });
  const profileId = await addPerson(started, { name: 'Sofia' });
  await startOver(started);
  await enterAs(started, 'Sofia');
  return { app: started, sofia: profileId };
}

/** Starts the app once more, as the desktop does for a link, and waits until that start has handed over and ended. */
async function openFromOutside(app: RunningApp, ...links: readonly string[]): Promise<void> {
  const second = await spawnApp(app, { args: links });
  expect(await second.exited).toBe(0);
}

/** The same without the cost of a start. */
const handOver = (app: RunningApp, link: string): Promise<void> =>
  app.app.evaluate(({ app: main }, text) => void main.emit('second-instance', {}, ['homereel', text], '', {}), link);

/** Drags data over the window and lets it go there. */
async function drop(app: RunningApp, data: Readonly<Record<string, string>>): Promise<void> {
  const dataTransfer = await app.page.evaluateHandle((items) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(items)) transfer.setData(type, text);
    return transfer;
  }, data);
  await app.page.dispatchEvent('main', 'dragenter', { dataTransfer });
  await app.page.getByText('Drop to add').waitFor();
  await app.page.dispatchEvent('main', 'dragover', { dataTransfer });
  await app.page.dispatchEvent('main', 'drop', { dataTransfer });
  await app.page.getByText('Drop to add').waitFor({ state: 'detached' });
}

/** The links in a person's queue, in any state. */
const queueOf = async (app: RunningApp, profileId: string): Promise<string[]> =>
  (await app.ask('queue:snapshot', { profileId })).items.map(({ url }) => url).sort();
const dialog = (app: RunningApp) => app.page.getByRole('dialog');

const HOSTILE = [
  'homereel://add?url=file:///etc/passwd',
  'homereel://add?url=javascript:alert(document.domain)',
  'homereel://add?url=data:text/html,<script>alert(1)</script>',
  'homereel://add?url=ftp://tube.example/video.mp4',
  'homereel://add?url=app://homereel/index.html',
  'homereel://add?url=media://video/somebody/something',
  `homereel://add?url=${encodeURIComponent(deepLink('https://tube.example/nested'))}`,
  `homereel://add?url=https://tube.example/${'x'.repeat(10_000)}`,
  'homereel://add?url=-o%20/etc/cron.d/evil',
  'homereel://add?url=',
  'homereel://add',
  'homereel://remove?url=https://tube.example/1',
  'homereel://add/more?url=https://tube.example/2',
  'homereel://someone@add?url=https://tube.example/3',
  'homereel://add:1?url=https://tube.example/4',
  'homereel:add?url=https://tube.example/5',
  'homereel:',
  'file:///etc/passwd',
];

/** Runs in the page: the window picks links out of what it is offered, so what reaches it is looked at before that. */
function keepOffers(): void {
  const { homereel } = window as unknown as { homereel: HomereelBridge };
  const offers: string[] = [];
  Object.assign(window, { offers });
  homereel.on('link:offered', ({ url }) => offers.push(url));
}

describe('homereel:// links', () => {
  test('a homereel:// link that starts the app for the very first time waits through the first run, and is then in the field', async () => {
    const link = server.url('/jsonld/first?t=The%20first%20film');
    const fresh = await launchApp({ args: [deepLink(link)] });
    await button(fresh, 'Let’s start').click();
    await fresh.page.getByRole('textbox', { name: 'Name' }).fill('Sofia');
    await button(fresh, 'Continue').click();
    await fresh.page.getByText(fresh.libraryFolder).waitFor();
    await button(fresh, 'Continue').click();
    await fresh.page.getByRole('heading', { name: 'Checking what Homereel needs' }).waitFor();
    await button(fresh, 'Continue').click();
    await button(fresh, 'Go to my queue').click();
    await expect.poll(() => linkField(fresh).inputValue()).toBe(link);
    expect(server.requests.filter(({ path }) => path.startsWith('/jsonld/first'))).toEqual([]);
    const [person] = (await fresh.ask('profiles:list')).profiles;
    expect(await queueOf(fresh, person?.id ?? '')).toEqual([]); // it is offered; a person presses the button
    await button(fresh, 'Get it').click();
    await fresh.page.getByText('Added to your queue.').waitFor();
    expect(fresh.pageProblems).toEqual([]);
    expect(await fresh.quit()).toBe(0);
  });

  test('a homereel:// link reaches the running app by a second start; hostile ones beside it reach nothing', async () => {
    const link = server.url('/jsonld/good?t=The%20good%20one');
    const asked = server.requests.length;
    await app.page.evaluate(keepOffers);
    await openFromOutside(app, ...HOSTILE.slice(0, 6), deepLink(link), ...HOSTILE.slice(6));
    await expect.poll(() => linkField(app).inputValue()).toBe(link);
    expect(await app.page.evaluate(() => (window as unknown as { offers: string[] }).offers)).toEqual([link]);
    // Two links that count would have opened the list to tick.
    expect(await dialog(app).count()).toBe(0);
    expect(await queueOf(app, sofia)).toEqual([]);
    expect(app.page.url()).toMatch(/^app:\/\/homereel\/index\.html(#.*)?$/);
    // No page of the web makes the app ask anybody: a person presses the button.
    expect(server.requests.slice(asked)).toEqual([]);
    expect(app.pageProblems).toEqual([]);
  });

  test('a homereel:// link into the home network is refused in words while not allowed, and nothing is asked there', async () => {
    const { app: careful, sofia: profileId } = await launchForSofia({ HOMEREEL_ALLOW_PRIVATE: '0' });
    const asked = server.requests.length;
    for (const target of [
      server.url('/video/private.mp4'),
      server.url('/video/private.mp4').replace('127.0.0.1', 'localhost'),
      'http://192.168.1.1/admin',
      'http://169.254.169.254/latest/meta-data',
      'http://[::1]:8080/',
      'http://2130706433/',
    ]) {
      await handOver(careful, deepLink(target));
      await expect.poll(() => linkField(careful).inputValue()).toBe(new URL(target).href);
      await button(careful, 'Get it').click();
      await careful.page.getByText(/^That link leads to a device in your home network/).waitFor();
      await button(careful, 'Clear the link').click();
      expect(await careful.invoke('downloads:trigger', { profileId, url: target })).toMatchObject({ code: 'private-address' });
    }
    expect(await queueOf(careful, profileId)).toEqual([]);
    expect(server.requests.length).toBe(asked);
    expect(careful.pageProblems).toEqual([]);
    await careful.kill();
  });
});

describe('drops on the window', () => {
  test('a dropped link goes into the field, several become a list to tick, text without a link gets a word of help', async () => {
    const link = server.url('/jsonld/dropped?t=A%20dropped%20film');
    await drop(app, { 'text/uri-list': `# from a browser\r\n${link}\r\n`, 'text/plain': link });
    await app.page.getByText('A dropped film', { exact: true }).waitFor();
    expect(await linkField(app).inputValue()).toBe(link);
    expect(await linkField(app).evaluate((field) => field === document.activeElement)).toBe(true);

    await drop(app, { 'text/plain': 'javascript:alert(1)' });
    await button(app, 'Get it').click();
    await app.page.getByText('That is not a link to a web page.', { exact: false }).waitFor();
    expect(await queueOf(app, sofia)).toEqual([]);

    const three = ['ant', 'bee', 'cat'].map((name) => server.url(`/hang/${name}.mp4`));
    await drop(app, { 'text/plain': `Look at ${three[0]}, then (${three[1]}) and\n${three[2]}!` });
    await dialog(app).getByText('3 of 3 videos').waitFor();
    expect(await dialog(app).getByRole('list', { name: 'Videos' }).getByRole('checkbox').count()).toBe(3);
    await button(app, 'Get 3 videos').click();
    await app.page.getByText('3 videos added to your queue.').waitFor();
    expect(await queueOf(app, sofia)).toEqual(three);
    expect(app.pageProblems).toEqual([]);
  });

  test('a thousand dropped links are a list that opens, can be searched, ticked and closed, and the next drop is taken as ever', async () => {
    const before = await queueOf(app, sofia);
    const many = Array.from({ length: 1000 }, (_, index) => `https://tube.example/watch/${index + 1}`);
    await drop(app, { 'text/plain': many.join('\n') });
    const list = dialog(app).getByRole('list', { name: 'Videos' });
    await list.getByText(many[0] ?? '', { exact: true }).waitFor();
    await dialog(app).getByText('1,000 links', { exact: true }).waitFor();
    // By its text: to look for one name among a thousand checkboxes takes the test driver more than 30 s.
    await dialog(app).getByText('Select all', { exact: true }).click();
    expect(await button(app, 'Get 0 videos').isDisabled()).toBe(true);
    await dialog(app).getByRole('searchbox', { name: 'Filter the list' }).fill('watch/42');
    await expect.poll(() => list.getByRole('checkbox').count()).toBeLessThan(20);
    await list.getByRole('checkbox').first().check();
    expect(await button(app, 'Get 1 video').isEnabled()).toBe(true);
    await button(app, 'Not now').click();
    await dialog(app).waitFor({ state: 'detached' });
    expect(await queueOf(app, sofia)).toEqual(before);

    const link = server.url('/jsonld/after?t=Afterwards');
    await drop(app, { 'text/uri-list': link });
    await app.page.getByText('Afterwards', { exact: true }).waitFor();
    expect(app.pageProblems).toEqual([]);
  });
});

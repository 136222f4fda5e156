import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { addPerson, button, enterAs, linkField, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
let app: RunningApp;
let sofia: string;
/** Sofia before her window; the household has not been asked about its clipboard yet. */
beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp();
  sofia = await addPerson(app, { name: 'Sofia' });
  await startOver(app);
  await enterAs(app, 'Sofia');
  await app.page.evaluate(() => {
    const offered: string[] = [];
    Object.assign(window, { offered });
    (window as unknown as { homereel: HomereelBridge }).homereel.on('link:copied', ({ url }) => offered.push(url));
  });
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

/** Every link that has reached the page, in order. */
const offered = (): Promise<string[]> => app.page.evaluate(() => (window as unknown as { offered: string[] }).offered);
const offer = () => app.page.getByRole('region', { name: 'The link you copied' });
const clip = (id: string): string => server.url(`/jsonld/${id}?t=Film%20${id}`);

/** Somebody leaves the window, copies something elsewhere and comes back. */
const copyElsewhere = (text: string): Promise<void> =>
  app.app.evaluate(({ clipboard, BrowserWindow }, copied) => {
    const windows = BrowserWindow.getAllWindows();
    for (const window of windows) window.emit('blur');
    clipboard.writeText(copied);
    for (const window of windows) window.emit('focus');
  }, text);

test('a copied link is offered only after the household has turned that on, once, and to nobody while the window is locked', async () => {
  await copyElsewhere(clip('before'));
  await app.ask('settings:set', { offerCopiedLinks: true });
  await copyElsewhere('not a link at all');
  await copyElsewhere(`http://someone:secret@${new URL(clip('private')).host}/`);
  await copyElsewhere(clip('first'));
  await offer().getByText(clip('first')).waitFor();
  expect(await offered()).toEqual([clip('first')]);
  await offer().getByRole('button', { name: 'Not now' }).click();
  await offer().waitFor({ state: 'detached' });

  await copyElsewhere(clip('first'));
  await copyElsewhere(clip('second'));
  await offer().getByText(clip('second')).waitFor();
  expect(await offered()).toEqual([clip('first'), clip('second')]);

  await button(app, 'Sofia, switch person').click();
  await app.page.getByRole('heading', { name: 'Who is this for?' }).waitFor();
  await copyElsewhere(clip('third'));
  await app.ask('profiles:list');
  expect(await offered()).toEqual([clip('first'), clip('second')]);
  // What was offered to somebody else is not left lying about for the next person.
  await enterAs(app, 'Sofia');
  expect(await offer().getByText(clip('second')).count()).toBe(0);
  expect(app.pageProblems).toEqual([]);
});

test('a copied link is added with one press, and nothing is probed before that', async () => {
  const asked = server.requests.length;
  await copyElsewhere(clip('wanted'));
  await offer().getByText(clip('wanted')).waitFor();
  expect(server.requests.slice(asked).filter(({ path }) => path.includes('wanted'))).toEqual([]);
  await offer().getByRole('button', { name: 'Add', exact: true }).click();
  await app.page.getByText('Added to your queue.').waitFor();
  const { items } = await app.ask('queue:snapshot', { profileId: sofia });
  expect(items.map(({ url }) => url)).toEqual([clip('wanted')]);
  expect(await linkField(app).inputValue()).toBe('');
  // It is theirs already now.
  await copyElsewhere(clip('wanted'));
  await copyElsewhere(clip('another'));
  await offer().getByText(clip('another')).waitFor();
  expect((await offered()).slice(-2)).toEqual([clip('wanted'), clip('another')]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, addPerson, button, enterAs, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { watchTray } from '../app/tray-menu.ts';

const PIN = '2468';
const FORBIDDEN = { ok: false, code: 'forbidden' };

let server: MediaServer;
let app: RunningApp;
let dad: string;
let mia: string;

beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp({ timings: { noOutputMs: 600_000, deadlineMs: 600_000 } });
  ({ dad, mia } = await moveIn(app));
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

async function moveIn(home: RunningApp): Promise<{ dad: string; mia: string }> {
  const father = await addPerson(home, { name: 'Dad', pin: PIN });
  await actAs(home, father, PIN);
  const child = await addPerson(home, { name: 'Mia', role: 'child' });
  await startOver(home);
  return { dad: father, mia: child };
}

/** Everything that a child at a parent's window would try first. */
async function expectLocked(home: RunningApp, owner: string, child: string): Promise<void> {
  expect(await home.invoke('household:storage', { profileId: owner })).toMatchObject(FORBIDDEN);
  expect(await home.invoke('library:list', { profileId: owner })).toMatchObject(FORBIDDEN);
  expect(await home.invoke('profiles:update', { profileId: child, role: 'adult' })).toMatchObject(FORBIDDEN);
  expect(await home.invoke('profiles:create', { name: 'x', role: 'adult' })).toMatchObject(FORBIDDEN);
  expect(await home.invoke('settings:set', { allowPrivateAddresses: true })).toMatchObject(FORBIDDEN);
}

const isVisible = (): Promise<boolean | undefined> =>
  app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
const emitPower = (fact: string): Promise<void> =>
  app.app.evaluate(({ powerMonitor }, name) => void (powerMonitor as NodeJS.EventEmitter).emit(name), fact);

describe('a window that its person left', () => {
  test('whoever opens a closed window again is asked who they are, the tray allows nothing, and the download goes on', async () => {
    const tray = await watchTray(app);
    await enterAs(app, 'Dad', PIN);
    const url = server.url('/stall/200000/film.mp4');
    const { videoId } = await app.ask('downloads:trigger', { profileId: dad, url, title: 'film' });
    await tray.has('film: downloading > Pause, Cancel');
    const opened = await tray.hold();

    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(isVisible).toBe(false);
    await tray.becomes(['(1 download running)', '-', 'Open Homereel', 'Quit']);
    await tray.press(['film: downloading', 'Cancel'], opened);
    await tray.press(['Open Homereel']);
    await expect.poll(isVisible).toBe(true);
    await app.page.getByText('Locked because the window was closed.', { exact: false }).waitFor();
    await expectLocked(app, dad, mia);
    await tray.has('(1 download running)');

    await enterAs(app, 'Dad', PIN);
    expect((await app.ask('queue:snapshot', { profileId: dad })).items).toMatchObject([{ videoId, status: 'downloading' }]);
  });

  test.each([
    ['lock-screen', 'Locked because the screen was locked.'],
    ['suspend', 'Locked because the computer went to sleep.'],
  ])('after %s the PIN is asked for again, and the window says why', async (fact, sentence) => {
    await enterAs(app, 'Dad', PIN);
    await emitPower(fact);
    await app.page.getByText(sentence, { exact: false }).waitFor();
    await expectLocked(app, dad, mia);
    await emitPower('resume');
    await emitPower('unlock-screen');
    await expectLocked(app, dad, mia);
  });

  test('a page that was loaded again asks who is there, and says why', async () => {
    await enterAs(app, 'Mia');
    await app.page.reload();
    await app.page.getByText('The window was loaded again, so it asks who you are.', { exact: false }).waitFor();
    expect(await app.invoke('profiles:update', { profileId: mia, name: 'Mimi' })).toMatchObject(FORBIDDEN);
  });

  test('a person without a PIN stays where they were', async () => {
    await enterAs(app, 'Mia');
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await emitPower('lock-screen');
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
    expect(await app.invoke('queue:snapshot', { profileId: mia })).toMatchObject({ ok: true });
    expect(await button(app, 'Mia, switch person').isVisible()).toBe(true);
  });
});

test('a window that nobody uses any more asks who is there', async () => {
  const home = await launchApp({ timings: { idleLockMs: 3000 } });
  const people = await moveIn(home);
  await enterAs(home, 'Dad', PIN);
  await home.page.getByText('Locked because nobody was here for a while.', { exact: false }).waitFor();
  await expectLocked(home, people.dad, people.mia);
});

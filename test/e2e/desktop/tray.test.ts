import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, addPerson } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { type TrayMenu, watchTray } from '../app/tray-menu.ts';

const PIN = '2468';
const APP = ['Open Homereel', 'Quit'];
const ITEM = 'Pause, Cancel';

let server: MediaServer;
let app: RunningApp;
let tray: TrayMenu;
let dad: string;
let mia: string;

/** Dad has nothing in the queue. Every download of the test's own stands still in its middle. */
beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp({ timings: { noOutputMs: 600_000, deadlineMs: 600_000 } });
  tray = await watchTray(app);
  dad = await addPerson(app, { name: 'Dad', pin: PIN });
  await actAs(app, dad, PIN);
  mia = await addPerson(app, { name: 'Mia', role: 'child' });
  await app.ask('settings:set', { parallelDownloads: 1, parallelPerProfile: 1 });
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const beDad = (): Promise<void> => actAs(app, dad, PIN);
const add = async (name: string): Promise<string> => {
  const url = server.url(`/stall/200000/${name}.mp4`);
  return (await app.ask('downloads:trigger', { profileId: dad, url, title: name })).videoId;
};
const item = async (videoId: string): Promise<QueueItem | undefined> =>
  (await app.ask('queue:snapshot', { profileId: dad })).items.find((candidate) => candidate.videoId === videoId);
const pausedOf = async (videoId: string): Promise<boolean | undefined> => (await item(videoId))?.held;

describe('tray', () => {
  let first: string;
  let second: string;

  test('the tray of somebody with nothing to do offers nothing to stop', async () => {
    await tray.becomes(['(Dad: nothing in the queue)', '-', '(Pause all)', '(Resume all)', '-', ...APP]);
  });

  test('the tray says only that all is quiet while nobody is at the window', async () => {
    await app.ask('profiles:lock');
    await tray.becomes(['(Nothing is downloading)', '-', ...APP]);
    await beDad();
  });

  test('the tray shows what failed, with the ways on', async () => {
    const url = server.url('/status/404/gone.mp4');
    const { videoId } = await app.ask('downloads:trigger', { profileId: dad, url, title: 'gone' });
    await tray.has('gone: failed > Try again, Cancel');
    await app.ask('downloads:cancel', { profileId: dad, videoId });
    await tray.has('gone: cancelled > Resume');
  });

  test('the tray shows what runs and what waits', async () => {
    first = await add('first');
    await tray.has(`first: downloading > ${ITEM}`);
    second = await add('second');
    await tray.becomes([
      '(Dad: 1 running, 1 waiting)',
      '-',
      `first: downloading > ${ITEM}`,
      '-',
      `second: waiting > ${ITEM}`,
      '-',
      'gone: cancelled > Resume',
      '-',
      'Pause all',
      '(Resume all)',
      '-',
      ...APP,
    ]);
    await expect.poll(tray.tooltip).toMatch(/^Homereel: 1 download running, \d+%$/);
  });

  test('the tray shows a child its own and counts, an adult the requests to decide, and nobody’s window numbers only', async () => {
    await actAs(app, mia);
    await app.ask('requests:create', { profileId: mia, url: server.url('/page-hang/wish'), title: 'Volcanoes' });
    const count = '(1 request is waiting for a grown-up)';
    await tray.becomes([
      '(Mia: nothing in the queue)',
      '(1 download for others at home)',
      count,
      '-',
      '(Pause all)',
      '(Resume all)',
      '-',
      ...APP,
    ]);
    await app.ask('profiles:lock');
    await tray.becomes(['(1 download running)', count, '-', ...APP]);
    await beDad();
    await tray.has('(1 request waiting for you)');
    await tray.has('Mia: Volcanoes > Allow, Decline');
  });

  test('the tray refuses and allows a request', async () => {
    await tray.press(['Mia: Volcanoes', 'Decline']);
    await expect
      .poll(async () => (await app.ask('requests:list', { profileId: dad })).requests)
      .toMatchObject([{ status: 'refused', decidedBy: 'Dad' }]);
    await expect.poll(tray.lines).not.toContain('(1 request waiting for you)');
  });

  test('the tray pauses, resumes and cancels one', async () => {
    await tray.press(['first: downloading', 'Pause']);
    await tray.has('first: paused > Resume, Cancel');
    expect(await pausedOf(first)).toBe(true);
    await tray.has(`second: downloading > ${ITEM}`);
    await tray.press(['first: paused', 'Resume']);
    await tray.has(`first: waiting > ${ITEM}`);
    expect(await pausedOf(first)).toBe(false);
    await tray.press(['second: downloading', 'Cancel']);
    await tray.has('second: cancelled > Resume');
    await expect.poll(() => item(second)).toBeUndefined();
    await tray.has(`first: downloading > ${ITEM}`);
    await tray.press(['second: cancelled', 'Resume']);
    await tray.has(`second: waiting > ${ITEM}`);
    expect(await item(second)).toMatchObject({ status: 'pending', held: false });
  });

  test('the tray pauses and resumes all', async () => {
    await tray.press(['Pause all']);
    await tray.has('first: paused > Resume, Cancel');
    await tray.has('second: paused > Resume, Cancel');
    await tray.has('(Pause all)');
    expect([await pausedOf(first), await pausedOf(second)]).toEqual([true, true]);
    await expect.poll(async () => (await app.ask('system:health')).active).toEqual([]);
    await tray.press(['Resume all']);
    await tray.has('(Resume all)');
    expect([await pausedOf(first), await pausedOf(second)]).toEqual([false, false]);
    await tray.has('(Dad: 1 running, 1 waiting)');
  });

  test('a tray menu that was opened before its owner left does nothing any more, and says so', async () => {
    await tray.has(`first: downloading > ${ITEM}`);
    const opened = await tray.hold();
    await app.ask('profiles:lock');
    await tray.becomes(['(1 download running)', '-', ...APP]);
    await actAs(app, mia);
    await tray.press(['first: downloading', 'Cancel'], opened);
    await tray.press(['Pause all'], opened);
    await app.page.getByText('This window is not open for that person.', { exact: false }).first().waitFor();
    await beDad();
    expect(await item(first)).toMatchObject({ status: 'downloading', held: false });
    expect(await item(second)).toMatchObject({ status: 'pending', held: false });
  });

  test('the tray brings back the window, and ends the app', async () => {
    const visible = (): Promise<boolean | undefined> =>
      app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(visible).toBe(false);
    await tray.press(['Open Homereel']);
    await expect.poll(visible).toBe(true);
    await tray.press(['Quit']).catch(() => {}); // the answer may be lost in the quitting
    expect(await app.exited).toBe(0);
  });
});

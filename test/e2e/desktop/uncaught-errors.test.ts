import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import type { Notice } from '../../../preload/contract/types.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { isAlive } from '../app/process-life.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
beforeEach(() => server.set('/slow/100000/', null));
afterEach(closeEverything);
afterAll(() => server.close());

const TOLD = /unexpected error and closed itself/;

const ways = {
  'a rejection that nobody handles': (app: RunningApp) =>
    app.app.evaluate(() => void setImmediate(() => void Promise.reject(new TypeError('broken on purpose')))),
  'an exception that nobody catches': (app: RunningApp) =>
    app.app.evaluate(
      () =>
        void setImmediate(() => {
          throw new TypeError('broken on purpose');
        }),
    ),
};

/**
 * Lets `profileId` use this window and returns what the window was told by then. An answer may overtake an event that was sent before it,
 * but events come in order: when that of a changed setting is there, so is every notice from before it.
 */
const noticesOfUnlocking = (app: RunningApp, profileId: string): Promise<string[]> =>
  app.page.evaluate(async (id) => {
    const { homereel } = window as unknown as { homereel: HomereelBridge };
    const texts: string[] = [];
    homereel.on('notice', ({ text }: Notice) => texts.push(text));
    await homereel.invoke('profiles:unlock', { profileId: id });
    const changed = new Promise<void>((resolve) => homereel.on('settings:changed', () => resolve()));
    const settings = await homereel.invoke('settings:get');
    await homereel.invoke('settings:set', { theme: settings.ok && settings.value.theme === 'dark' ? 'light' : 'dark' });
    await changed;
    return texts;
  }, profileId);

describe.each(Object.entries(ways))('%s in the main process', (way, provoke) => {
  test(`${way} ends the runs in order, is logged, and is told once at the next start`, async () => {
    const first = await launchApp();
    const { profile } = await first.ask('profiles:create', { name: 'Mia' });
    await first.ask('profiles:unlock', { profileId: profile.id });
    const { videoId } = await first.ask('downloads:trigger', { profileId: profile.id, url: server.url('/slow/100000/long.mp4') });
    await first.waitForQueueItem(profile.id, (item) => item.status === 'downloading' && (item.bytes ?? 0) > 300_000);
    const [run] = (await first.ask('system:health')).active;
    await provoke(first).catch(() => {}); // the answer may be lost in the ending
    expect(await first.exited).toBe(1);
    expect(isAlive(run?.pid)).toBe(false);

    const log = (await readFile(join(first.userDataFolder, 'logs', 'homereel.log'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { message: string; error?: { stack?: string }; reason?: string; kind?: string });
    expect(log.find(({ message }) => message.endsWith('in the main process'))?.error?.stack).toMatch(
      /^TypeError: broken on purpose\n +at /,
    );
    expect(log.find(({ message }) => message === 'run ended')).toMatchObject({ kind: 'stopped', reason: 'shutdown' });
    // SQLite removes these when the last connection is closed in order.
    expect(existsSync(join(first.userDataFolder, 'library.sqlite-wal'))).toBe(false);

    server.set('/slow/100000/', '/video/');
    const asked = server.requests.length;
    const second = await first.relaunch();
    expect(await noticesOfUnlocking(second, profile.id)).toEqual([expect.stringMatching(TOLD)]);
    await second.page.getByText(TOLD).first().waitFor();
    await second.waitForQueueItem(profile.id, (item) => item.videoId === videoId && item.status === 'complete');
    const resumed = server.requests.slice(asked).filter(({ range }) => /^bytes=[1-9]\d*-/.test(range ?? ''));
    expect(resumed.length).toBeGreaterThan(0);
    expect(await second.quit()).toBe(0);

    const third = await second.relaunch();
    expect(await noticesOfUnlocking(third, profile.id)).toEqual([]);
    expect(await third.quit()).toBe(0);
  });
});

test('an app whose stop fails as well ends all the same, with 1', async () => {
  const app = await launchApp();
  await app.app
    .evaluate(({ app: electronApp }) => {
      electronApp.on('before-quit', () => {
        setImmediate(() => void Promise.reject(new Error('second')));
        throw new Error('third');
      });
      setImmediate(() => void Promise.reject(new Error('first')));
    })
    .catch(() => {});
  expect(await app.exited).toBe(1);
  const log = await readFile(join(app.userDataFolder, 'logs', 'homereel.log'), 'utf8');
  for (const message of ['first', 'second', 'third']) expect(log).toContain(`"message":"${message}"`);
});

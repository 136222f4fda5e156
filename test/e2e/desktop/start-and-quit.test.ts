import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { oldestAndNewestYtDlp } from '../../fakes/installed-yt-dlps.ts';
import { makeFolders, spawnApp } from '../app/app-process.ts';
import { closeEverything, launchApp } from '../app/harness.ts';

afterEach(closeEverything);

async function sqliteFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const handle = await open(file, 'r');
    const { buffer } = await handle.read(Buffer.alloc(15), 0, 15, 0);
    await handle.close();
    if (buffer.toString('latin1') === 'SQLite format 3') found.push(file);
  }
  return found;
}

/** The household's database among the browser's own ones: the one that has profiles. */
async function libraryDatabase(userDataFolder: string): Promise<string> {
  for (const file of await sqliteFilesIn(userDataFolder)) {
    const sqlite = new Database(file, { readonly: true });
    const isOurs = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'video_references'").get() !== undefined;
    sqlite.close();
    if (isOurs) return file;
  }
  throw new Error('There is no library database.');
}

const digest = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

describe('databases that this version must not touch', () => {
  test.each([
    [
      'a newer database',
      (file: string) => {
        const sqlite = new Database(file);
        sqlite.pragma('user_version = 9999');
        sqlite.close();
      },
      /newer/i,
      'LibraryTooNew',
    ],
    [
      'a file that is no database',
      (file: string) => writeFile(file, 'this is not a database, and somebody may still want it'.repeat(100)),
      /damaged|not a/i,
      'LibraryUnreadable',
    ],
  ])('the app tells of %s, ends with 1, and leaves the file as it was', async (_what, change, words, name) => {
    const first = await launchApp();
    expect(await first.quit()).toBe(0);
    const file = await libraryDatabase(first.userDataFolder);
    await change(file);
    const before = await digest(file);

    const second = await first.relaunch();
    expect(await second.page.locator('[role=alert]').textContent()).toMatch(words);
    await second.page.getByRole('link', { name: 'Close' }).click({ noWaitAfter: true });
    expect(await second.exited).toBe(1);
    expect(existsSync(join(first.userDataFolder, 'crash.json'))).toBe(false);

    const third = await spawnApp(first);
    expect(await third.waitForErrorOutput(/cannot start: .*/)).toMatch(words);
    expect(await third.waitForErrorOutput(/cannot start: \w+/)).toBe(`cannot start: ${name}`);
    third.kill('SIGTERM');
    expect(await third.exited).toBe(1);
    expect(await digest(file)).toBe(before);
  });
});

describe('starting', () => {
  test('the app says in a window and on stderr when HOMEREEL_TIMINGS is not as agreed', async () => {
    const env = { HOMEREEL_TIMINGS: '{"noOutputMs":"soon"}' };
    const app = await launchApp({ env });
    expect(await app.page.locator('[role=alert]').textContent()).toContain('noOutputMs');
    const plain = await spawnApp(app, { env });
    await plain.waitForErrorOutput(/cannot start: BadEnvironment: HOMEREEL_TIMINGS: noOutputMs/);
  });

  test('a second start shows the first window and hands over its link', async () => {
    const first = await launchApp();
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const shown = first.app.evaluate(
      ({ BrowserWindow }) => new Promise<void>((resolve) => BrowserWindow.getAllWindows()[0]?.once('show', () => resolve())),
    );
    const offered = first.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const { homereel } = window as unknown as {
            homereel: { on(event: string, listener: (payload: { url: string }) => void): void };
          };
          homereel.on('link:offered', ({ url }) => resolve(url));
        }),
    );
    const second = await spawnApp(first, { args: ['homereel://add?url=https%3A%2F%2Ftube.example%2F1'] });
    expect(await second.exited).toBe(0);
    await shown;
    expect(await offered).toBe('https://tube.example/1');
  });

  test('the app works with a window file that is not ours', async () => {
    const folders = await makeFolders();
    await mkdir(folders.userDataFolder, { recursive: true });
    await writeFile(join(folders.userDataFolder, 'window.json'), '{"x":1e9}');
    const app = await launchApp({ folders });
    const size = await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    expect(size?.[0]).toBeGreaterThanOrEqual(900);
  });
});

describe('ending', () => {
  test('closing the window leaves the app running, out of sight', async () => {
    const { app } = await launchApp();
    const hidden = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return new Promise<boolean>((resolve) => {
        window?.once('hide', () => resolve(!window.isVisible() && !window.isDestroyed()));
        window?.close();
      });
    });
    expect(hidden).toBe(true);
  });

  test('the app remembers where the window was', async () => {
    const first = await launchApp();
    // The desktop moves a window when it gets round to it: the place must have been taken before the app ends.
    const place = () =>
      first.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setBounds({ x: 40, y: 30, width: 1010, height: 700 });
        return window?.getNormalBounds();
      });
    await expect.poll(place).toMatchObject({ width: 1010, height: 700 });
    await first.quit();
    const second = await first.relaunch();
    const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 1010, height: 700 });
  });

  test('an app that is started by hand finds the newest yt-dlp that set-up knows, also beside an old one', async () => {
    const app = await launchApp();
    const { ytDlp } = await app.ask('system:health');
    expect(ytDlp).toMatchObject({ found: true, version: (await oldestAndNewestYtDlp()).at(-1)?.version });
  });

  test('SIGTERM is a quit', async () => {
    const app = await launchApp();
    await app.kill('SIGTERM');
    expect(await app.exited).toBe(0);
  });
});

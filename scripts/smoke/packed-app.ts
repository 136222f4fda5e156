import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { basename, delimiter, dirname, join, sep } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';

/** A home folder that nobody has lived in, and what else a start of the packed app needs. */
export interface PackedAppPlaces {
  readonly program: string;
  /** Arguments that Electron needs on this machine. */
  readonly args: readonly string[];
  readonly home: string;
  readonly display: string;
  readonly busSocket: string;
}

/** A started packed app. */
export interface PackedApp {
  readonly page: Page;
  /** What the page complained of. */
  readonly pageProblems: readonly string[];
  /** Resolves with the exit code; rejects when the app has not ended 30 s after the call. */
  exitCode(): Promise<number | null>;
  /** Takes the debugger off, and kills the app if it still runs. */
  end(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const EXIT_LIMIT_MS = 30_000;

/**
 * Starts the packed app as a desktop would, in an environment of its own, and reads its window over Chromium's own debugging port (on
 * loopback, free number), which only the package made for this test obeys. Node's debugger is locked out of every package by a fuse.
 */
export async function startPackedApp(places: PackedAppPlaces, more: readonly string[] = []): Promise<PackedApp> {
  const child = await startProgram(places, ['--remote-debugging-port=0', ...more]);
  const exited = exitOf(child);
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  void exited.then(() => process.off('exit', kill));
  const said = collect(child);
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child, exited), { timeout: START_LIMIT_MS });
    const end = async (): Promise<void> => {
      kill();
      await Promise.all([exited, browser.close()]);
    };
    const page = await appPage(browser);
    const pageProblems: string[] = [];
    page.on('pageerror', (error) => pageProblems.push(String(error)));
    page.on('console', (message) => void (message.type() === 'error' && pageProblems.push(message.text())));
    await page.waitForLoadState('load');
    return { page, pageProblems, exitCode: () => within(exited, EXIT_LIMIT_MS), end };
  } catch (error) {
    kill();
    await exited;
    throw new Error(`The packed app did not open its window. It said: ${said() || 'nothing'}`, { cause: error });
  }
}

/** Starts the app with these arguments, waits for its end, and resolves with its exit code and what it said. */
export async function startInVain(
  places: PackedAppPlaces,
  more: readonly string[],
): Promise<{ code: number | null; said: string }> {
  const child = await startProgram(places, more);
  const said = collect(child);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const kill = setTimeout(() => child.kill('SIGKILL'), EXIT_LIMIT_MS);
  const code = await exitOf(child);
  clearTimeout(kill);
  await closed;
  return { code, said: said() };
}

/** Starts the app a second time, as a browser does with a link, and waits for the exit code. */
export async function startAgain(places: PackedAppPlaces, link: string): Promise<number | null> {
  const child = await startProgram(places, [link]);
  return await within(exitOf(child), EXIT_LIMIT_MS);
}

async function startProgram(places: PackedAppPlaces, more: readonly string[]): Promise<ChildProcess> {
  const { home } = places;
  const folders = {
    XDG_CONFIG_HOME: '.config',
    XDG_CACHE_HOME: '.cache',
    XDG_DATA_HOME: '.local/share',
    XDG_RUNTIME_DIR: '.run',
  };
  const own = Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, join(home, folder)]));
  for (const folder of [...Object.values(own), join(home, '.tmp')]) await mkdir(folder, { recursive: true, mode: 0o700 });
  return spawn(places.program, [...places.args, ...more], {
    cwd: home,
    env: {
      ...own,
      HOME: home,
      TMPDIR: join(home, '.tmp'),
      PATH: pathWithNewestYtDlp(),
      LANG: 'C.UTF-8',
      DISPLAY: places.display,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${places.busSocket}`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** A package knows no variables of ours, so the newest yt-dlp that set-up knows has to come first on the path. */
function pathWithNewestYtDlp(): string {
  const system = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.split(sep).includes('node_modules'));
  const newest = process.env['HOMEREEL_YTDLP'];
  return [...(newest !== undefined && basename(newest) === 'yt-dlp' ? [dirname(newest)] : []), ...system].join(delimiter);
}

/** Keeps the end of what the app says on stderr; the returned function tells it. */
function collect(child: ChildProcess): () => string {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  return () => said.trim();
}

function debuggingAddress(child: ChildProcess, exited: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It has no debugging port.')), START_LIMIT_MS);
    let said = '';
    child.stderr?.on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\/\/127\.0\.0\.1:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    void exited.then(() => reject(new Error('It ended at once.'))).finally(() => clearTimeout(timer));
  });
}

async function appPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The packed app has no window.');
  const isApp = (page: Page): boolean => page.url().startsWith('app://');
  return context.pages().find(isApp) ?? (await context.waitForEvent('page', { predicate: isApp, timeout: START_LIMIT_MS }));
}

/** Null for a program that a signal ended, or that could not be started. */
const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(null)));

async function within<T>(fact: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The packed app did not end.')), limitMs);
  });
  return await Promise.race([fact, limit]).finally(() => clearTimeout(timer));
}

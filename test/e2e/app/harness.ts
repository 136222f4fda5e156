import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import type { ChannelInput, ChannelName, ChannelValue } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { type AppFolders, appCommand, type LaunchOptions, makeFolders, removeFoldersAndDisplay } from './app-process.ts';
import { mirrorQueue, type QueueMirror } from './queue-mirror.ts';

const START_LIMIT_MS = 60_000;
const EXIT_LIMIT_MS = 30_000;
const WAIT_LIMIT_MS = 60_000;

/** A started app whose first window is loaded. */
export interface RunningApp extends AppFolders {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What went wrong in the page: uncaught errors and console errors. */
  readonly pageProblems: readonly string[];
  invoke<Name extends ChannelName>(channel: Name, request?: ChannelInput<Name>): Promise<Result<ChannelValue<Name>>>;
  /** The same without types, for messages that are not as agreed. */
  invokeAnything(channel: unknown, request?: unknown): Promise<unknown>;
  /** The value of an answer that must be ok. */
  ask<Name extends ChannelName>(channel: Name, request?: ChannelInput<Name>): Promise<ChannelValue<Name>>;
  waitForQueueItem(profileId: string, wanted: (item: QueueItem) => boolean, timeoutMs?: number): Promise<QueueItem>;
  waitForQueue(profileId: string, wanted: (items: readonly QueueItem[]) => boolean, timeoutMs?: number): Promise<void>;
  /** Ends the main process without a word to it, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Quits as a person does; resolves with the exit code. */
  quit(): Promise<number | null>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** Starts the app again over the same folders; it must have ended. */
  relaunch(options?: Omit<LaunchOptions, 'folders'>): Promise<RunningApp>;
  screenshot(path: string): Promise<void>;
}

const running = new Set<RunningApp>();

/** Starts the built app (`npm run build` first) over fresh folders and waits for its first window. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const places = options.folders ?? (await makeFolders());
  const app = await _electron.launch({ ...(await appCommand(places, options)), timeout: START_LIMIT_MS });
  // Not `exit`: the browser's other processes share these pipes, and write into the folders until they have gone too.
  const exited = once(app.process(), 'close').then(([code]: (number | null)[]) => code ?? null);
  const page = await app.firstWindow({ timeout: START_LIMIT_MS });
  const pageProblems: string[] = [];
  page.on('pageerror', (error) => pageProblems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') pageProblems.push(message.text());
  });
  await page.waitForLoadState('load');
  let mirror: Promise<QueueMirror> | undefined;
  const queue = (): Promise<QueueMirror> => {
    mirror ??= mirrorQueue(page);
    return mirror;
  };
  const invokeAnything = (channel: unknown, request?: unknown): Promise<unknown> =>
    page.evaluate(
      ([name, value]) => (window as unknown as { homereel: HomereelBridge }).homereel.invoke(name as ChannelName, value as never),
      [channel, request],
    );
  const invoke: RunningApp['invoke'] = async (channel, request) => (await invokeAnything(channel, request)) as never;
  const started: RunningApp = {
    ...places,
    app,
    page,
    pageProblems,
    invoke,
    invokeAnything,
    ask: async (channel, request) => {
      const answer = await invoke(channel, request);
      if (!answer.ok) throw new Error(`${channel}: ${answer.code} ${answer.message}`);
      return answer.value;
    },
    waitForQueueItem: async (profileId, wanted, timeoutMs = WAIT_LIMIT_MS) =>
      (await queue()).waitFor(profileId, (items) => items.find(wanted), timeoutMs),
    waitForQueue: async (profileId, wanted, timeoutMs = WAIT_LIMIT_MS) => {
      await (await queue()).waitFor(profileId, wanted, timeoutMs);
    },
    exited,
    kill: async (signal = 'SIGKILL') => {
      app.process().kill(signal);
      await ended(exited);
    },
    quit: async () => {
      // The answer may be lost in the quitting; the exit code is what counts.
      await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
      return await ended(exited);
    },
    relaunch: (next = {}) => launchApp({ ...options, ...next, folders: places }),
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
  };
  running.add(started);
  void exited.then(() => running.delete(started));
  return started;
}

/** Ends every app, folder and screen that this test file made; for `afterAll`. */
export async function closeEverything(): Promise<void> {
  await Promise.all([...running].map((app) => app.kill()));
  await removeFoldersAndDisplay();
}

async function ended(exited: Promise<number | null>): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The app did not end.')), EXIT_LIMIT_MS);
  });
  try {
    return await Promise.race([exited, limit]);
  } finally {
    clearTimeout(timer);
  }
}

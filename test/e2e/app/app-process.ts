import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.ts';
import { electronRuntime, repositoryRoot } from './electron-runtime.ts';

/** Short numbers, so that a test of a hang takes seconds. Milliseconds and bytes. */
const shortTimings = {
  noOutputMs: 3000,
  deadlineMs: 60_000,
  heartbeatMs: 200,
  staleMs: 1500,
  sweepMs: 500,
  politeStopMs: 1000,
  backoffFirstMs: 300,
  backoffMaxMs: 1000,
  floorSpaceBytes: 0,
  lowSpaceBytes: 0,
};

export interface AppFolders {
  readonly userDataFolder: string;
  readonly libraryFolder: string;
}

export interface LaunchOptions {
  /** Folders of an earlier start; new ones otherwise. */
  readonly folders?: AppFolders;
  readonly timings?: Readonly<Record<string, number>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments after the app's own. */
  readonly args?: readonly string[];
}

/** How to start the built app. */
export interface AppCommand {
  readonly executablePath: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

/** A started app without a debugger: for what is said before one could listen. */
export interface PlainProcess {
  /** Resolves with the first match in what it writes to stderr; rejects if it ends without. */
  waitForErrorOutput(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

const folders = new Set<string>();
const processes = new Set<PlainProcess>();
let display: ReturnType<typeof openDisplay> | undefined;

/** Two new empty folders, removed at the end of the test file. */
export async function makeFolders(): Promise<AppFolders> {
  const root = await mkdtemp(join(tmpdir(), 'homereel-e2e-'));
  folders.add(root);
  return { userDataFolder: join(root, 'user-data'), libraryFolder: join(root, 'library') };
}

/** The command for these folders, on a screen of this test file's own where there is none. */
export async function appCommand(places: AppFolders, options: LaunchOptions): Promise<AppCommand> {
  const runtime = await electronRuntime();
  display ??= openDisplay();
  const { name } = await display;
  return {
    executablePath: runtime.path,
    args: [...runtime.args, repositoryRoot, ...(options.args ?? [])],
    cwd: repositoryRoot,
    env: {
      ...inheritedEnvironment(),
      ...(name ? { DISPLAY: name } : {}),
      HOMEREEL_USER_DATA: places.userDataFolder,
      HOMEREEL_LIBRARY: places.libraryFolder,
      HOMEREEL_ALLOW_PRIVATE: '1',
      HOMEREEL_TIMINGS: JSON.stringify({ ...shortTimings, ...options.timings }),
      ...runtime.env,
      ...options.env,
    },
  };
}

/** Starts the built app and does not wait for anything. */
export async function spawnApp(places: AppFolders, options: LaunchOptions = {}): Promise<PlainProcess> {
  const { executablePath, args, cwd, env } = await appCommand(places, options);
  const child = spawn(executablePath, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errorText = '';
  let checkText = (): void => {};
  child.stderr.on('data', (chunk: Buffer) => {
    errorText += chunk.toString();
    checkText();
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const started: PlainProcess = {
    exited,
    kill: (signal) => void child.kill(signal),
    waitForErrorOutput: (pattern) =>
      new Promise((resolve, reject) => {
        checkText = () => {
          const match = pattern.exec(errorText);
          if (match) resolve(match[0]);
        };
        void exited.then(() => reject(new Error(`It ended without saying ${pattern}, but: ${errorText}`)));
        checkText();
      }),
  };
  processes.add(started);
  void exited.then(() => processes.delete(started));
  return started;
}

/** Ends what is left of this test file's plain processes, folders and screen. */
export async function removeFoldersAndDisplay(): Promise<void> {
  for (const left of processes) left.kill('SIGKILL');
  await Promise.all([...processes].map(({ exited }) => exited));
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
  folders.clear();
  await (await display)?.stop();
  display = undefined;
}

/** The test's own variables, without those that would lead the app to a person's real data or change how it runs. */
function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(HOMEREEL_|ELECTRON_|NODE_OPTIONS|VITEST|VITE_)/.test(entry[0]),
    ),
  );
}

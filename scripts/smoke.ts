// Starts the packed app as a person would, on a screen and a desktop bus of its own: `npm run smoke`, see CONTRIBUTING.md.
import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, repositoryRoot } from '../test/e2e/app/electron-runtime.ts';
import { startMediaServer } from '../test/media-server/index.ts';
import { Report } from './demo/report.ts';
import { smokeOutput, unpackedApp } from './package/places.mjs';
import { startVirtualDisplay } from './screen/virtual-display.mjs';
import { debuggerRefused } from './smoke/debugger-refused.ts';
import { connectToBus } from './smoke/message-bus.ts';
import { startSessionBus } from './smoke/session-bus.ts';
import { firstMinutes, nextLogin } from './smoke/story.ts';
import { startTrayPanel } from './smoke/tray-panel.ts';
import { connectToScreen } from './smoke/x-screen.ts';

const PACKAGE_LIMIT_MS = 30 * 60_000;
const STORY_LIMIT_MS = 5 * 60_000;

const json = process.argv.includes('--json');
const report = new Report(json);
const startedAt = performance.now();
/** What people get, and the same marked as one that obeys a debugger, by which its window is read. */
const packages = [
  { made: unpackedApp(), packagingArguments: ['--dir'] },
  { made: unpackedApp(process.platform, process.arch, smokeOutput), packagingArguments: ['--dir', '--for-smoke-test'] },
] as const;

/** True when there is no such package, or the app has been built since. */
function isPackageStale({ program, resources }: ReturnType<typeof unpackedApp>): boolean {
  const packed = statSync(join(resources, 'app.asar'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['out/main/index.cjs', 'out/renderer/index.html', 'electron-builder.yml', 'package-lock.json'];
  return !existsSync(program) || sources.some((path) => statSync(join(repositoryRoot, path)).mtimeMs > packed);
}

async function run(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('The smoke test plays a Linux desktop’s panel, so it runs on Linux only.');
  for (const { made, packagingArguments } of packages) {
    if (!isPackageStale(made)) continue;
    report.say('There is no package of what is built now; packaging it first.');
    const script = join(repositoryRoot, 'scripts', 'package.mjs');
    const options = { timeout: PACKAGE_LIMIT_MS, stdio: ['ignore', 'ignore', 'inherit'] } satisfies ExecFileSyncOptions;
    execFileSync(process.execPath, [script, ...packagingArguments], options);
  }
  const { args } = await electronRuntime();
  const home = mkdtempSync(join(tmpdir(), 'homereel-home-'));
  const busFolder = mkdtempSync(join(tmpdir(), 'homereel-bus-'));
  process.once('exit', () => {
    for (const folder of [home, busFolder]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const server = await startMediaServer();
  const display = await startVirtualDisplay({ widthPixels: 1600, heightPixels: 1000 });
  const sessionBus = await startSessionBus(busFolder);
  const bus = await connectToBus(sessionBus.socketPath);
  const screen = await connectToScreen(display.display);
  try {
    const panel = await startTrayPanel(bus);
    const [given, driven] = packages;
    const places = { program: driven.made.program, args, home, display: display.display, busSocket: sessionBus.socketPath };
    await debuggerRefused({ ...places, program: given.made.program }, report);
    const stage = { places, server, panel, screen, report };
    await firstMinutes(stage);
    await nextLogin(stage);
  } finally {
    screen.close();
    bus.close();
    await sessionBus.stop();
    await display.stop();
    await server.close();
  }
}

const limit = setTimeout(() => {
  report.check('It comes to an end in time', false);
  process.exit(1);
}, PACKAGE_LIMIT_MS + STORY_LIMIT_MS);
try {
  await run();
} catch (error) {
  report.check('The smoke test runs to its end', false, error instanceof Error ? error.message : String(error));
}
clearTimeout(limit);
report.table();
if (json) {
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  process.stdout.write(`${JSON.stringify({ ok: report.allHeld, seconds, checks: report.checks })}\n`);
}
process.exitCode = report.allHeld ? 0 : 1;

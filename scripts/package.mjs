import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveElectron } from './electron/resolve.mjs';
import { complaintsAbout, readContents } from './package/contents.mjs';
import { complaintsAboutFuses, readFuses } from './package/fuses.mjs';
import { listOfPackages } from './package/list-of-packages.mjs';
import { smokeOutput, unpackedApp } from './package/places.mjs';
import { isForThisSystem, packagingPlan } from './package/plan.mjs';
import { say } from './set-up/announce.mjs';
import { lastWords, runBounded } from './set-up/bounded-process.mjs';
import { ensureBuild } from './set-up/build.mjs';
import { withLock } from './set-up/lock.mjs';
import { continueUnderProjectNode, projectEnvironment } from './set-up/node-version.mjs';
import { projectCache, projectRoot } from './set-up/places.mjs';
import { runScript, SetUpError } from './set-up/set-up-error.mjs';
import { setUp } from './set-up.mjs';

const packageTimeoutMs = 30 * 60_000;
const work = join(projectCache, 'package');

/**
 * Runs electron-builder; what it says goes to stderr.
 * @param {import('electron-builder').Configuration} plan
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
async function runBuilder(plan, args) {
  mkdirSync(work, { recursive: true });
  const planFile = join(work, 'electron-builder.json');
  writeFileSync(planFile, `${JSON.stringify(plan, null, 2)}\n`);
  const finished = await runBounded('electron-builder', ['--config', planFile, '--publish', 'never', ...args], {
    timeoutMs: packageTimeoutMs,
    cwd: projectRoot,
    env: projectEnvironment(),
    shell: process.platform === 'win32',
    onLine: say,
  });
  if (finished.code !== 0) throw new SetUpError(`The package could not be built: ${lastWords(finished)}`);
}

// The package that `npm run smoke` makes for itself: it obeys a debugger, and lies apart from what people get.
const forSmokeTest = process.argv.includes('--for-smoke-test');
const packedApp = () => unpackedApp(process.platform, process.arch, forSmokeTest ? smokeOutput : undefined);

/** Takes out what came along with the Electron of this machine: its own default app, and the SQLite that lies beside the offline one. */
function dropRuntimeExtras() {
  const { program, resources } = packedApp();
  rmSync(join(resources, 'default_app.asar'), { force: true });
  if (process.platform === 'linux') rmSync(join(dirname(program), 'sqlite'), { recursive: true, force: true });
}

/**
 * Reads the unpacked app and says what is in it.
 * @returns {Promise<void>}
 */
async function inspect() {
  const { folder, program, resources } = packedApp();
  const contents = await readContents(resources);
  const complaints = [...complaintsAbout(contents, forSmokeTest), ...complaintsAboutFuses(await readFuses(program))];
  if (complaints.length > 0) throw new SetUpError(`The package is not as it should be:\n${complaints.join('\n')}`);
  const megabytes = (contents.bytes / 1_000_000).toFixed(1);
  process.stdout.write(`${folder}: ${megabytes} MB without Electron, ${contents.inArchive.length} files\n`);
}

// `npm run package -- --dir` builds the unpacked app, `npm run package` what this system gives to people (on Linux AppImage and deb).
await runScript(async () => {
  const args = process.argv.slice(2).filter((argument) => argument !== '--for-smoke-test');
  if (forSmokeTest && !isForThisSystem(args)) throw new SetUpError('A package for the smoke test is made with --dir only.');
  await setUp({ display: false });
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  await ensureBuild();
  const electron = await resolveElectron();
  const offline = electron.path.includes('offline-electron');
  const plan = packagingPlan({ ...electron, offline }, args, forSmokeTest);
  if (offline) {
    say(
      `This package is for tests: it has the offline Electron ${electron.version} and, as that one cannot load the app's own SQLite addon, an older SQLite (better-sqlite3 11.5.0).`,
    );
  }
  await withLock(
    join(projectCache, 'package.lock'),
    async () => {
      await runBuilder(plan, args);
      if (isForThisSystem(args)) dropRuntimeExtras();
      await inspect();
      writeFileSync(join(dirname(packedApp().folder), 'packages.cdx.json'), await listOfPackages());
    },
    { waitMs: packageTimeoutMs, reason: 'Another packaging of this checkout is running; waiting for it.' },
  );
});

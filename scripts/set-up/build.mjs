import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { say, startProgress } from './announce.mjs';
import { lastWords, runBounded } from './bounded-process.mjs';
import { projectEnvironment } from './node-version.mjs';
import { projectRoot } from './places.mjs';
import { SetUpError } from './set-up-error.mjs';

const buildTimeoutMs = 5 * 60_000;
const sources = [
  'main',
  'preload',
  'renderer',
  'phrasebook',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const results = [
  ...['out/main/index.cjs', 'out/main/gate-worker.cjs', 'out/main/document-worker.cjs'],
  ...['out/preload/index.cjs', 'out/renderer/index.html'],
];

/**
 * Whether the built app is missing or older than what it is made of.
 * @param {string} [root] the checkout
 * @returns {boolean}
 */
export function isBuildStale(root = projectRoot) {
  const built = results.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return newestChange(sources.map((path) => join(root, path))) > Math.min(...built);
}

/**
 * The time of the newest change in files and folders; a folder's own time tells of files that were removed.
 * @param {readonly string[]} paths
 * @returns {number} milliseconds; 0 when none exists
 */
function newestChange(paths) {
  let newest = 0;
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) continue;
    newest = Math.max(newest, found.mtimeMs);
    if (found.isDirectory()) newest = Math.max(newest, newestChange(readdirSync(path).map((name) => join(path, name))));
  }
  return newest;
}

/**
 * Builds the app when it is stale.
 * @returns {Promise<void>}
 * @throws {SetUpError} when the build fails, with its last words
 */
export async function ensureBuild() {
  if (!isBuildStale()) return;
  say('Building the app:');
  const progress = startProgress('electron-vite build');
  const finished = await runBounded('electron-vite', ['build'], {
    timeoutMs: buildTimeoutMs,
    cwd: projectRoot,
    env: projectEnvironment(),
    shell: process.platform === 'win32',
  });
  progress.stop();
  if (finished.code !== 0) throw new SetUpError(`The app could not be built: ${lastWords(finished)}`);
}

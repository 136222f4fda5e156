import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say, startProgress } from '../set-up/announce.mjs';
import { withLock } from '../set-up/lock.mjs';
import { projectCache, sharedCache } from '../set-up/places.mjs';
import { layOutRuntime } from './lay-out.mjs';
import { electronVersion, recipeKey } from './recipe.mjs';

const waitForOtherMs = 20 * 60_000;

/** @returns {boolean} whether the offline runtime exists for this system */
export const offlineElectronFits = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * The offline Electron: from the cache, or laid out now (some 20 s and 200 MB to fetch).
 * @returns {Promise<{ path: string, version: string }>}
 * @throws {import('../set-up/set-up-error.mjs').SetUpError} when it cannot be fetched or does not run
 */
export async function ensureOfflineElectron() {
  const cache = writableCache();
  const place = join(cache, recipeKey());
  const path = join(place, 'dist', 'electron');
  // The folder gets its name only when all in it is done, so there is nothing half.
  if (!existsSync(place)) {
    await withLock(join(cache, 'lock'), () => layOut(cache, place), {
      waitMs: waitForOtherMs,
      reason: 'Another process is fetching the offline Electron; waiting for it.',
    });
  }
  return { path, version: electronVersion };
}

/**
 * @param {string} cache
 * @param {string} place
 * @returns {Promise<void>}
 */
async function layOut(cache, place) {
  if (existsSync(place)) return;
  for (const left of readdirSync(cache).filter((name) => name.startsWith('.work-')))
    rmSync(join(cache, left), { recursive: true });
  say(`Laying out the offline Electron ${electronVersion}, for development and tests only:`);
  const progress = startProgress('offline Electron');
  const target = mkdtempSync(join(cache, '.work-'));
  try {
    await layOutRuntime(target, (step) => progress.update(step));
    renameSync(target, place);
  } finally {
    progress.stop();
    rmSync(target, { recursive: true, force: true });
  }
}

/** @returns {string} the cache that all checkouts share, or this checkout's own where that one cannot be written */
function writableCache() {
  for (const root of [sharedCache(), projectCache]) {
    const folder = join(root, 'offline-electron');
    try {
      mkdirSync(folder, { recursive: true });
      rmSync(mkdtempSync(join(folder, '.probe-')), { recursive: true });
      return folder;
    } catch {
      // Not writable: the next one.
    }
  }
  throw new Error('Neither the cache folder of this person nor that of the project can be written.');
}

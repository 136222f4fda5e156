import { join } from 'node:path';
import { ensureOfflineElectron, offlineElectronFits } from '../offline-electron/runtime.mjs';
import { say } from '../set-up/announce.mjs';
import { withLock } from '../set-up/lock.mjs';
import { projectCache } from '../set-up/places.mjs';
import { SetUpError } from '../set-up/set-up-error.mjs';
import { launchOptions } from './launch-options.mjs';
import { fetchOfficialElectron, installedOfficialElectron } from './official.mjs';

const waitForOtherMs = 30 * 60_000;

/**
 * An Electron that runs here, and how to start it: `path`, then `args`, then the app's folder, with `env` over the environment.
 * @typedef {{ path: string, version: string, env: Record<string, string>, args: string[] }} RunnableElectron
 */

/**
 * Finds the Electron to use, fetching it first if it must: the official runtime of the pinned version, else, on Linux x64, the offline one.
 * Says on stderr which it is. To be called after set-up.
 * @returns {Promise<RunnableElectron>}
 * @throws {SetUpError} when none can be had
 */
export async function resolveElectron() {
  const { path, version } = await findRuntime();
  return { path, version, ...(await launchOptions()) };
}

/** @returns {Promise<{ path: string, version: string }>} */
async function findRuntime() {
  const official =
    installedOfficialElectron() ??
    (await withLock(
      join(projectCache, 'electron.lock'),
      async () => installedOfficialElectron() ?? (await fetchOfficialElectron()),
      {
        waitMs: waitForOtherMs,
        reason: 'Another process is fetching Electron; waiting for it.',
      },
    ));
  if (official !== null) {
    say(`Electron ${official.version}, the official runtime.`);
    return official;
  }
  if (!offlineElectronFits()) {
    throw new SetUpError(
      'Electron could not be fetched from its release site, and there is no other source for this system. Check the network (or set ELECTRON_MIRROR), then run: node node_modules/electron/install.js',
    );
  }
  const offline = await ensureOfflineElectron();
  say(`Electron ${offline.version} from the offline runtime, for development and tests only.`);
  return offline;
}

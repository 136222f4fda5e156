import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, startProgress } from '../set-up/announce.mjs';
import { runBounded } from '../set-up/bounded-process.mjs';
import { projectCache, projectRoot } from '../set-up/places.mjs';

const packageFolder = join(projectRoot, 'node_modules', 'electron');
const failureFile = join(projectCache, 'official-electron-failed.json');
const failureHoldsMs = 24 * 3_600_000;
const silenceTimeoutMs = 20_000;
const installTimeoutMs = 15 * 60_000;
const watchMs = 1_000;

/** @typedef {{ path: string, version: string }} Electron */

/** @returns {string} the version that the project pins */
const pinnedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

/**
 * The official runtime of the pinned Electron, when it is there and whole.
 * @returns {Electron | null}
 */
export function installedOfficialElectron() {
  try {
    const version = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    // The installer writes this file last.
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim());
    return version === pinnedVersion() && existsSync(path) ? { path, version } : null;
  } catch {
    return null;
  }
}

/**
 * Fetches the official runtime with the electron package's own installer, within bounds: it must not be silent for long. A failure is
 * remembered for a day, so that the next start does not wait for it again.
 * @returns {Promise<Electron | null>} null when it cannot be had now
 */
export async function fetchOfficialElectron() {
  const version = pinnedVersion();
  if (failedLately(version)) return null;
  say(`Fetching Electron ${version} from its release site:`);
  const reason = await runInstaller();
  const installed = installedOfficialElectron();
  if (installed === null) {
    writeFileSync(failureFile, `${JSON.stringify({ version, failedAt: Date.now() })}\n`);
    say(`  Not possible now: ${reason}. It is tried again in a day, or when .cache/official-electron-failed.json is deleted.`);
  }
  return installed;
}

/**
 * @param {string} pinned
 * @returns {boolean}
 */
function failedLately(pinned) {
  try {
    const { version, failedAt } = JSON.parse(readFileSync(failureFile, 'utf8'));
    return version === pinned && Math.abs(Date.now() - failedAt) < failureHoldsMs;
  } catch {
    return false;
  }
}

/** @returns {Promise<string>} why it failed, should it have */
async function runInstaller() {
  mkdirSync(projectCache, { recursive: true });
  // The download goes to a temporary folder of its own, so that its growth can be watched.
  const temporary = mkdtempSync(join(projectCache, 'electron-download-'));
  const progress = startProgress('downloading Electron');
  const silence = new AbortController();
  let bytes = 0;
  let grewAt = Date.now();
  const watch = setInterval(() => {
    const now = bytesIn(temporary) + bytesIn(join(packageFolder, 'dist'));
    if (now !== bytes) grewAt = Date.now();
    bytes = now;
    progress.update(`${Math.round(bytes / 1_000_000)} MB`);
    if (Date.now() - grewAt > silenceTimeoutMs) silence.abort();
  }, watchMs);
  try {
    const finished = await runBounded(process.execPath, [join(packageFolder, 'install.js')], {
      timeoutMs: installTimeoutMs,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
      signal: silence.signal,
    });
    if (silence.signal.aborted) return `nothing came for ${silenceTimeoutMs / 1000} seconds`;
    if (finished.timedOut) return 'it took too long';
    return /^\w*Error: (.*)$/m.exec(finished.stderr)?.[1] ?? 'the installer ended without it';
  } finally {
    clearInterval(watch);
    progress.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {number} 0 for a folder that is not there; files that vanish meanwhile do not count
 */
function bytesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return 0;
  }
}

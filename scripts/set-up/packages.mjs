import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, startProgress } from './announce.mjs';
import { lastWords, runBounded } from './bounded-process.mjs';
import { hasProjectNode, outerEnvironment } from './node-version.mjs';
import { projectRoot } from './places.mjs';
import { SetUpError } from './set-up-error.mjs';

const installTimeoutMs = 15 * 60_000;

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Whether an installation is what the lock file asks for. npm writes the lock inside `node_modules` last, so an interrupted installation
 * has none. Optional packages may be absent: they are for other systems.
 * @param {Lock} wanted `package-lock.json`
 * @param {Lock | null} installed `node_modules/.package-lock.json`
 * @returns {boolean}
 */
export function isInstalled(wanted, installed) {
  if (installed === null) return false;
  return Object.entries(wanted.packages ?? {}).every(([path, { version, optional }]) => {
    const present = installed.packages?.[path];
    return path === '' || (present === undefined ? optional === true : present.version === version);
  });
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @returns {boolean} whether the packages are there, whole and what the lock file asks for */
function packagesReady() {
  const wanted = readLock(join(projectRoot, 'package-lock.json'));
  if (wanted === null) throw new SetUpError('package-lock.json is missing or not readable: this checkout is not whole.');
  return isInstalled(wanted, readLock(join(projectRoot, 'node_modules', '.package-lock.json')));
}

/**
 * Installs the npm packages of the lock file when they are not there.
 * @returns {Promise<void>}
 * @throws {SetUpError} when npm fails, with its last words
 */
export async function ensurePackages() {
  if (!packagesReady()) {
    say('Installing the npm packages (about a minute the first time):');
    // On Windows a running program cannot be replaced, and this may run on the very Node.js that `npm ci` would delete.
    const insideProject = process.execPath.startsWith(join(projectRoot, 'node_modules'));
    // Install scripts stay off: the only one that matters follows, and older npms would compile better-sqlite3 in spite of its prebuilt addons.
    await runNpm([process.platform === 'win32' && insideProject ? 'install' : 'ci', '--ignore-scripts']);
    if (!packagesReady()) {
      throw new SetUpError(
        'npm ended well, but packages are still missing. Was it told to leave out development packages? Homereel needs them.',
      );
    }
  }
  if (!hasProjectNode()) {
    say('Fetching the Node.js that the project runs on:');
    await runNpm(['rebuild', 'node', '--ignore-scripts=false']);
    if (!hasProjectNode())
      throw new SetUpError(
        'npm ended well, but the package "node" did not bring its program. Delete node_modules and try again.',
      );
  }
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
async function runNpm(args) {
  const progress = startProgress(`npm ${args[0]}`);
  const finished = await runBounded('npm', [...args, '--no-audit', '--no-fund', '--include=dev', '--loglevel=http'], {
    timeoutMs: installTimeoutMs,
    cwd: projectRoot,
    env: outerEnvironment(),
    shell: process.platform === 'win32',
    onLine: (line) => {
      const fetched = /^npm http fetch GET \d+ \S+?([^/\s]+)(?:\.tgz)? /.exec(line)?.[1];
      if (fetched !== undefined) progress.update(decodeURIComponent(fetched));
    },
  });
  progress.stop();
  if (finished.code === 0) return;
  const complaints = finished.stderr.split('\n').filter((line) => line.startsWith('npm error') || line.startsWith('npm ERR!'));
  const reason = complaints.length > 0 && !finished.timedOut ? complaints.slice(0, 15).join('\n') : lastWords(finished);
  throw new SetUpError(`npm could not install the packages: ${reason}`);
}

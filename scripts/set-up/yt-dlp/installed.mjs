import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { projectCache } from '../places.mjs';
import { findPrograms, ownProgramFolders } from '../system-parts.mjs';
import { versionOf } from './trial.mjs';
import { compareVersions, isUsable } from './versions.mjs';

/** @typedef {import('./versions.mjs').YtDlp} YtDlp */

/** Where set-up unpacks each version, in a folder of its name. */
export const unpackedFolder = join(projectCache, 'yt-dlp');

/**
 * Every yt-dlp that set-up knows on this machine and that the app runs: those of the system and those that set-up unpacked.
 * @returns {Promise<YtDlp[]>} oldest first; one of each version
 */
export async function installedYtDlps() {
  const found = [...unpackedYtDlps(), ...(await systemYtDlps())].filter(({ version }) => isUsable(version));
  return found
    .filter(({ version }, index) => found.findIndex((other) => other.version === version) === index)
    .sort((left, right) => compareVersions(left.version, right.version));
}

/** @returns {YtDlp[]} */
export function unpackedYtDlps() {
  try {
    const names = readdirSync(unpackedFolder).filter((name) => /^\d{4}\.\d{2}\.\d{2}/.test(name));
    return names.map((version) => ({ path: join(unpackedFolder, version, 'yt-dlp'), version }));
  } catch {
    return [];
  }
}

/**
 * Those that this person's other programs would find, too, whatever their age.
 * @returns {Promise<YtDlp[]>}
 */
export async function systemYtDlps() {
  const paths = findPrograms('yt-dlp', ownProgramFolders());
  const distinct = paths.filter(
    (path, index) => paths.findIndex((other) => realpathSync(other) === realpathSync(path)) === index,
  );
  const asked = await Promise.all(distinct.map(async (path) => ({ path, version: await versionOf(path) })));
  return asked.flatMap(({ path, version }) => (version === null ? [] : [{ path, version }]));
}

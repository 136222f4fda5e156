import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../announce.mjs';
import { runBounded } from '../bounded-process.mjs';
import { isDebianFamily, thisDistribution } from '../operating-system.mjs';
import { projectCache } from '../places.mjs';
import { findProgram } from '../system-parts.mjs';
import { createIsolatedApt } from './isolated-apt.mjs';
import { readsPage, versionOf } from './trial.mjs';
import { ageInDays, compareVersions, parseMadison } from './versions.mjs';

/** @typedef {import('./versions.mjs').YtDlp} YtDlp */

const folder = join(projectCache, 'yt-dlp');
const stateFile = join(folder, 'state.json');
const recentEnoughDays = 120;
const askAgainAfterDays = { found: 14, nothing: 1 };
const updateTimeoutMs = 60_000;
const downloadTimeoutMs = 60_000;
const triedCandidates = 2;

// The copy keeps its own modules in front of the system's, and the interpreter is the one that the system's Python packages belong to.
const launcher = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
PYTHONPATH="$here/files/usr/lib/python3/dist-packages" exec /usr/bin/python3 "$here/files/usr/bin/yt-dlp" "$@"
`;

/**
 * Every yt-dlp that set-up knows on this machine: the one on the path and those it unpacked.
 * @returns {Promise<YtDlp[]>} oldest first; one of each version
 */
export async function installedYtDlps() {
  const system = findProgram('yt-dlp');
  /** @type {YtDlp[]} */
  const found = unpackedVersions();
  const systemVersion = system === null ? null : await versionOf(system);
  if (system !== null && systemVersion !== null && !found.some(({ version }) => version === systemVersion)) {
    found.push({ path: system, version: systemVersion });
  }
  return found.sort((left, right) => compareVersions(left.version, right.version));
}

/** @returns {YtDlp[]} */
function unpackedVersions() {
  try {
    const names = readdirSync(folder).filter((name) => /^\d{4}\.\d{2}\.\d{2}/.test(name));
    return names.map((version) => ({ path: join(folder, version, 'yt-dlp'), version }));
  } catch {
    return [];
  }
}

/**
 * Fetches a recent yt-dlp from the system's own Debian archive (backports) when the installed one is old. Never fails: the installed one
 * stays usable, and one line says so. Asks again only after some days.
 * @returns {Promise<void>}
 */
export async function ensureRecentYtDlp() {
  const distribution = thisDistribution();
  if (process.platform !== 'linux' || !isDebianFamily(distribution) || askedLately()) return;
  const newest = (await installedYtDlps()).at(-1);
  if (newest === undefined || ageInDays(newest.version, Date.now()) <= recentEnoughDays) return;

  say(`yt-dlp ${newest.version} is old; asking the package archive of this system for a recent one …`);
  const result = await fetchNewer(newest.version, distribution.codename);
  mkdirSync(folder, { recursive: true });
  writeFileSync(stateFile, `${JSON.stringify({ checkedAt: Date.now(), found: result.version !== null })}\n`);
  if (result.version !== null) say(`yt-dlp ${result.version} is ready beside the installed ${newest.version}.`);
  else say(`No newer yt-dlp that runs here (${result.reason}); using ${newest.version}.`);
}

/** @returns {boolean} */
function askedLately() {
  try {
    const { checkedAt, found } = JSON.parse(readFileSync(stateFile, 'utf8'));
    if (found && unpackedVersions().length === 0) return false;
    const ageDays = (Date.now() - checkedAt) / 86_400_000;
    return ageDays >= 0 && ageDays < (found ? askAgainAfterDays.found : askAgainAfterDays.nothing);
  } catch {
    return false;
  }
}

/**
 * @param {string} thanVersion
 * @param {string} codename
 * @returns {Promise<{ version: string } | { version: null, reason: string }>}
 */
async function fetchNewer(thanVersion, codename) {
  mkdirSync(folder, { recursive: true });
  for (const left of readdirSync(folder).filter((name) => name.startsWith('.work-')))
    rmSync(join(folder, left), { recursive: true });
  const work = mkdtempSync(join(folder, '.work-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  try {
    const apt = await createIsolatedApt(join(work, 'apt'), codename);
    if (apt === null) return { version: null, reason: 'its package sources have no backports' };
    // A suite that the mirror does not have makes the update fail for that one only.
    await apt.run(['apt-get', '-q', 'update'], { timeoutMs: updateTimeoutMs });
    const listed = parseMadison((await apt.run(['apt-cache', 'madison', 'yt-dlp'], { timeoutMs: 20_000 })).stdout);
    const newer = listed.filter(({ version }) => compareVersions(version, thanVersion) > 0);
    if (newer.length === 0) return { version: null, reason: listed.length > 0 ? 'none is newer' : 'the archive did not answer' };

    for (const { debianVersion, version } of newer.slice(0, triedCandidates)) {
      const download = await apt.run(['apt-get', '-q', 'download', `yt-dlp=${debianVersion}`], {
        timeoutMs: downloadTimeoutMs,
        cwd: work,
      });
      const deb = readdirSync(work).find((name) => name.startsWith('yt-dlp_') && name.endsWith('.deb'));
      if (download.code !== 0 || deb === undefined) continue;
      const unpacked = await unpack(join(work, deb), join(work, version));
      rmSync(join(work, deb));
      const program = join(work, version, 'yt-dlp');
      if (unpacked && (await versionOf(program)) === version && (await readsPage(program))) {
        rmSync(join(folder, version), { recursive: true, force: true });
        renameSync(join(work, version), join(folder, version));
        return { version };
      }
    }
    return { version: null, reason: 'newer ones were found, but they do not run on this system' };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} deb
 * @param {string} target
 * @returns {Promise<boolean>}
 */
async function unpack(deb, target) {
  mkdirSync(target);
  const { code } = await runBounded('dpkg-deb', ['-x', deb, join(target, 'files')], { timeoutMs: 60_000 });
  writeFileSync(join(target, 'yt-dlp'), launcher);
  chmodSync(join(target, 'yt-dlp'), 0o755);
  return code === 0;
}

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runBounded } from '../bounded-process.mjs';
import { createIsolatedApt } from './isolated-apt.mjs';
import { parseMadison } from './versions.mjs';

const updateTimeoutMs = 60_000;
const downloadTimeoutMs = 60_000;

// The copy keeps its own modules in front of the system's, and the interpreter is the one that the system's Python packages belong to.
const launcher = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
PYTHONPATH="$here/files/usr/lib/python3/dist-packages" exec /usr/bin/python3 "$here/files/usr/bin/yt-dlp" "$@"
`;

/**
 * A yt-dlp that a source has, and how to get it.
 * @typedef {object} Offer
 * @property {string} version
 * @property {string} launcher the text of a program that starts it from the folder that it lies in
 * @property {(target: string) => Promise<boolean>} fetch unpacks it into the folder `files` of `target`; false when that fails
 */

/**
 * What the Debian archive that this system uses has in its backports.
 * @param {string} work a folder for what is needed meanwhile
 * @param {string} codename of the running release
 * @returns {Promise<Offer[]>} none where there is no such archive, or it does not answer
 */
export async function backportOffers(work, codename) {
  const apt = await createIsolatedApt(join(work, 'apt'), codename);
  if (apt === null) return [];
  // A suite that the mirror does not have makes the update fail for that one only.
  await apt.run(['apt-get', '-q', 'update'], { timeoutMs: updateTimeoutMs });
  const { stdout } = await apt.run(['apt-cache', 'madison', 'yt-dlp'], { timeoutMs: 20_000 });
  return parseMadison(stdout).map(({ debianVersion, version }) => ({
    version,
    launcher,
    async fetch(target) {
      const folder = join(work, `deb-${version}`);
      mkdirSync(folder, { recursive: true });
      const download = /** @type {const} */ (['apt-get', '-q', 'download', `yt-dlp=${debianVersion}`]);
      const { code } = await apt.run(download, { timeoutMs: downloadTimeoutMs, cwd: folder });
      const deb = readdirSync(folder).find((name) => name.startsWith('yt-dlp_') && name.endsWith('.deb'));
      if (code !== 0 || deb === undefined) return false;
      const unpacked = await runBounded('dpkg-deb', ['-x', join(folder, deb), join(target, 'files')], { timeoutMs: 60_000 });
      return unpacked.code === 0;
    },
  }));
}

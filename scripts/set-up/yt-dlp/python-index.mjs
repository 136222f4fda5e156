import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runBounded } from '../bounded-process.mjs';
import { findProgram } from '../system-parts.mjs';
import { oldestTested, versionOfWheel } from './versions.mjs';

/** @typedef {import('./backports.mjs').Offer} Offer */

const downloadTimeoutMs = 90_000;

// A wheel is plain Python: it needs no installation, only to be found.
const launcher = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
PYTHONPATH="$here/files" exec python3 -m yt_dlp "$@"
`;

/**
 * What pip, where this system has it, can get from the index that it is set up for: the newest, and the oldest that the tests run on.
 * @param {string} work a folder for what is needed meanwhile
 * @returns {Promise<Offer[]>} none where there is no pip, or no answer
 */
export async function pythonIndexOffers(work) {
  const python = findProgram('python3');
  if (python === null) return [];

  const wheelOf = async (/** @type {string} */ wanted) => {
    const folder = join(work, `wheel-${wanted}`);
    mkdirSync(folder, { recursive: true });
    const quiet = ['--disable-pip-version-check', '--no-input', '--timeout', '15', '--retries', '1'];
    const what = ['--no-deps', '--only-binary', ':all:', '--dest', folder, wanted];
    await runBounded(python, ['-m', 'pip', 'download', ...quiet, ...what], { timeoutMs: downloadTimeoutMs });
    const name = readdirSync(folder).find((file) => versionOfWheel(file) !== null);
    return name === undefined ? null : join(folder, name);
  };
  const unpack = async (/** @type {string | null} */ wheel, /** @type {string} */ target) => {
    if (wheel === null) return false;
    const unpacked = await runBounded(python, ['-m', 'zipfile', '-e', wheel, join(target, 'files')], { timeoutMs: 60_000 });
    return unpacked.code === 0;
  };

  const newest = await wheelOf('yt-dlp');
  const version = newest === null ? null : versionOfWheel(newest.slice(newest.lastIndexOf('/') + 1));
  if (version === null) return [];
  return [
    { version, launcher, fetch: (target) => unpack(newest, target) },
    { version: oldestTested, launcher, fetch: async (target) => unpack(await wheelOf(`yt-dlp==${oldestTested}`), target) },
  ];
}

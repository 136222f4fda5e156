import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './set-up/lock.mjs';
import { requireUsableNode } from './set-up/node-version.mjs';
import { ensurePackages } from './set-up/packages.mjs';
import { projectCache } from './set-up/places.mjs';
import { runScript } from './set-up/set-up-error.mjs';
import { ensureSystemParts } from './set-up/system.mjs';
import { installedYtDlps } from './set-up/yt-dlp/installed.mjs';
import { ensureYtDlps } from './set-up/yt-dlp/recent.mjs';

const waitForOtherMs = 30 * 60_000;

/**
 * Sets up what is missing: npm packages, system parts, yt-dlp. Quick when nothing is. Says on stderr what it does.
 * @param {{ display?: boolean }} [wanted] `display` (default true): also what is needed to run without a screen
 * @returns {Promise<void>}
 * @throws {import('./set-up/set-up-error.mjs').SetUpError} when something is missing that it may not or cannot install
 */
export async function setUp({ display = true } = {}) {
  requireUsableNode();
  await withLock(
    join(projectCache, 'set-up.lock'),
    async () => {
      await ensurePackages();
      await ensureSystemParts({ display });
      await ensureYtDlps();
    },
    { waitMs: waitForOtherMs, reason: 'Another set-up of this checkout is running; waiting for it.' },
  );
}

/**
 * Makes programs started from here use the newest yt-dlp, unless the caller's environment names one.
 * @returns {Promise<void>}
 */
export async function chooseYtDlp() {
  const newest = (await installedYtDlps()).at(-1);
  if (newest !== undefined) process.env['HOMEREEL_YTDLP'] ??= newest.path;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runScript(() => setUp());
}

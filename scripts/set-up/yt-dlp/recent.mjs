import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from '../announce.mjs';
import { tooOldInstructions } from '../instructions.mjs';
import { isDebianFamily, thisDistribution } from '../operating-system.mjs';
import { SetUpError } from '../set-up-error.mjs';
import { backportOffers } from './backports.mjs';
import { installedYtDlps, systemYtDlps, unpackedFolder } from './installed.mjs';
import { pythonIndexOffers } from './python-index.mjs';
import { readsPage, versionOf } from './trial.mjs';
import { missingAmong, oldestTested, oldestUsable, worthTrying } from './versions.mjs';

/** @typedef {import('./backports.mjs').Offer} Offer */

const stateFile = join(unpackedFolder, 'state.json');
const askAgainAfterDays = { found: 14, nothing: 1 };
const triesOfEach = 2;
/** What is asked for: with other wishes the answer of an earlier day says nothing. */
const wishes = `${oldestUsable} ${oldestTested}`;

/**
 * Sees to it that there is a yt-dlp which the app runs, a recent one where it can be had, and for the tests the oldest that they run on.
 * On Debian and its like it fetches them from the system's own archive (backports) or with pip, and unpacks them beside the system's
 * own, which stays as it is. Asks again only after some days.
 * @returns {Promise<void>}
 * @throws {SetUpError} when there is none that the app runs, with what to do
 */
export async function ensureYtDlps() {
  const distribution = thisDistribution();
  const canFetch = process.platform === 'linux' && isDebianFamily(distribution);
  let usable = (await installedYtDlps()).map(({ version }) => version);
  const missing = missingAmong(usable, Date.now());
  if (canFetch && (missing.recent || missing.oldest) && !(usable.length > 0 && askedLately())) {
    say('Asking the package archive of this system for yt-dlp, a recent one and the oldest that the tests run on …');
    usable = await fetchMissing(distribution.codename);
    const stillMissing = missingAmong(usable, Date.now());
    writeFileSync(stateFile, `${JSON.stringify({ checkedAt: Date.now(), found: !stillMissing.recent, wishes })}\n`);
    if (usable.length > 0) say(`yt-dlp ${usable.join(' and ')} can be used.`);
    if (usable.length > 0 && stillMissing.recent) say('No newer one was found that runs here.');
  }
  if (usable.length === 0) {
    const tooOld = (await systemYtDlps())[0]?.version;
    throw new SetUpError(tooOldInstructions(tooOld, oldestUsable, { platform: process.platform, family: distribution.family }));
  }
  await linkNewest();
}

/** @returns {boolean} */
function askedLately() {
  try {
    const state = JSON.parse(readFileSync(stateFile, 'utf8'));
    const ageDays = (Date.now() - state.checkedAt) / 86_400_000;
    return state.wishes === wishes && ageDays >= 0 && ageDays < askAgainAfterDays[state.found ? 'found' : 'nothing'];
  } catch {
    return false;
  }
}

/**
 * @param {string} codename
 * @returns {Promise<string[]>} the versions that can be used now
 */
async function fetchMissing(codename) {
  mkdirSync(unpackedFolder, { recursive: true });
  for (const left of readdirSync(unpackedFolder).filter((name) => name.startsWith('.work-')))
    rmSync(join(unpackedFolder, left), { recursive: true });
  const work = mkdtempSync(join(unpackedFolder, '.work-'));
  const remove = () => rmSync(work, { recursive: true, force: true });
  process.on('exit', remove);
  try {
    const sources = [() => backportOffers(work, codename), () => pythonIndexOffers(work)];
    for (const source of sources) {
      const usable = async () => (await installedYtDlps()).map(({ version }) => version);
      const missing = missingAmong(await usable(), Date.now());
      if (!missing.recent && !missing.oldest) break;
      const offers = await source();
      if (missing.recent) await bringOne(worthTrying(offers, await usable(), 'recent'), work);
      if (missing.oldest) await bringOne(worthTrying(offers, await usable(), 'oldest'), work);
    }
  } finally {
    process.off('exit', remove);
    remove();
  }
  return (await installedYtDlps()).map(({ version }) => version);
}

/**
 * Unpacks the first of these that does real work here.
 * @param {readonly Offer[]} offers
 * @param {string} work
 */
async function bringOne(offers, work) {
  for (const offer of offers.slice(0, triesOfEach)) {
    const target = mkdtempSync(join(work, 'try-'));
    const program = join(target, 'yt-dlp');
    if (!(await offer.fetch(target))) continue;
    writeFileSync(program, offer.launcher);
    chmodSync(program, 0o755);
    chmodSync(target, 0o755);
    const version = await versionOf(program);
    if (version === null || !(await readsPage(program))) continue;
    rmSync(join(unpackedFolder, version), { recursive: true, force: true });
    renameSync(target, join(unpackedFolder, version));
    return;
  }
}

/** Lets an unpackaged app that is started without our scripts find the newest, where that is one that set-up unpacked. */
async function linkNewest() {
  const newest = (await installedYtDlps()).at(-1);
  const link = join(unpackedFolder, 'newest');
  if (newest === undefined || dirname(dirname(newest.path)) !== unpackedFolder) {
    rmSync(link, { force: true });
    return;
  }
  const draft = join(unpackedFolder, `.newest-${process.pid}`);
  rmSync(draft, { force: true });
  symlinkSync(newest.version, draft);
  renameSync(draft, link);
}

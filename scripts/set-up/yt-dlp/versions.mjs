/**
 * One yt-dlp that runs here.
 * @typedef {{ path: string, version: string }} YtDlp
 */

/** The oldest yt-dlp that the app runs: what is older has published holes. The same as in `main/yt-dlp/version.ts`; a test compares them. */
export const oldestUsable = '2024.07.01';

/** The oldest yt-dlp that the tests run on: the one of the backports for Debian 12. */
export const oldestTested = '2025.04.30';

/** After this long the app says that yt-dlp wants an update, so set-up brings a newer one. */
const recentDays = 90;

/**
 * Compares yt-dlp versions (`2025.04.30`, `2026.10.26`, `2025.04.30.232844`), oldest first.
 * @param {string} left
 * @param {string} right
 * @returns {number} negative when `left` is older
 */
export function compareVersions(left, right) {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Whether the app runs this version at all.
 * @param {string} version
 * @returns {boolean}
 */
export const isUsable = (version) => compareVersions(version, oldestUsable) >= 0;

/**
 * How old a version is: its name is its date.
 * @param {string} version
 * @param {number} nowMs
 * @returns {number} days; 0 for a version that is no date
 */
export function ageInDays(version, nowMs) {
  const match = /^(\d{4})\.(\d{2})\.(\d{2})/.exec(version);
  return match ? Math.max(0, (nowMs - Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))) / 86_400_000) : 0;
}

/**
 * What the usable versions of this machine leave to wish for.
 * @param {readonly string[]} usable oldest first
 * @param {number} nowMs
 * @returns {{ recent: boolean, oldest: boolean }} `recent`: none is of the last months; `oldest`: none is as old as the tests want one
 */
export function missingAmong(usable, nowMs) {
  const [oldest] = usable;
  const newest = usable.at(-1);
  return {
    recent: newest === undefined || ageInDays(newest, nowMs) > recentDays,
    oldest: oldest === undefined || compareVersions(oldest, oldestTested) > 0,
  };
}

/**
 * Which of the versions on offer to try, the best first.
 * @template {{ version: string }} Offer
 * @param {readonly Offer[]} offers
 * @param {readonly string[]} usable of this machine, oldest first
 * @param {'recent' | 'oldest'} wanted
 * @returns {Offer[]}
 */
export function worthTrying(offers, usable, wanted) {
  const [oldest] = usable;
  const newest = usable.at(-1);
  const byAge = offers.toSorted((left, right) => compareVersions(left.version, right.version));
  if (wanted === 'recent') {
    return byAge.reverse().filter(({ version }) => isUsable(version) && compareVersions(version, newest ?? '0') > 0);
  }
  return byAge.filter(
    ({ version }) => compareVersions(version, oldestTested) >= 0 && compareVersions(version, oldest ?? '9999') < 0,
  );
}

/**
 * The candidates that `apt-cache madison` lists, newest yt-dlp first.
 * @param {string} output
 * @returns {{ debianVersion: string, version: string }[]}
 */
export function parseMadison(output) {
  const rows = output.split('\n').flatMap((line) => {
    const debianVersion = line.split('|')[1]?.trim();
    const version = debianVersion && /^(?:\d+:)?(\d{4}\.\d{2}\.\d{2}(?:\.\d+)?)/.exec(debianVersion)?.[1];
    return debianVersion && version ? [{ debianVersion, version }] : [];
  });
  return rows
    .filter((row, index) => rows.findIndex((other) => other.debianVersion === row.debianVersion) === index)
    .sort((left, right) => compareVersions(right.version, left.version));
}

/**
 * The version that the name of a Python wheel tells, written as yt-dlp writes it.
 * @param {string} name e.g. `yt_dlp-2026.8.19-py3-none-any.whl`
 * @returns {string | null} e.g. `2026.08.19`
 */
export function versionOfWheel(name) {
  const [, year, month, day] = /^yt_dlp-(\d{4})\.(\d{1,2})\.(\d{1,2})(?:\.|-)/.exec(name) ?? [];
  return year && month && day ? `${year}.${month.padStart(2, '0')}.${day.padStart(2, '0')}` : null;
}

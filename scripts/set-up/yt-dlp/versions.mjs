/**
 * One yt-dlp that runs here.
 * @typedef {{ path: string, version: string }} YtDlp
 */

/**
 * Compares yt-dlp versions (`2023.03.04`, `2026.10.26`, `2025.04.30.232844`), oldest first.
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

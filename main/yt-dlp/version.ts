/** The oldest yt-dlp that the app runs: older ones have published holes through which a page could write or ask what it likes. */
export const MINIMUM_YT_DLP_VERSION = '2024.07.01';

function parts(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Sites change, and holes are found: what is older than this works, and Health says that it wants an update. */
const OLD_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/** Tells whether a version is so old that it should be updated; its name is the day of its release. */
export function isOld(version: string, now: number): boolean {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = parts(version);
  return now - Date.UTC(year, month - 1, day) > OLD_AFTER_DAYS * DAY_MS;
}

/** Compares yt-dlp's dates (`2025.04.30`, `2025.04.30.232839`); what is no number counts as 0. */
export function versionAtLeast(version: string, minimum: string): boolean {
  const left = parts(version);
  const right = parts(minimum);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

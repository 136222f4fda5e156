/** The oldest yt-dlp that the app works with; older ones lack options that a download needs. */
export const MINIMUM_YT_DLP_VERSION = '2023.03.04';

function parts(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
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

import { delimiter, posix } from 'node:path';

/**
 * Returns the path with the folders into which people put programs of their own: `pipx` and Homebrew do. A desktop starts apps with a
 * shorter path than a terminal, and where a system keeps an old program the recent one is there.
 */
export function pathWithOwnPrograms(
  path: string | undefined,
  platform: string,
  homeFolder: string,
  furtherFolders: readonly string[] = [],
): string {
  const parts = (path ?? '').split(delimiter).filter((part) => part !== '');
  return [...new Set([...parts, ...ownFolders(platform, homeFolder), ...furtherFolders])].join(delimiter);
}

function ownFolders(platform: string, homeFolder: string): string[] {
  if (platform === 'win32') return [];
  const own = posix.join(homeFolder, '.local/bin');
  return platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin', own] : [own];
}

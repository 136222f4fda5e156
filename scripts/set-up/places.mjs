import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What set-up makes for this checkout alone; safe to delete. */
export const projectCache = join(projectRoot, '.cache');

/**
 * The folder for large downloads that every checkout of this person may share, by the rules of the XDG base directories; the
 * project's own cache where this person has no home folder.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string} an absolute path; it need not exist yet
 */
export function sharedCache(environment = process.env) {
  const configured = environment['XDG_CACHE_HOME'];
  if (configured !== undefined && isAbsolute(configured)) return join(configured, 'homereel');
  const home = environment['HOME'] || homedir();
  return home && isAbsolute(home) && home !== '/' && existsSync(home) ? join(home, '.cache', 'homereel') : projectCache;
}

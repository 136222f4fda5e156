import path from 'node:path';
import type { GateAccess, Reach } from '../platform/box/box-types.ts';

/** What the program may see of the app's own environment: where programs and certificates are, where Windows lives. */
const KEPT = new Set(
  [
    ['PATH', 'PATHEXT', 'TMPDIR', 'TEMP', 'TMP', 'TZ'],
    ['SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  ].flat(),
);

/** In small letters and in capitals: some programs read only the ones, some only the others. */
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);

/**
 * Names the one way to the network that yt-dlp and what it starts have. Not as an argument: everybody on the computer can read those, and
 * the address holds a secret. `no_proxy`, which lists exceptions, never reaches a program.
 */
export function proxyEnvironment(proxyUrl: string): Record<string, string> {
  return Object.fromEntries(PROXY_VARIABLES.map((name) => [name, proxyUrl]));
}

/** What yt-dlp may start by name to run the scripts of pages, where it finds one of them. */
const SCRIPT_RUNNERS: readonly string[] = ['deno', 'node', 'bun', 'qjs'];

/** Tells what yt-dlp may reach: the folder that it works in, the part of its home where it remembers players of sites, and what it starts. */
export function reachOfYtDlp(cwd: string, privateHome: string, gate: GateAccess, programs: readonly string[]): Reach {
  const { proxyUrl, socketPath } = gate;
  return {
    writable: [cwd, cacheFolder(privateHome)],
    readable: [],
    programs: [...programs, ...SCRIPT_RUNNERS],
    network: { proxyUrl, socketPath },
  };
}

/** Names the part of yt-dlp's home that is kept from run to run; it has to be there before the first. */
export function cacheFolder(privateHome: string): string {
  return path.join(privateHome, '.cache');
}

/**
 * Builds the environment of every yt-dlp process. Home and settings folders point into `privateHome` (absolute), so that neither
 * configuration files nor plug-ins of the user run: options alone do not stop plug-ins in versions before 2025.
 */
export function minimalEnvironment(
  base: Readonly<Record<string, string | undefined>>,
  privateHome: string,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined && KEPT.has(name.toUpperCase())) environment[name] = value;
  }
  return {
    ...environment,
    HOME: privateHome,
    USERPROFILE: privateHome,
    APPDATA: path.join(privateHome, 'AppData', 'Roaming'),
    LOCALAPPDATA: path.join(privateHome, 'AppData', 'Local'),
    XDG_CONFIG_HOME: path.join(privateHome, '.config'),
    XDG_CACHE_HOME: cacheFolder(privateHome),
    XDG_DATA_HOME: path.join(privateHome, '.local', 'share'),
    YTDLP_NO_PLUGINS: '1',
    PYTHONNOUSERSITE: '1',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
  };
}

import path from 'node:path';

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
    XDG_CACHE_HOME: path.join(privateHome, '.cache'),
    XDG_DATA_HOME: path.join(privateHome, '.local', 'share'),
    YTDLP_NO_PLUGINS: '1',
    PYTHONNOUSERSITE: '1',
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
  };
}

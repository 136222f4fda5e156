import path from 'node:path';

/** What the program may see of the app's own environment: where programs are, how to reach the network, where Windows lives. */
const KEPT = new Set(
  [
    ['PATH', 'PATHEXT', 'TMPDIR', 'TEMP', 'TMP', 'TZ'],
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'FTP_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  ].flat(),
);

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

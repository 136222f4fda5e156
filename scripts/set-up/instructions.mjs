/** @typedef {import('./system-parts.mjs').SystemPart} SystemPart */

/**
 * The command that installs the parts on systems where set-up does not do it by itself.
 * @param {readonly SystemPart[]} parts
 * @param {{ platform: NodeJS.Platform, family: readonly string[] }} system
 * @returns {string | null} null when no package manager is known for the system
 */
export function installCommand(parts, { platform, family }) {
  /** @param {'brew' | 'winget' | 'fedora' | 'arch' | 'suse'} key */
  const names = (key) => parts.flatMap((part) => part[key] ?? []).join(' ');
  if (platform === 'darwin') return `brew install ${names('brew')}`;
  if (platform === 'win32') return `winget install ${names('winget')}`;
  if (family.includes('debian') || family.includes('ubuntu')) {
    return `sudo apt-get install --no-install-recommends ${parts.map((part) => part.debian.at(-1)).join(' ')}`;
  }
  if (family.includes('fedora') || family.includes('rhel')) return `sudo dnf install ${names('fedora')}`;
  if (family.includes('arch')) return `sudo pacman -S --needed ${names('arch')}`;
  if (family.some((name) => name.includes('suse'))) return `sudo zypper install ${names('suse')}`;
  return null;
}

/**
 * What a person must install, and how, in plain words.
 * @param {readonly SystemPart[]} parts
 * @param {{ platform: NodeJS.Platform, family: readonly string[] }} system
 * @returns {string}
 */
export function installInstructions(parts, system) {
  const what = parts.map(
    ({ title, program, library }) => `  - ${title}${library ? ` (${library})` : program === title ? '' : ` (${program})`}`,
  );
  const command = installCommand(parts, system);
  const how = command
    ? `Please run this, then try again:\n\n  ${command}\n`
    : 'Please install them with the package manager of your system so that programs are on the PATH, then try again.\n';
  return `Homereel needs these parts of the system, and they are missing:\n${what.join('\n')}\n\n${how}`;
}

/**
 * What to do when no yt-dlp is new enough, and none could be fetched, in plain words.
 * @param {string | undefined} version of the one that is there
 * @param {string} oldestUsable
 * @param {{ platform: NodeJS.Platform, family: readonly string[] }} system
 * @returns {string}
 */
export function tooOldInstructions(version, oldestUsable, { platform, family }) {
  const what = version === undefined ? 'yt-dlp does not run here' : `yt-dlp ${version} is too old`;
  const commands = updateCommands({ platform, family });
  const how = commands.length > 0 ? `Please run this, then try again:\n\n${commands.map((line) => `  ${line}\n`).join('')}` : '';
  return `${what}: Homereel needs ${oldestUsable} or newer, and set-up could not fetch one.\n${how || 'Please update it with the package manager of your system, then try again.\n'}`;
}

/**
 * @param {{ platform: NodeJS.Platform, family: readonly string[] }} system
 * @returns {string[]}
 */
function updateCommands({ platform, family }) {
  if (platform === 'darwin') return ['brew upgrade yt-dlp'];
  if (platform === 'win32') return ['winget upgrade yt-dlp.yt-dlp'];
  // The releases of Debian and Ubuntu keep the yt-dlp of their first day; pipx brings the newest, and Homereel finds it in ~/.local/bin.
  if (family.includes('debian') || family.includes('ubuntu')) return ['sudo apt-get install pipx', 'pipx install yt-dlp'];
  if (family.includes('fedora') || family.includes('rhel')) return ['sudo dnf upgrade yt-dlp'];
  if (family.includes('arch')) return ['sudo pacman -Syu yt-dlp'];
  if (family.some((name) => name.includes('suse'))) return ['sudo zypper update yt-dlp'];
  return [];
}

type Tool = 'yt-dlp' | 'ffmpeg';

/** The releases of Debian and Ubuntu keep the yt-dlp of their first day, so there it comes another way. */
const ON_DEBIAN: Readonly<Record<Tool, string>> = {
  'yt-dlp': '"sudo apt install pipx", then "pipx install yt-dlp"',
  ffmpeg: '"sudo apt install ffmpeg"',
};

const INSTALL: Readonly<Record<string, string>> = {
  linux: 'Install it with the package manager of this computer (on Debian or Ubuntu: DEBIAN), then check again.',
  darwin: 'Install it with Homebrew ("brew install TOOL"), then check again.',
  win32: 'Install it from a terminal with "winget install TOOL", then check again.',
};

const PURPOSE: Readonly<Record<Tool, string>> = {
  'yt-dlp': 'yt-dlp, the program that downloads videos',
  ffmpeg: 'ffmpeg, the program that joins and checks videos (it comes with ffprobe)',
};

function install(tool: Tool, platform: string): string {
  const text = INSTALL[platform] ?? 'Install TOOL on this computer, then check again.';
  return text
    .replace('DEBIAN', ON_DEBIAN[tool])
    .replace('TOOL', platform === 'win32' && tool === 'ffmpeg' ? 'Gyan.FFmpeg' : tool);
}

/** Says what to do when a program is not on the path. */
export function missingAdvice(tool: Tool, platform: string): string {
  return `Homereel could not find ${PURPOSE[tool]}. ${install(tool, platform)}`;
}

/** Says what to do when a program is there and does not run. */
export function brokenAdvice(tool: Tool, platform: string): string {
  return `Homereel found ${tool}, but it does not start. ${install(tool, platform).replace('Install', 'Reinstall')}`;
}

/** Says what to do when yt-dlp is older than the oldest version that may run. */
export function tooOldAdvice(version: string, minimum: string, platform: string): string {
  return `yt-dlp ${version} is too old to be safe: Homereel needs ${minimum} or newer. To go on, ${update(platform)}`;
}

/** Says what to do when yt-dlp works, and is older than it should be. */
export function oldAdvice(platform: string): string {
  return `This version is more than 90 days old. Sites change and security holes are found: ${update(platform)}`;
}

const UPDATE: Readonly<Record<string, string>> = {
  linux: `update it with the package manager of this computer (on Debian or Ubuntu, which keep an old one: ${ON_DEBIAN['yt-dlp']}; later "pipx upgrade yt-dlp"), then check again.`,
  darwin: 'update it with "brew upgrade yt-dlp", then check again.',
  win32: 'update it with "winget upgrade yt-dlp", then check again.',
};

function update(platform: string): string {
  return UPDATE[platform] ?? 'update it, then check again.';
}

/** Says what downloads wait for when a program was asked for its version and has not answered. */
export function silentAdvice(file: string): string {
  return `${file} was asked for its version and has not answered yet. Downloads wait until it does, and Homereel keeps asking. If this lasts, start it from a terminal with "--version", or reinstall it.`;
}

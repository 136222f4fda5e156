type Tool = 'yt-dlp' | 'ffmpeg';

const INSTALL: Readonly<Record<string, string>> = {
  linux: 'Install it with the package manager of this computer (on Debian or Ubuntu: "sudo apt install TOOL"), then check again.',
  darwin: 'Install it with Homebrew ("brew install TOOL"), then check again.',
  win32: 'Install it from a terminal with "winget install TOOL", then check again.',
};

const PURPOSE: Readonly<Record<Tool, string>> = {
  'yt-dlp': 'yt-dlp, the program that downloads videos',
  ffmpeg: 'ffmpeg, the program that joins and checks videos (it comes with ffprobe)',
};

function install(tool: Tool, platform: string): string {
  const text = INSTALL[platform] ?? 'Install TOOL on this computer, then check again.';
  return text.replace('TOOL', platform === 'win32' && tool === 'ffmpeg' ? 'Gyan.FFmpeg' : tool);
}

/** Says what to do when a program is not on the path. */
export function missingAdvice(tool: Tool, platform: string): string {
  return `Homereel could not find ${PURPOSE[tool]}. ${install(tool, platform)}`;
}

/** Says what to do when a program is there and does not run. */
export function brokenAdvice(tool: Tool, platform: string): string {
  return `Homereel found ${tool}, but it does not start. ${install(tool, platform).replace('Install', 'Reinstall')}`;
}

/** Says what to do when yt-dlp is older than the oldest version that works. */
export function tooOldAdvice(version: string, minimum: string, platform: string): string {
  return `yt-dlp ${version} is too old: Homereel needs ${minimum} or newer. Update it with ${updater(platform)}, then check again.`;
}

/** Says what to do when yt-dlp works, and is older than it should be. */
export function oldAdvice(platform: string): string {
  return `This version is more than 90 days old. Sites change and security holes are found: update it with ${updater(platform)}.`;
}

function updater(platform: string): string {
  if (platform === 'win32') return '"winget upgrade yt-dlp"';
  return platform === 'darwin' ? '"brew upgrade yt-dlp"' : 'the package manager';
}

/** Says what downloads wait for when a program was asked for its version and has not answered. */
export function silentAdvice(file: string): string {
  return `${file} was asked for its version and has not answered yet. Downloads wait until it does, and Homereel keeps asking. If this lasts, start it from a terminal with "--version", or reinstall it.`;
}

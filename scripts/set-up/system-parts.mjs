import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * A program or library that Homereel needs from the system, and how each family of systems calls it.
 * @typedef {object} SystemPart
 * @property {string} title
 * @property {'app' | 'display'} purpose `app`: the app cannot run without; `display`: only for running without a screen (tests, demo)
 * @property {string} [program] found on the path
 * @property {boolean} [isOwnFound] the app finds it among this person's own programs, too
 * @property {string} [library] found by the dynamic linker; Linux only
 * @property {readonly string[]} debian package names, the newest naming first
 * @property {string} [fedora]
 * @property {string} [arch]
 * @property {string} [suse]
 * @property {string} [brew]
 * @property {string} [winget]
 */

/** @type {readonly SystemPart[]} */
export const systemParts = [
  {
    title: 'yt-dlp',
    purpose: 'app',
    program: 'yt-dlp',
    isOwnFound: true,
    debian: ['yt-dlp'],
    fedora: 'yt-dlp',
    arch: 'yt-dlp',
    suse: 'yt-dlp',
    brew: 'yt-dlp',
    winget: 'yt-dlp.yt-dlp',
  },
  {
    title: 'ffmpeg',
    purpose: 'app',
    program: 'ffmpeg',
    debian: ['ffmpeg'],
    fedora: 'ffmpeg-free',
    arch: 'ffmpeg',
    suse: 'ffmpeg',
    brew: 'ffmpeg',
    winget: 'Gyan.FFmpeg',
  },
  { title: 'unzip', purpose: 'app', program: 'unzip', debian: ['unzip'], fedora: 'unzip', arch: 'unzip', suse: 'unzip' },
  {
    title: 'GTK 3',
    purpose: 'app',
    library: 'libgtk-3.so.0',
    debian: ['libgtk-3-0t64', 'libgtk-3-0'],
    fedora: 'gtk3',
    arch: 'gtk3',
    suse: 'libgtk-3-0',
  },
  { title: 'NSS', purpose: 'app', library: 'libnss3.so', debian: ['libnss3'], fedora: 'nss', arch: 'nss', suse: 'mozilla-nss' },
  {
    title: 'ALSA sound',
    purpose: 'app',
    library: 'libasound.so.2',
    debian: ['libasound2t64', 'libasound2'],
    fedora: 'alsa-lib',
    arch: 'alsa-lib',
    suse: 'libasound2',
  },
  {
    title: 'graphics buffers',
    purpose: 'app',
    library: 'libgbm.so.1',
    debian: ['libgbm1'],
    fedora: 'mesa-libgbm',
    arch: 'mesa',
    suse: 'libgbm1',
  },
  {
    title: 'X screen saver',
    purpose: 'app',
    library: 'libXss.so.1',
    debian: ['libxss1'],
    fedora: 'libXScrnSaver',
    arch: 'libxss',
    suse: 'libXss1',
  },
  {
    title: 'bubblewrap',
    purpose: 'app',
    program: 'bwrap',
    debian: ['bubblewrap'],
    fedora: 'bubblewrap',
    arch: 'bubblewrap',
    suse: 'bubblewrap',
  },
  {
    title: 'virtual display',
    purpose: 'display',
    program: 'Xvfb',
    debian: ['xvfb'],
    fedora: 'xorg-x11-server-Xvfb',
    arch: 'xorg-server-xvfb',
    suse: 'xorg-x11-server-Xvfb',
  },
  {
    title: 'X authority',
    purpose: 'display',
    program: 'xauth',
    debian: ['xauth'],
    fedora: 'xorg-x11-xauth',
    arch: 'xorg-xauth',
    suse: 'xauth',
  },
];

/**
 * Where a program is on the path.
 * @param {string} name without the ending that Windows gives it
 * @returns {string | null}
 */
export const findProgram = (name) => findPrograms(name)[0] ?? null;

/**
 * Every place where a program is.
 * @param {string} name without the ending that Windows gives it
 * @param {readonly string[]} furtherFolders beyond the path
 * @returns {string[]} in the order of the path
 */
export function findPrograms(name, furtherFolders = []) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const path = (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter).map((folder) => folder || '.');
  return [...path, ...furtherFolders]
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .filter(isExecutable);
}

/**
 * Where a person's own programs are, on the path or not: pipx puts them there.
 * @returns {string[]}
 */
export const ownProgramFolders = () => (process.platform === 'win32' ? [] : [join(homedir(), '.local', 'bin')]);

/**
 * The parts that this system lacks.
 * @param {{ display: boolean }} wanted `display`: also what is needed to run without a screen
 * @returns {SystemPart[]}
 */
export function missingParts({ display }) {
  const linux = process.platform === 'linux';
  const concerned = systemParts.filter((part) =>
    linux ? display || part.purpose === 'app' : part.brew !== undefined || part.winget !== undefined,
  );
  const libraries = linux && concerned.some((part) => part.library) ? linkerCache() : '';
  return concerned.filter((part) => {
    if (part.program) return findPrograms(part.program, part.isOwnFound ? ownProgramFolders() : []).length === 0;
    return part.library !== undefined && !libraries.includes(`\t${part.library} `);
  });
}

/** @returns {string} a line for each library of this processor that programs find */
function linkerCache() {
  const program = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find(isExecutable) ?? 'ldconfig';
  const { stdout } = spawnSync(program, ['-p'], { encoding: 'utf8', timeout: 10_000 });
  const mark = /** @type {Record<string, string>} */ ({ x64: 'x86-64', arm64: 'AArch64' })[process.arch];
  const lines = (stdout ?? '').split('\n');
  return (mark ? lines.filter((line) => line.includes(mark)) : lines).join('\n');
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What every system takes for the path of a socket: macOS the least, with 104 bytes and the zero at the end. */
const LONGEST_PATH_BYTES = 103;
/** With the id of the process, so that the folders of dead ones can be told. */
const FOLDER_NAME = /^homereel-gate-(\d+)-\w+$/;
const SOCKET_NAME = 'gate';

/**
 * Makes a folder that only this user can enter, and returns the path of the gate's socket in it; undefined where there are no such sockets.
 * Folders that dead apps of this user left behind are removed.
 */
export function makeSocketFolder(platform: NodeJS.Platform = process.platform, base = tmpdir()): string | undefined {
  if (platform === 'win32') return undefined;
  const name = `homereel-gate-${process.pid}-`;
  const isShort = Buffer.byteLength(join(base, `${name}XXXXXX`, SOCKET_NAME)) <= LONGEST_PATH_BYTES;
  const parent = isShort ? base : '/tmp';
  removeDead(parent);
  // mkdtemp makes it with 0700, under a name that nobody could have taken before.
  return join(mkdtempSync(join(parent, name)), SOCKET_NAME);
}

/** Removes the folder with the socket. */
export function removeSocketFolder(socketPath: string): void {
  rmSync(dirname(socketPath), { recursive: true, force: true });
}

function removeDead(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = FOLDER_NAME.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(parent, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() === true && found.uid === process.getuid?.()) rmSync(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What every system takes for the path of a socket: macOS the least, with 104 bytes and the zero at the end. */
const LONGEST_PATH_BYTES = 103;
const FOLDER_NAME = 'homereel-gate-';
const SOCKET_NAME = 'gate';

/** Makes a folder that only this user can enter, and returns the path of the gate's socket in it; undefined where there are no such sockets. */
export function makeSocketFolder(platform: NodeJS.Platform = process.platform, base = tmpdir()): string | undefined {
  if (platform === 'win32') return undefined;
  const isShort = Buffer.byteLength(join(base, `${FOLDER_NAME}XXXXXX`, SOCKET_NAME)) <= LONGEST_PATH_BYTES;
  // mkdtemp makes it with 0700, under a name that nobody could have taken before.
  return join(mkdtempSync(join(isShort ? base : '/tmp', FOLDER_NAME)), SOCKET_NAME);
}

/** Removes the folder with the socket. */
export function removeSocketFolder(socketPath: string): void {
  rmSync(dirname(socketPath), { recursive: true, force: true });
}

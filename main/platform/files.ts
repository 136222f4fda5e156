import { chmodSync, constants, statSync } from 'node:fs';
import { access, link, lstat, open, readdir, rename, rm, statfs, unlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Flushes a file's content to the disk. A system that cannot (some network shares) is left as it is. */
export async function syncFile(path: string): Promise<void> {
  // Windows flushes only what is open for writing.
  await flush(path, 'r+');
}

/** Flushes a folder's entries to the disk, so that a rename in it outlives a power cut. Windows cannot, and need not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await flush(path, 'r');
}

const UNSUPPORTED_FLUSH = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EBADF'];

async function flush(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, UNSUPPORTED_FLUSH)) throw error;
  } finally {
    await handle.close();
  }
}

/** What a file system without hard links (exFAT, some network shares) answers to a link. */
const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'];

/**
 * Moves a regular file within one file system, atomically and never over another: rejects with EEXIST if `to` is taken, with EXDEV
 * if it is on another file system. A move that a crash cut in half (both names, one file) is finished by calling it again.
 */
export async function moveWithoutReplacing(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (hasCode(error, NO_HARD_LINKS)) return moveOntoReservation(from, to);
    if (!hasCode(error, ['EEXIST']) || !(await isSameFile(from, to))) throw error;
  }
  await unlink(from);
}

/** Without hard links: takes the name with an empty file that must be new, then renames over that one. */
export async function moveOntoReservation(from: string, to: string): Promise<void> {
  if (!(await lstat(from)).isFile())
    throw Object.assign(new Error(`not a regular file: ${from}`), { code: 'EINVAL', path: from });
  await (await open(to, 'wx')).close();
  try {
    await rename(from, to);
  } catch (error) {
    await unlink(to);
    throw error;
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })]);
  return first.ino !== 0n && first.ino === second.ino && first.dev === second.dev;
}

/**
 * Reads the beginning of a text file that somebody else may have put there: rejects with EINVAL or ELOOP for a link, a pipe (which would never
 * end) and whatever else is no plain file.
 */
export async function readPlainFile(path: string, mostBytes: number): Promise<string> {
  // Windows has neither: no pipes among its files, and links for administrators only.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw Object.assign(new Error(`not a regular file: ${path}`), { code: 'EINVAL', path });
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(stats.size, mostBytes)), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Removes a file or a folder with all that is in it, not following links; nothing there is fine. */
export async function removeTree(path: string): Promise<void> {
  // Virus scanners and indexers on Windows hold files open for a moment.
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Adds up the sizes of all regular files in a folder and below, in bytes, without following links; 0 if there is no such folder. */
export async function folderBytes(path: string): Promise<number> {
  const entries = await orIfMissing(readdir(path, { withFileTypes: true }), []);
  const sizes = entries.map(async (entry) => {
    const entryPath = join(path, entry.name);
    if (entry.isDirectory()) return folderBytes(entryPath);
    return entry.isFile()
      ? orIfMissing<number>(
          lstat(entryPath).then((stats) => stats.size),
          0,
        )
      : 0;
  });
  return (await Promise.all(sizes)).reduce((total, bytes) => total + bytes, 0);
}

export interface DiskSpace {
  /** What this user may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Measures the space of the file system that holds a path, or would hold it: the nearest existing folder above it is asked. */
export async function diskSpace(path: string): Promise<DiskSpace> {
  const absolute = resolve(path);
  try {
    const stats = await statfs(absolute);
    // `bavail` leaves out what is reserved for the administrator.
    return { freeBytes: stats.bavail * stats.bsize, totalBytes: stats.blocks * stats.bsize };
  } catch (error) {
    if (!isMissing(error) || dirname(absolute) === absolute) throw error;
    return diskSpace(dirname(absolute));
  }
}

/** Tells whether `child` lies below `parent` (not if it is the same), by their names alone: links are not followed. */
export function isInside(parent: string, child: string): boolean {
  const path = relative(resolve(parent), resolve(child));
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** Tells whether a file can be found. One that cannot be examined (access refused, a disk with errors) is not known to be gone. */
export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

const isMissing = (error: unknown): boolean => hasCode(error, ['ENOENT', 'ENOTDIR']);

async function orIfMissing<Value>(pending: Promise<Value>, fallback: Value): Promise<Value> {
  try {
    return await pending;
  } catch (error) {
    if (isMissing(error)) return fallback;
    throw error;
  }
}

/** The modes of what only its owner may read: nobody else of the computer has a right on it. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;

/**
 * Takes the rights of all but its owner off a file or folder, and gives the owner none that were missing. What is not there, or lies on a disk
 * without such rights, is left as it is.
 */
export function keepFromOthers(path: string): void {
  if (process.platform === 'win32') return; // it has access lists instead, and a person's own folders are private there
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0) chmodSync(path, mode & PRIVATE_FOLDER_MODE);
  } catch {
    // Somebody else's, or a disk that knows no rights.
  }
}

import type { Stats } from 'node:fs';
import { lstat, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeTree } from '../platform/files.ts';
import { OUT_FOLDER, PARTS_FOLDER } from '../yt-dlp/arguments.ts';

/** The app's own folder inside the library: on the same file system, so that the last move is a rename. */
export const PRIVATE_FOLDER = '.homereel';

/** Beside the data of a stream of fragments yt-dlp notes how many are in it. */
const STATE_ENDING = '.ytdl';

/**
 * Where one video is put together. The folder outlives a run (the next one continues what is there); `run-<token>` holds the
 * reports of one run and stands in its command line, which is how its processes are known again.
 */
export interface WorkFolder {
  readonly root: string;
  readonly parts: string;
  readonly out: string;
  runFolder(runId: string): string;
  /** Relative to `root`, as the arguments name it. */
  runFolderName(runId: string): string;
}

export function workRoot(libraryFolder: string): string {
  return path.join(libraryFolder, PRIVATE_FOLDER, 'work');
}

/** Where what is to be removed is put first: nothing adopts it any more, and whatever a kill leaves there goes with the next sweep. */
export function discardRoot(libraryFolder: string): string {
  return path.join(libraryFolder, PRIVATE_FOLDER, 'discarded');
}

/** Names the place of a finished video's thumbnail. */
export function thumbnailFile(libraryFolder: string, videoId: string): string {
  return path.join(libraryFolder, PRIVATE_FOLDER, 'thumbnails', `${videoId}.jpg`);
}

export function workFolder(libraryFolder: string, videoId: string): WorkFolder {
  const root = path.join(workRoot(libraryFolder), videoId);
  return {
    root,
    parts: path.join(root, PARTS_FOLDER),
    out: path.join(root, OUT_FOLDER),
    runFolderName: (runId) => `run-${runId}`,
    runFolder: (runId) => path.join(root, `run-${runId}`),
  };
}

/** Makes the folders of one run and removes the reports of earlier ones. */
export async function prepareWorkFolder(folder: WorkFolder, runId: string): Promise<void> {
  // Step by step, and not the app's own folder: where that is missing the library is away, and must not seem to be there. (A recursive
  // mkdir also says ENOENT where the disk is read-only.)
  for (const step of [path.dirname(folder.root), folder.root]) await makeFolder(step);
  // Whatever an earlier run left under these names is not gone through: it could be a link to anywhere.
  for (const step of [folder.parts, folder.out]) {
    if (!(await makeFolder(step)).isDirectory()) await rm(step, { force: true });
    await makeFolder(step);
  }
  for (const entry of await readdir(folder.root)) {
    if (entry.startsWith('run-')) await removeTree(path.join(folder.root, entry));
  }
  await mkdir(folder.runFolder(runId));
}

async function makeFolder(folder: string): Promise<Stats> {
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return await lstat(folder);
}

/** Throws away what cannot be continued safely; the next run starts from zero. */
export async function dropPartials(folder: WorkFolder): Promise<void> {
  await removeTree(folder.parts);
  await removeTree(folder.out);
}

/**
 * Throws away streams of fragments whose file was written after its `.ytdl` state: the process ended between the two, so the next run would
 * take a fragment twice, or half of one, and no check of the finished file could tell. Returns how many streams were dropped.
 */
export async function dropTornStreams(folder: WorkFolder): Promise<number> {
  let dropped = 0;
  for (const name of await readdir(folder.parts, { recursive: true })) {
    if (!name.endsWith(STATE_ENDING)) continue;
    const stream = path.join(folder.parts, name.slice(0, -STATE_ENDING.length));
    if (!(await isTorn(stream))) continue;
    const fileName = path.basename(stream);
    for (const entry of await readdir(path.dirname(stream))) {
      if (entry.startsWith(`${fileName}.`)) await rm(path.join(path.dirname(stream), entry), { force: true });
    }
    dropped += 1;
  }
  return dropped;
}

async function isTorn(stream: string): Promise<boolean> {
  const [state, data] = await Promise.all([stat(`${stream}${STATE_ENDING}`), stat(`${stream}.part`).catch(() => undefined)]);
  return data !== undefined && data.size > 0 && data.mtimeMs > state.mtimeMs;
}

const NOT_WRITABLE_CODES: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Tries both folders that a download writes to. Never rejects: a folder that is away, or full, is another hold's affair. */
export async function canWriteLibrary(libraryFolder: string): Promise<boolean> {
  for (const folder of [libraryFolder, path.join(libraryFolder, PRIVATE_FOLDER)]) {
    const file = path.join(folder, '.homereel-write-check');
    try {
      await writeFile(file, '');
      await rm(file, { force: true });
    } catch (error) {
      if (NOT_WRITABLE_CODES.has((error as NodeJS.ErrnoException).code ?? '')) return false;
    }
  }
  return true;
}

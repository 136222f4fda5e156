import { lstat, readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import type { MediaKind } from '../../../preload/contract/types.ts';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import type { VideoRows } from '../../library/videos/video-rows.ts';
import { isRightEnding, type Packing } from '../../media/containers.ts';
import { checkMedia } from '../../media/media-check.ts';
import { isInside, moveWithoutReplacing, syncFile, syncFolder } from '../../platform/files.ts';
import { safeFileName } from '../../platform/safe-file-name.ts';

const MOST_NAME_TRIES = 100;

export interface StagedFile {
  readonly runId: string;
  readonly workFolder: string;
  /** As yt-dlp reported it; relative paths start at the work folder. */
  readonly reportedPath: string;
  readonly title: string;
  readonly sourceId: string;
  readonly kind: MediaKind;
  readonly expectedDurationSeconds: number | undefined;
  readonly isLive: boolean;
  readonly stopSignal: AbortSignal;
}

export type Finalized =
  | { readonly kind: 'complete'; readonly fileName: string; readonly bytes: number; readonly durationSeconds: number | undefined }
  | { readonly kind: 'corrupt'; readonly why: string }
  /** The check came to no end (time, killed from outside): nothing is known against the file, so it stays for the next try. */
  | { readonly kind: 'unchecked' }
  /** The file has its name in the library, and the rest of the move failed: the reaper completes it from the journal. */
  | { readonly kind: 'moved' }
  /** Nobody wants it any more: the file is not in the library. */
  | { readonly kind: 'unwanted' };

/** The file is whole, and its ending says something else than what is in it: it may not be accepted as it is. */
export interface Mispacked {
  readonly kind: 'mispacked';
  readonly packing: Packing;
}

export interface FinalizerDependencies {
  readonly libraryFolder: () => string;
  readonly tools: { readonly ffprobePath: string };
  readonly transitions: RunTransitions;
  readonly videos: VideoRows;
  readonly checkTimeoutMs: number;
  /** Moves the file; replaced only where a test cannot make a disk refuse half of it. */
  readonly move?: typeof moveWithoutReplacing;
}

/**
 * Brings a finished file into the library: checked whole and packed as its ending says, named, journalled, synced, moved by one rename, and only then `complete`.
 * A kill between any two steps is healed by `recoverMove`. Throws the system's error when the disk refuses.
 */
export async function finalize(staged: StagedFile, dependencies: FinalizerDependencies): Promise<Finalized | Mispacked> {
  const { transitions } = dependencies;
  const stagedPath = path.resolve(staged.workFolder, staged.reportedPath);
  const problem = await refusal(stagedPath, staged.workFolder);
  if (problem !== undefined) return { kind: 'corrupt', why: problem };

  // The disk writes while the check reads; what a failed write means is asked after the check, whose program must have ended by then.
  const synced = Promise.allSettled([syncFile(stagedPath)]);
  const check = await checkMedia(stagedPath, {
    ffprobePath: dependencies.tools.ffprobePath,
    kind: staged.kind,
    isLive: staged.isLive,
    signal: staged.stopSignal,
    timeoutMs: dependencies.checkTimeoutMs,
    ...(staged.expectedDurationSeconds !== undefined && { expectedDurationSeconds: staged.expectedDurationSeconds }),
  });
  // A check that was stopped says nothing about the file.
  if (staged.stopSignal.aborted) return { kind: 'unwanted' };
  if (check.whole === 'unknown') return { kind: 'unchecked' };
  if (!check.whole) return { kind: 'corrupt', why: check.why };

  const { packing } = check;
  if (!isRightEnding(path.extname(stagedPath).toLowerCase(), packing)) return { kind: 'mispacked', packing };

  const [sync] = await synced;
  if (sync.status === 'rejected') throw sync.reason;
  const { size: bytes } = await lstat(stagedPath);
  const move = await moveIntoLibrary(stagedPath, staged, dependencies);
  if (move.kind !== 'named') return move;
  const { fileName } = move;
  let isComplete: boolean;
  try {
    isComplete = transitions.complete(staged.runId, { fileName, bytes });
  } catch {
    return { kind: 'moved' };
  }
  if (!isComplete) {
    await rm(path.join(dependencies.libraryFolder(), fileName), { force: true });
    return { kind: 'unwanted' };
  }
  return { kind: 'complete', fileName, bytes, durationSeconds: check.durationSeconds };
}

/** What a page made of the file's path is not trusted: it must be a plain file inside the work folder. */
async function refusal(stagedPath: string, workFolder: string): Promise<string | undefined> {
  if (!isInside(workFolder, stagedPath)) return 'the reported file lies outside the work folder';
  const stats = await lstat(stagedPath).catch(() => undefined);
  if (stats === undefined) return 'the reported file does not exist';
  if (!stats.isFile()) return 'the reported file is not a plain file';
  // A folder on the way may be a link to somebody's films.
  const own = path.join(await realpath(workFolder), path.relative(workFolder, stagedPath));
  if ((await realpath(stagedPath)) !== own) return 'the reported file lies behind a link';
  return stats.size === 0 ? 'the file is empty' : undefined;
}

/** Tells where the file is: in the library, perhaps in mid-move, or (the video was cancelled just before) still staged. */
type Move = { readonly kind: 'named'; readonly fileName: string } | { readonly kind: 'moved' } | { readonly kind: 'unwanted' };

async function moveIntoLibrary(stagedPath: string, staged: StagedFile, dependencies: FinalizerDependencies): Promise<Move> {
  const { move = moveWithoutReplacing } = dependencies;
  const library = dependencies.libraryFolder();
  const taken = new Set((await readdir(library)).map((name) => name.toLowerCase()));
  const extension = path.extname(stagedPath).slice(1);
  for (let number = 1; number <= MOST_NAME_TRIES; number += 1) {
    const fileName = safeFileName(number === 1 ? staged.title : `${staged.title} (${number})`, staged.sourceId, extension);
    if (taken.has(fileName.toLowerCase()) || dependencies.videos.fileNameTaken(fileName)) continue;
    if (!dependencies.transitions.beginMove(staged.runId, { stagedPath, targetName: fileName })) {
      return { kind: 'unwanted' };
    }
    const target = path.join(library, fileName);
    try {
      await move(stagedPath, target);
      await syncFolder(library);
      return { kind: 'named', fileName };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') taken.add(fileName.toLowerCase());
      // What has its name already is left to the journal: ended here, the file would be in the library without a row.
      else if (await isNamed(target)) return { kind: 'moved' };
      else throw error;
    }
  }
  throw new Error('no free file name in the library');
}

/** Tells whether there is a file of that name, or nobody can say. */
async function isNamed(target: string): Promise<boolean> {
  return lstat(target).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

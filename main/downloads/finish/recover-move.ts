import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import type { OccupiedRow } from '../../library/queue/run-rows.ts';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import { syncFolder } from '../../platform/files.ts';

async function sizeOf(file: string): Promise<number | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  return stats?.isFile() ? stats.size : undefined;
}

function isNameConflict(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/**
 * Ends the move of a run that died in the middle of it, from what is on disk: with the file under its final name the video is
 * complete (or the file is removed, if nobody wants it); with the file still staged nothing happened yet, and the next run
 * checks it again. True when the row is complete.
 */
export async function recoverMove(row: OccupiedRow, libraryFolder: string, transitions: RunTransitions): Promise<boolean> {
  if (row.runId === null || row.stagedPath === null || row.targetName === null) return false;
  const target = path.join(libraryFolder, row.targetName);
  const targetBytes = await sizeOf(target);
  if (targetBytes === undefined) return false;
  const stagedBytes = await sizeOf(row.stagedPath);
  if (stagedBytes !== undefined) {
    // Both names of one file: the link was made, the old name not yet removed. Another file of that name is somebody else's.
    const [staged, moved] = await Promise.all([lstat(row.stagedPath), lstat(target)]);
    if (staged.ino !== moved.ino || staged.dev !== moved.dev) {
      // Where there are no hard links, the name is taken by an empty file first.
      if (targetBytes === 0) await rm(target);
      return false;
    }
    await rm(row.stagedPath);
  }
  await syncFolder(libraryFolder);
  try {
    if (transitions.complete(row.runId, { fileName: row.targetName, bytes: targetBytes })) return true;
  } catch (error) {
    // The name belongs to another video by now: its file is none of ours.
    if (isNameConflict(error)) return false;
    throw error;
  }
  await rm(target, { force: true });
  return false;
}

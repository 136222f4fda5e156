import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkMedia } from '../../media/media-check.ts';
import { embedSubtitles, findSubtitles } from '../../media/subtitles.ts';
import { isInside } from '../../platform/files.ts';
import { finalizeRepacked, type RepackingDependencies } from './finalize-repacked.ts';
import { type Finalized, finalize, type StagedFile } from './finalizer.ts';

/**
 * Finalizes a copy that holds the subtitles which yt-dlp left beside the file; the file itself when there are none, or when anything
 * is wrong with them or with the copy: subtitles are a bonus, and never cost anybody the video.
 */
export async function finalizeWithSubtitles(staged: StagedFile, dependencies: RepackingDependencies): Promise<Finalized> {
  const copy = await copyWithSubtitles(staged, dependencies);
  if (copy === undefined) return finalizeRepacked(staged, dependencies);
  const finalized = await finalize({ ...staged, reportedPath: copy }, dependencies);
  if (finalized.kind !== 'corrupt' && finalized.kind !== 'unchecked' && finalized.kind !== 'mispacked') return finalized;
  await rm(copy, { force: true });
  return finalizeRepacked(staged, dependencies);
}

async function copyWithSubtitles(staged: StagedFile, dependencies: RepackingDependencies): Promise<string | undefined> {
  const file = path.resolve(staged.workFolder, staged.reportedPath);
  const { checkTimeoutMs: timeoutMs, tools } = dependencies;
  const stats = isInside(staged.workFolder, file) ? await lstat(file).catch(() => undefined) : undefined;
  if (staged.kind !== 'video' || !stats?.isFile() || (await findSubtitles(file)).length === 0) return undefined;
  // A copy of half a file is a whole file of half the length: so the copy's check would not see what this one sees.
  const check = await checkMedia(file, {
    ffprobePath: tools.ffprobePath,
    kind: staged.kind,
    isLive: staged.isLive,
    signal: staged.stopSignal,
    timeoutMs,
    ...(staged.expectedDurationSeconds !== undefined && { expectedDurationSeconds: staged.expectedDurationSeconds }),
  });
  if (check.whole !== true) return undefined;
  return embedSubtitles({ file, ffmpegPath: tools.ffmpegPath, timeoutMs, signal: staged.stopSignal });
}

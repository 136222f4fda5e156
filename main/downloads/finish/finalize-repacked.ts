import { rm } from 'node:fs/promises';
import path from 'node:path';
import { endingsToRepackInto } from '../../media/containers.ts';
import { repack } from '../../media/repack.ts';
import { type Finalized, type FinalizerDependencies, finalize, type StagedFile } from './finalizer.ts';

export interface RepackingDependencies extends FinalizerDependencies {
  readonly tools: { readonly ffprobePath: string; readonly ffmpegPath: string };
}

/**
 * Finalizes a file, or, where its ending says something else than what is in it, a repacked copy that passes the same check. It is never
 * only renamed: yt-dlp leaves a transport stream under an MP4's name when its ffmpeg did not answer, and a page can give a film any name.
 */
export async function finalizeRepacked(staged: StagedFile, dependencies: RepackingDependencies): Promise<Finalized> {
  const finalized = await finalize(staged, dependencies);
  if (finalized.kind !== 'mispacked') return finalized;
  const { packing } = finalized;
  for (const ending of endingsToRepackInto(packing)) {
    const repacked = await repack({
      file: path.resolve(staged.workFolder, staged.reportedPath),
      ending,
      ffmpegPath: dependencies.tools.ffmpegPath,
      timeoutMs: dependencies.checkTimeoutMs,
      signal: staged.stopSignal,
    });
    if (repacked === 'no-end') return { kind: staged.stopSignal.aborted ? 'unwanted' : 'unchecked' };
    if (repacked === 'failed') continue;
    const again = await finalize({ ...staged, reportedPath: repacked.copy }, dependencies);
    if (again.kind !== 'corrupt' && again.kind !== 'mispacked') return again;
    await rm(repacked.copy, { force: true });
  }
  return { kind: 'corrupt', why: `it is packed as ${packing.formatName}, and could not be packed as its ending says` };
}

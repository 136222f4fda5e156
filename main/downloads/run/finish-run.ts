import type { VideoRow } from '../../library/videos/video-rows.ts';
import type { DoneEntry, MetaEntry } from '../../yt-dlp/reports.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import type { EngineContext } from '../engine-context.ts';
import { finalizeWithSubtitles } from '../finish/finalize-with-subtitles.ts';
import type { Finalized } from '../finish/finalizer.ts';
import type { LiveRun } from './live-run.ts';
import { recordQuietly } from './record-quietly.ts';
import type { RunResult } from './run-result.ts';

/** What yt-dlp left behind when it ended well, and the programs that check it. */
export interface FinishedProgram {
  readonly done: DoneEntry;
  readonly meta: MetaEntry | undefined;
  readonly tools: ReadyTools;
}

/** Brings the file of a run whose program ended well into the library. Throws the system's error when the disk refuses. */
export async function finishRun(
  run: LiveRun,
  video: VideoRow,
  { done, meta, tools }: FinishedProgram,
  { store, library, timings, logger }: EngineContext,
): Promise<RunResult> {
  const finalized = await finalizeWithSubtitles(
    {
      runId: run.claim.runId,
      workFolder: run.folder.root,
      reportedPath: done.filePath,
      title: done.title ?? meta?.title ?? video.title,
      sourceId: done.extractorId ?? meta?.extractorId ?? video.id,
      kind: video.kind,
      expectedDurationSeconds: meta?.durationSeconds,
      isLive: run.isLive,
      stopSignal: run.stopSignal,
    },
    {
      libraryFolder: library.folder,
      tools: tools.ffmpeg,
      transitions: store.runs,
      videos: store.videos,
      checkTimeoutMs: timings.mediaCheckMs,
    },
  );
  if (finalized.kind === 'complete' && finalized.durationSeconds !== undefined) {
    const { durationSeconds } = finalized;
    recordQuietly(logger, () => store.videos.describe(video.id, { durationSeconds }));
  }
  return resultOfFinish(finalized, run);
}

function resultOfFinish(finalized: Finalized, { stopReason }: LiveRun): RunResult {
  switch (finalized.kind) {
    case 'complete':
    case 'moved':
      return { kind: finalized.kind };
    case 'corrupt':
      return { kind: 'failed', reason: 'corrupt', detail: finalized.why, partialsUnsafe: true };
    case 'unchecked':
      return { kind: 'failed', reason: 'internal', detail: 'the check of the file came to no end', partialsUnsafe: false };
    case 'unwanted':
      return stopReason === undefined ? { kind: 'unwanted' } : { kind: 'stopped', reason: stopReason, detail: 'while finishing' };
  }
}

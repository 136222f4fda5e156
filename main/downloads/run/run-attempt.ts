import path from 'node:path';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import type { VideoRow, VideoRows } from '../../library/videos/video-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProcessTrees, StopResult } from '../../platform/processes/process-tree.ts';
import { stopBudget, type Timings } from '../../settings/timings.ts';
import { createNonce, DONE_REPORT, downloadArguments, META_REPORT } from '../../yt-dlp/arguments.ts';
import { minimalEnvironment } from '../../yt-dlp/child-environment.ts';
import { classifyFailure } from '../../yt-dlp/failure.ts';
import { type DoneEntry, parseDoneReport } from '../../yt-dlp/reports.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import { finalizeWithSubtitles } from '../finish/finalize-with-subtitles.ts';
import { dropTornStreams, prepareWorkFolder } from '../work-folder.ts';
import type { LiveRun } from './live-run.ts';
import { createRunObserver, readReport } from './run-observer.ts';
import { followProcess, type ProcessEnd } from './run-process.ts';
import type { RunResult } from './run-result.ts';
import { createWriteBehind } from './write-behind.ts';

/** With less room than this a program that makes a file has failed for want of it: yt-dlp does not pass on what ffmpeg said. */
const NEXT_TO_NOTHING_BYTES = 1024 * 1024;

export interface RunAttemptDependencies {
  readonly libraryFolder: () => string;
  readonly privateHome: string;
  readonly trees: ProcessTrees;
  /** Throws `ToolsMissing`. */
  readonly tools: () => Promise<ReadyTools>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  /** The running items' share of the household's bandwidth, if it is limited. */
  readonly rateLimit: () => number | undefined;
  /** Free space on the library's disk, now. */
  readonly freeBytes: () => Promise<number>;
  readonly transitions: RunTransitions;
  readonly videos: VideoRows;
  readonly timings: Timings;
  readonly clock: Clock;
  /** Writes down what is good to know but must not break a run: an error is logged. */
  readonly note: (write: () => void) => void;
  readonly onChanged: (run: LiveRun) => void;
  /** The first bytes of this run came. */
  readonly onBytes: (run: LiveRun) => void;
  readonly onUnproven: (run: LiveRun, result: StopResult) => void;
  /** Data of an earlier run could not be continued and is gone. */
  readonly onTorn: (run: LiveRun) => void;
}

/** One attempt at one video, from the first check to the file in the library. Throws only for errors of the engine's own file work. */
export async function attemptRun(run: LiveRun, video: VideoRow, dependencies: RunAttemptDependencies): Promise<RunResult> {
  const { transitions, timings } = dependencies;
  const { folder } = run;
  const { runId } = run.claim;
  await dependencies.refuseAddress(video.url);
  const tools = await dependencies.tools();
  await prepareWorkFolder(folder, runId);
  if ((await dropTornStreams(folder)) > 0) dependencies.onTorn(run);
  if (run.stopReason !== undefined) return { kind: 'stopped', reason: run.stopReason, detail: 'before the start' };

  const nonce = createNonce();
  const limitRateBytesPerSecond = dependencies.rateLimit();
  const tree = await dependencies.trees.spawn({
    command: tools.ytDlp.path,
    args: downloadArguments({
      url: video.url,
      nonce,
      runFolder: folder.runFolderName(runId),
      ytDlpVersion: tools.ytDlp.version,
      kind: video.kind,
      preset: video.preset,
      ffmpegPath: tools.ffmpeg.ffmpegPath,
      isLive: video.isLive === 1,
      ...(video.subtitles !== null && { subtitles: video.subtitles }),
      network: { socketTimeoutSeconds: Math.max(1, Math.round(timings.socketTimeoutMs / 1000)) },
      ...(limitRateBytesPerSecond !== undefined && { limitRateBytesPerSecond }),
    }),
    cwd: folder.root,
    env: minimalEnvironment(process.env, dependencies.privateHome),
    token: runId,
    runFolder: folder.runFolder(runId),
  });
  run.identity = tree.identity;
  // Whatever becomes of this note, the tree is followed to its end: it is found again by its token as well.
  dependencies.note(() => transitions.recordProcess(runId, { pid: tree.identity.pid, startedAt: tree.identity.startedAt }));

  const metaFile = path.join(folder.runFolder(runId), META_REPORT);
  const writeBehind = createWriteBehind(folder.root);
  const observer = createRunObserver(run, metaFile, { ...dependencies, onGrowth: writeBehind.grew });
  const end = await followProcess(run, tree, nonce, {
    trees: dependencies.trees,
    clock: dependencies.clock,
    stopBudget: ({ isLive }) => stopBudget(timings, isLive),
    onRecord: observer.onRecord,
    onUnproven: dependencies.onUnproven,
  });
  run.identity = undefined;
  const meta = await observer.finish();
  const [done] = parseDoneReport(await readReport(path.join(folder.runFolder(runId), DONE_REPORT)));
  if (run.stopReason !== undefined) return { kind: 'stopped', reason: run.stopReason, detail: stopDetail(end) };
  if (done === undefined || end.exit.code !== 0) {
    const isDiskFull = run.phase === 'post-processing' && (await dependencies.freeBytes()) < NEXT_TO_NOTHING_BYTES;
    return failureOfExit(end, done, isDiskFull);
  }

  observer.enter('finalizing');
  await writeBehind.settled();
  const finalized = await finalizeWithSubtitles(
    {
      runId,
      workFolder: folder.root,
      reportedPath: done.filePath,
      title: done.title ?? meta?.title ?? video.title,
      sourceId: done.extractorId ?? meta?.extractorId ?? video.id,
      kind: video.kind,
      expectedDurationSeconds: meta?.durationSeconds,
      isLive: run.isLive,
      stopSignal: run.stopSignal,
    },
    {
      libraryFolder: dependencies.libraryFolder,
      tools: tools.ffmpeg,
      transitions,
      videos: dependencies.videos,
      checkTimeoutMs: timings.mediaCheckMs,
    },
  );
  switch (finalized.kind) {
    case 'complete':
      if (finalized.durationSeconds !== undefined) {
        const { durationSeconds } = finalized;
        dependencies.note(() => dependencies.videos.describe(video.id, { durationSeconds }));
      }
      return { kind: 'complete' };
    case 'moved':
      return { kind: 'moved' };
    case 'corrupt':
      return { kind: 'failed', reason: 'corrupt', detail: finalized.why, partialsUnsafe: true };
    case 'unchecked':
      return { kind: 'failed', reason: 'internal', detail: 'the check of the file came to no end', partialsUnsafe: false };
    case 'unwanted':
      return run.stopReason === undefined
        ? { kind: 'unwanted' }
        : { kind: 'stopped', reason: run.stopReason, detail: 'while finishing' };
  }
}

function failureOfExit(end: ProcessEnd, done: DoneEntry | undefined, isDiskFull: boolean): RunResult {
  if (end.exit.code === 0 && done === undefined) {
    return { kind: 'failed', reason: 'internal', detail: 'yt-dlp ended well but reported no file', partialsUnsafe: false };
  }
  const failure = classifyFailure({ exitCode: end.exit.code, signal: end.exit.signal, stderr: end.stderr });
  const { reason, evidence, partialsUnsafe } = failure;
  if (reason === 'disk-full') return { kind: 'held', reason, detail: evidence, partialsUnsafe };
  // What was downloaded is as it should be: only the file that was to be made of it did not fit.
  if (isDiskFull) {
    return { kind: 'held', reason: 'disk-full', detail: `No space left on device: ${evidence}`, partialsUnsafe: false };
  }
  return {
    kind: 'failed',
    reason,
    detail: evidence,
    partialsUnsafe,
    ...(failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
  };
}

function stopDetail(end: ProcessEnd): string {
  return end.stop === undefined ? 'ended by itself' : `${end.stop.step} after ${Math.round(end.stop.tookMs)} ms`;
}

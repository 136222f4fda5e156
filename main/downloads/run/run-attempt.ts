import { mkdir } from 'node:fs/promises';
import type { Gate, GatePass } from '../../gate/gate.ts';
import type { VideoRow } from '../../library/videos/video-rows.ts';
import { READABLE_FORMATS } from '../../media/containers.ts';
import { isBoxFailure, systemBox } from '../../platform/box/system-box.ts';
import type { RunningTree, StopResult } from '../../platform/processes/process-tree.ts';
import { stopBudget } from '../../settings/timings.ts';
import { createNonce, DONE_REPORT, downloadArguments } from '../../yt-dlp/arguments.ts';
import { cacheFolder, minimalEnvironment, proxyEnvironment, reachOfYtDlp } from '../../yt-dlp/child-environment.ts';
import { classifyFailure } from '../../yt-dlp/failure.ts';
import { type DoneEntry, type MetaEntry, parseDoneReport } from '../../yt-dlp/reports.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import type { EngineContext } from '../engine-context.ts';
import { dropTornStreams, prepareWorkFolder } from '../work-folder.ts';
import { finishRun } from './finish-run.ts';
import type { LiveRun } from './live-run.ts';
import { inViewOfRefusals, openRunPass } from './network/run-pass.ts';
import { recordQuietly } from './record-quietly.ts';
import { createRunObserver, readReport } from './run-observer.ts';
import { followProcess, type ProcessEnd } from './run-process.ts';
import { type RunResult, resultOfError } from './run-result.ts';
import { createWriteBehind } from './write-behind.ts';

/** With less room than this a program that makes a file has failed for want of it: yt-dlp does not pass on what ffmpeg said. */
const NEXT_TO_NOTHING_BYTES = 1024 * 1024;

export interface RunAttemptOptions {
  /** The programs' home, so that they read no settings of the user. */
  readonly privateHome: string;
  /** Throws `ToolsMissing`. */
  readonly tools: () => Promise<ReadyTools>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  /** Opens the way to the network that this run has. */
  readonly gate: Pick<Gate, 'open'>;
  /** Measures the free space on the library's disk. */
  readonly freeBytes: () => Promise<number>;
  /** Called when the first bytes of a run came. */
  readonly onBytes: (run: LiveRun) => void;
  /** Called with what a run found behind the link. */
  readonly onFound?: ((videoId: string, found: MetaEntry) => void) | undefined;
  /** Tells whether the disk has room for what a run says that it needs, beside what the others need. */
  readonly hasRoomFor: (run: LiveRun) => boolean;
}

/** Makes one attempt at a claimed video, from the first check to the file in the library. Never rejects. */
export type RunAttempt = (run: LiveRun) => Promise<RunResult>;

export function createRunAttempt(context: EngineContext, options: RunAttemptOptions): RunAttempt {
  return async (run) => {
    const { videoId } = run.claim;
    try {
      const video = context.store.videos.get(videoId);
      if (video === undefined) throw new Error('the claimed video has no row');
      return await attempt(run, video, context, options);
    } catch (error) {
      context.logger.warn('attempt failed inside the app', { videoId, error });
      return run.stopReason === undefined
        ? resultOfError(error)
        : { kind: 'stopped', reason: run.stopReason, detail: String(error) };
    }
  };
}

/** Throws only for errors of the engine's own file work. */
async function attempt(run: LiveRun, video: VideoRow, context: EngineContext, options: RunAttemptOptions): Promise<RunResult> {
  const { folder } = run;
  await options.refuseAddress(video.url);
  const tools = await options.tools();
  await prepareWorkFolder(folder, run.claim.runId);
  if ((await dropTornStreams(folder)) > 0) noteTornStreams(run, context);
  if (run.stopReason !== undefined) return { kind: 'stopped', reason: run.stopReason, detail: 'before the start' };

  const pass = await openRunPass(run, options.gate);
  try {
    return inViewOfRefusals(await download(run, video, { tools, pass }, context, options), pass.refusedHosts());
  } finally {
    pass.close();
  }
}

/** Runs the program to its end, and brings what it made into the library. */
async function download(
  run: LiveRun,
  video: VideoRow,
  { tools, pass }: { readonly tools: ReadyTools; readonly pass: GatePass },
  context: EngineContext,
  options: RunAttemptOptions,
): Promise<RunResult> {
  const nonce = createNonce();
  const tree = await spawnYtDlp(run, video, { tools, nonce, pass }, context, options);
  const writeBehind = createWriteBehind(run.folder.root);
  const observer = createRunObserver(run, context, {
    onBytes: options.onBytes,
    onFound: options.onFound,
    onPlanned(planned) {
      if (!options.hasRoomFor(planned)) planned.requestStop('disk-full');
    },
    onGrowth: writeBehind.grew,
  });
  const end = await followProcess(run, tree, nonce, {
    trees: context.trees,
    clock: context.clock,
    stopBudget: ({ isLive }) => stopBudget(context.timings, isLive),
    onRecord: observer.onRecord,
    onUnproven: (_run, stop) => tellUnproven(run, stop, context),
  });
  run.identity = undefined;
  pass.close();
  const meta = await observer.finish();
  const [done] = parseDoneReport(await readReport(run, DONE_REPORT));
  if (run.stopReason !== undefined) return { kind: 'stopped', reason: run.stopReason, detail: stopDetail(end) };
  if (done === undefined || end.exit.code !== 0) {
    const isDiskFull = run.phase === 'post-processing' && (await options.freeBytes()) < NEXT_TO_NOTHING_BYTES;
    return resultOfExit(end, done, isDiskFull);
  }

  observer.enter('finalizing');
  await writeBehind.settled();
  return await finishRun(run, video, { done, meta, tools }, context);
}

/** Starts yt-dlp in the run's folder, and writes down which process it is. */
async function spawnYtDlp(
  run: LiveRun,
  video: VideoRow,
  { tools, nonce, pass }: { readonly tools: ReadyTools; readonly nonce: string; readonly pass: GatePass },
  { store, trees, timings, logger }: EngineContext,
  options: RunAttemptOptions,
): Promise<RunningTree> {
  const { folder } = run;
  const { runId } = run.claim;
  await mkdir(cacheFolder(options.privateHome), { recursive: true });
  const box = await systemBox();
  const boxed = await box.wrap({
    command: tools.ytDlp.path,
    args: downloadArguments({
      // One spelling for all readers, also of a row that an earlier version wrote.
      url: new URL(video.url).href,
      nonce,
      runFolder: folder.runFolderName(runId),
      ytDlpVersion: tools.ytDlp.version,
      kind: video.kind,
      preset: video.preset,
      ffmpegPath: tools.ffmpeg.ffmpegPath,
      readableFormats: READABLE_FORMATS,
      isLive: video.isLive === 1,
      ...(video.subtitles !== null && { subtitles: video.subtitles }),
      network: { socketTimeoutSeconds: Math.max(1, Math.round(timings.socketTimeoutMs / 1000)) },
    }),
    cwd: folder.root,
    env: { ...minimalEnvironment(process.env, options.privateHome), ...proxyEnvironment(pass.proxyUrl) },
    ...reachOfYtDlp(folder.root, options.privateHome, pass, [tools.ffmpeg.ffmpegPath, tools.ffmpeg.ffprobePath]),
  });
  const tree = await trees.spawn({ ...boxed, cwd: folder.root, token: runId, runFolder: folder.runFolder(runId) });
  run.identity = tree.identity;
  // Whatever becomes of this note, the tree is followed to its end: it is found again by its token as well.
  recordQuietly(logger, () => {
    store.runs.recordProcess(runId, { pid: tree.identity.pid, startedAt: tree.identity.startedAt });
  });
  return tree;
}

/** Notes that data of an earlier run could not be continued and is gone. */
function noteTornStreams({ claim }: LiveRun, { append, logger }: EngineContext): void {
  recordQuietly(logger, () => append('partials-dropped', { videoId: claim.videoId, detail: { reason: 'corrupt' } }));
}

function tellUnproven({ claim }: LiveRun, { survivors }: StopResult, { append, logger }: EngineContext): void {
  const { videoId } = claim;
  recordQuietly(logger, () => append('unproven', { videoId, detail: { survivors: survivors.join(' ') } }));
  logger.warn('process tree could not be stopped', { videoId, survivors });
}

function resultOfExit(end: ProcessEnd, done: DoneEntry | undefined, isDiskFull: boolean): RunResult {
  if (end.exit.code === 0 && done === undefined) {
    return { kind: 'failed', reason: 'internal', detail: 'yt-dlp ended well but reported no file', partialsUnsafe: false };
  }
  if (isBoxFailure(end.stderr)) return { kind: 'failed', reason: 'internal', detail: end.stderr, partialsUnsafe: false };
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

import path from 'node:path';
import type { RunPhase } from '../../../preload/contract/types.ts';
import type { VideoDetails } from '../../library/videos/video-rows.ts';
import { readPlainFile } from '../../platform/files.ts';
import { withoutUndefined } from '../../platform/without-undefined.ts';
import { META_REPORT } from '../../yt-dlp/arguments.ts';
import type { OutputRecord } from '../../yt-dlp/output-parser.ts';
import { createProgressTracker, type ProgressTracker } from '../../yt-dlp/progress-tracker.ts';
import { type MetaEntry, parseMetaReport } from '../../yt-dlp/reports.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LiveRun } from './live-run.ts';
import { recordQuietly } from './record-quietly.ts';

export interface RunObserverOptions {
  /** Called when the first bytes of this run came. */
  readonly onBytes: (run: LiveRun) => void;
  /** Called with what the program found behind the link, before that is written on the row and, where it tells in time, before the first byte. */
  readonly onFound?: ((videoId: string, found: MetaEntry) => void) | undefined;
  /** Called when the program has told how much room it needs, before the first byte where it tells in time. */
  readonly onPlanned: (run: LiveRun) => void;
  /** Called with the file that the program writes, and how many bytes it holds now. */
  readonly onGrowth: (file: string | undefined, bytes: number | undefined) => void;
}

/** Turns a run's records into its phase, progress and details. */
export interface RunObserver {
  readonly onRecord: (run: LiveRun, record: OutputRecord) => void;
  enter(phase: RunPhase): void;
  /** Reads what the program found out about the video; to be called once all of its reports are written. */
  finish(): Promise<MetaEntry | undefined>;
}

export function createRunObserver(run: LiveRun, context: EngineContext, options: RunObserverOptions): RunObserver {
  const { store, logger } = context;
  const { runId, videoId } = run.claim;
  const tracker: ProgressTracker = createProgressTracker();
  let early: Promise<MetaEntry | undefined> | undefined;
  let hasBytes = false;
  let isOver = false;

  function enter(phase: RunPhase): void {
    if (run.phase === phase) return;
    run.phase = phase;
    recordQuietly(logger, () => store.runs.recordPhase(runId, phase));
    context.onChanged(videoId);
  }

  async function readMeta(): Promise<MetaEntry | undefined> {
    const [entry] = parseMetaReport(await readReport(run, META_REPORT));
    if (entry === undefined) return undefined;
    run.isLive = entry.isLive;
    // A check that fails is no yes: it is made again with what comes next, and without it the run ends in an error.
    options.onFound?.(videoId, entry);
    tracker.plan({
      ...(entry.formatId !== undefined && { formatId: entry.formatId }),
      ...(entry.totalBytes !== undefined && { totalBytes: entry.totalBytes }),
    });
    run.copies = isMerged(entry) ? 2 : 1;
    if (entry.totalBytes !== undefined) run.plannedBytes = entry.totalBytes * run.copies;
    recordQuietly(logger, () => store.videos.describe(videoId, detailsOf(entry)));
    context.onChanged(videoId);
    return entry;
  }

  /** Reads the report as soon as it is written. What cannot be read while the program writes is read again at the end. */
  function findEarly(): void {
    if (early !== undefined) return;
    const reading = readMeta();
    early = reading.catch((error: unknown) => {
      logger.warn('a report could not be read yet', { videoId, error });
      return undefined;
    });
    reading.then(
      (entry) => {
        if (entry === undefined) early = undefined;
        else if (!isOver) options.onPlanned(run);
      },
      () => undefined,
    );
  }

  return {
    enter,
    onRecord(_run, record) {
      if (record.kind === 'log') {
        if (run.phase === 'starting') enter('probing');
        findEarly();
      } else if (record.kind === 'progress') {
        enter('downloading');
        findEarly();
        run.progress = tracker.update(record);
        options.onGrowth(record.tmpFile, record.downloadedBytes);
        if (!hasBytes && (record.downloadedBytes ?? 0) > 0) {
          hasBytes = true;
          options.onBytes(run);
        }
        context.onChanged(videoId);
      } else if (record.status === 'started' && record.postprocessor !== 'MoveFiles') {
        enter('post-processing');
      }
    },
    async finish() {
      isOver = true;
      return (await early) ?? readMeta();
    },
  };
}

function detailsOf({
  title,
  channel,
  durationSeconds,
  isLive,
  extractorKey,
  extractorId,
  thumbnailUrl,
}: MetaEntry): VideoDetails {
  return { isLive, ...withoutUndefined({ title, channel, durationSeconds, extractorKey, extractorId, thumbnailUrl }) };
}

/** While streams are merged they and the file that is made of them are on the disk together. */
const isMerged = ({ formatId }: MetaEntry): boolean => formatId?.includes('+') === true;

/** A report is a line; what is far longer is none of yt-dlp's own. */
const MOST_REPORT_BYTES = 4 * 1024 * 1024;

/** Reads one of the reports of a run; what yt-dlp has not begun yet is empty. */
export async function readReport({ folder, claim }: LiveRun, name: string): Promise<string> {
  return readPlainFile(path.join(folder.runFolder(claim.runId), name), MOST_REPORT_BYTES).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    },
  );
}

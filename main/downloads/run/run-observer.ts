import { readFile } from 'node:fs/promises';
import type { RunPhase } from '../../../preload/contract/types.ts';
import type { RunTransitions } from '../../library/transitions/run-transitions.ts';
import type { VideoDetails, VideoRows } from '../../library/videos/video-rows.ts';
import type { OutputRecord } from '../../yt-dlp/output-parser.ts';
import { createProgressTracker, type ProgressTracker } from '../../yt-dlp/progress-tracker.ts';
import { type MetaEntry, parseMetaReport } from '../../yt-dlp/reports.ts';
import type { LiveRun } from './live-run.ts';

export interface RunObserverDependencies {
  readonly transitions: RunTransitions;
  readonly videos: VideoRows;
  /** Writes down what is good to know but must not break a run: an error is logged. */
  readonly note: (write: () => void) => void;
  readonly onChanged: (run: LiveRun) => void;
  /** The first bytes of this run came. */
  readonly onBytes: (run: LiveRun) => void;
  /** The file that the program writes holds so many bytes now. */
  readonly onGrowth: (file: string | undefined, bytes: number | undefined) => void;
}

/** Turns a run's records into its phase, progress and details. */
export interface RunObserver {
  readonly onRecord: (run: LiveRun, record: OutputRecord) => void;
  enter(phase: RunPhase): void;
  /** What the program found out about the video, once all of its reports are written. */
  finish(): Promise<MetaEntry | undefined>;
}

export function createRunObserver(run: LiveRun, metaFile: string, dependencies: RunObserverDependencies): RunObserver {
  const tracker: ProgressTracker = createProgressTracker();
  let meta: Promise<MetaEntry | undefined> | undefined;
  let hasBytes = false;

  function enter(phase: RunPhase): void {
    if (run.phase === phase) return;
    run.phase = phase;
    dependencies.note(() => dependencies.transitions.recordPhase(run.claim.runId, phase));
    dependencies.onChanged(run);
  }

  async function readMeta(): Promise<MetaEntry | undefined> {
    const [entry] = parseMetaReport(await readReport(metaFile));
    if (entry === undefined) return undefined;
    run.isLive = entry.isLive;
    tracker.plan({
      ...(entry.formatId !== undefined && { formatId: entry.formatId }),
      ...(entry.totalBytes !== undefined && { totalBytes: entry.totalBytes }),
    });
    const { title, channel, durationSeconds, isLive, extractorKey, extractorId, thumbnailUrl } = entry;
    const described: VideoDetails = {
      isLive,
      ...(title !== undefined && { title }),
      ...(channel !== undefined && { channel }),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(extractorKey !== undefined && { extractorKey }),
      ...(extractorId !== undefined && { extractorId }),
      ...(thumbnailUrl !== undefined && { thumbnailUrl }),
    };
    dependencies.note(() => dependencies.videos.describe(run.claim.videoId, described));
    dependencies.onChanged(run);
    return entry;
  }

  return {
    enter,
    onRecord(_run, record) {
      if (record.kind === 'log') {
        if (run.phase === 'starting') enter('probing');
      } else if (record.kind === 'progress') {
        enter('downloading');
        meta ??= readMeta();
        run.progress = tracker.update(record);
        dependencies.onGrowth(record.tmpFile, record.downloadedBytes);
        if (!hasBytes && (record.downloadedBytes ?? 0) > 0) {
          hasBytes = true;
          dependencies.onBytes(run);
        }
        dependencies.onChanged(run);
      } else if (record.status === 'started' && record.postprocessor !== 'MoveFiles') {
        enter('post-processing');
      }
    },
    finish: () => meta ?? readMeta(),
  };
}

/** A report that yt-dlp has not begun yet is empty. */
export async function readReport(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

import type { ProgressRecord } from './output-parser.ts';

/** How far one run is, over all its files. Nothing but `speed` and `etaSeconds` ever falls. */
export interface RunProgress {
  /** 0 to 100; absent while nothing is known to compare with. */
  readonly percent?: number;
  readonly bytes: number;
  readonly totalBytes?: number;
  readonly speed?: number;
  readonly etaSeconds?: number;
}

/** What the report before the download promises. */
export interface DownloadPlan {
  /** As yt-dlp writes it: `137+140` for a video and an audio stream that are merged. */
  readonly formatId?: string;
  /** Size of all files together. */
  readonly totalBytes?: number;
}

export interface ProgressTracker {
  plan(plan: DownloadPlan): void;
  update(record: ProgressRecord): RunProgress;
}

interface FileProgress {
  bytes: number;
  totalBytes: number | undefined;
  fraction: number | undefined;
  finished: boolean;
}

/** The first of several files is the video stream: its share of the bar while sizes are unknown. */
const FIRST_SHARE = 0.85;

function share(index: number, files: number): number {
  if (files <= 1) return 1;
  return index === 0 ? FIRST_SHARE : (1 - FIRST_SHARE) / (files - 1);
}

/**
 * 0 to 1. An estimated total moves up and down: where fragments are counted, the guess may only fill the space between the fragment
 * that is done and the next.
 */
function fractionOf(record: ProgressRecord): number | undefined {
  if (record.status === 'finished') return 1;
  const { downloadedBytes, totalBytes, totalIsEstimate, fragmentIndex, fragmentCount } = record;
  const byBytes = downloadedBytes !== undefined && totalBytes ? Math.min(1, downloadedBytes / totalBytes) : undefined;
  if (byBytes !== undefined && !totalIsEstimate) return byBytes;
  if (fragmentIndex === undefined || !fragmentCount) return byBytes;
  const done = Math.min(1, fragmentIndex / fragmentCount);
  return Math.min(Math.max(byBytes ?? done, done), Math.min(1, (fragmentIndex + 1) / fragmentCount));
}

/** Merges the records of the files of one run (video, then audio) into one bar. One tracker per run. */
export function createProgressTracker(): ProgressTracker {
  const files = new Map<string, FileProgress>();
  let planned: DownloadPlan = {};
  let plannedFiles = 1;
  let percent: number | undefined;
  let bytes = 0;

  function note(record: ProgressRecord): void {
    const key = record.formatId ?? record.tmpFile ?? '';
    const known = files.get(key);
    const finished = record.status === 'finished' || (known?.finished ?? false);
    files.set(key, {
      bytes: record.downloadedBytes ?? (finished ? record.totalBytes : undefined) ?? known?.bytes ?? 0,
      totalBytes: record.totalBytes ?? known?.totalBytes,
      fraction: fractionOf(record) ?? known?.fraction,
      finished,
    });
  }

  /** Size of everything, when every file's size is known or the plan tells it. */
  function totalBytes(): number | undefined {
    const sizes = [...files.values()].map((file) => file.totalBytes);
    const sum = sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
    if (planned.totalBytes !== undefined && planned.totalBytes > 0) return Math.max(planned.totalBytes, sum);
    return sizes.length >= plannedFiles && sizes.every((size) => size !== undefined) ? sum : undefined;
  }

  function fraction(total: number | undefined): number | undefined {
    const all = [...files.values()];
    const fileCount = Math.max(plannedFiles, all.length);
    if (all.length === fileCount && all.every((file) => file.finished)) return 1;
    if (fileCount > 1 && total) {
      return (
        all.reduce(
          (sum, file) => sum + (file.fraction !== undefined && file.totalBytes ? file.fraction * file.totalBytes : file.bytes),
          0,
        ) / total
      );
    }
    if (all.every((file) => file.fraction === undefined)) return undefined;
    return all.reduce((sum, file, index) => sum + (file.fraction ?? 0) * share(index, fileCount), 0);
  }

  function update(record: ProgressRecord): RunProgress {
    note(record);
    const total = totalBytes();
    const now = fraction(total);
    if (now !== undefined) percent = Math.max(percent ?? 0, Math.min(100, now * 100));
    bytes = Math.max(
      bytes,
      [...files.values()].reduce((sum, file) => sum + file.bytes, 0),
    );
    const speed = record.status === 'downloading' && record.speed ? record.speed : undefined;
    const etaSeconds =
      speed === undefined ? undefined : plannedFiles > 1 && total ? Math.max(0, (total - bytes) / speed) : record.etaSeconds;
    return {
      bytes,
      ...(percent === undefined ? {} : { percent }),
      ...(total === undefined ? {} : { totalBytes: Math.max(total, bytes) }),
      ...(speed === undefined ? {} : { speed }),
      ...(etaSeconds === undefined ? {} : { etaSeconds: Math.round(etaSeconds) }),
    };
  }

  return {
    plan(plan) {
      planned = plan;
      plannedFiles = plan.formatId === undefined ? 1 : plan.formatId.split('+').length;
    },
    update,
  };
}

import type { ActivityEntry, SystemHealth, ToolHealth } from '../../../preload/contract/types.ts';
import { redact } from '../../platform/redact.ts';

/**
 * Writes what happened as plain text, for a person to copy to whoever helps. Times are UTC, as reports of several homes get compared.
 * Without secrets and without folder names.
 */
export function activityReport(entries: readonly ActivityEntry[], health?: SystemHealth): string {
  const lines = [...(health === undefined ? [] : healthLines(health)), 'What happened, newest first:', ...entries.map(entryLine)];
  if (entries.length === 0) lines.push('Nothing yet.');
  return `${redact(lines.join('\n'))}\n`;
}

function healthLines({ ytDlp, ffmpeg, disk, active, reaper, coolDowns }: SystemHealth): string[] {
  return [
    `yt-dlp ${toolText(ytDlp)}, ffmpeg ${toolText(ffmpeg)}`,
    `Disk: ${gigabytes(disk.freeBytes)} of ${gigabytes(disk.totalBytes)} GB free (${disk.level})`,
    ...active.map((run) => `Running: ${run.videoId}, ${run.phase}, last sign of life ${isoTime(run.lastSignOfLifeAt)}`),
    `Last clean-up: ${reaper.lastRunAt === null ? 'never' : isoTime(reaper.lastRunAt)}`,
    ...coolDowns.map((rest) => `Resting: ${rest.site} until ${isoTime(rest.until)} (${rest.reason})`),
    '',
  ];
}

/** Writes one entry as one line: titles and details come from outside and may hold line breaks. */
function entryLine({ at, event, title, videoId, profileName, detail }: ActivityEntry): string {
  const facts = Object.entries(detail).map(([key, value]) => `${key}=${String(value)}`);
  const parts = [isoTime(at), event, title === undefined ? videoId : `"${title}"`, profileName && `(${profileName})`, ...facts];
  return parts
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

function toolText(tool: ToolHealth): string {
  if (!tool.found) return 'not found';
  return `${tool.version ?? 'of unknown version'}${tool.advice === undefined ? '' : ' (wants attention)'}`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

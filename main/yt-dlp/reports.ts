import path from 'node:path';
import { z } from 'zod';
import { withoutUndefined } from '../platform/without-undefined.ts';
import { OUT_FOLDER } from './arguments.ts';
import { lengthField, sizeField, webAddressField } from './page-fields.ts';

/** A field that a site may leave out or fill with anything: what does not fit is absent. */
const text = z.string().min(1).max(10_000).optional().catch(undefined);

const metaLine = z.object({
  id: text,
  extractor_key: text,
  title: text,
  channel: text,
  uploader: text,
  thumbnail: webAddressField,
  duration: lengthField,
  is_live: z.boolean().optional().catch(undefined),
  live_status: text,
  format_id: text,
  filesize: sizeField,
  filesize_approx: sizeField,
});

const doneLine = z.object({
  id: text,
  title: text,
  filepath: z.string().refine((file) => !['', '.', '..'].includes(path.basename(file)) && !file.includes('\0')),
});

/** What yt-dlp found just before it began to download one entry. Sizes in bytes. */
export interface MetaEntry {
  readonly extractorId?: string;
  readonly extractorKey?: string;
  readonly title?: string;
  readonly channel?: string;
  readonly thumbnailUrl?: string;
  readonly durationSeconds?: number;
  readonly isLive: boolean;
  /** `137+140` for two files that are merged. */
  readonly formatId?: string;
  readonly totalBytes?: number;
}

/** One file that yt-dlp says it has finished and moved. It is not proven whole: see `media-check.ts`. */
export interface DoneEntry {
  readonly extractorId?: string;
  readonly title?: string;
  /** Below the working directory, such as `out/media-a-22.mp4`. */
  readonly filePath: string;
}

/** Reads one object per line; a line that a crash cut off, or that is no object, is left out. */
function lines<Schema extends z.ZodType>(report: string, schema: Schema): z.output<Schema>[] {
  const entries: z.output<Schema>[] = [];
  for (const line of report.split('\n')) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      continue; // a crash cut the line off
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) entries.push(parsed.data);
  }
  return entries;
}

/** Reads the text of `meta.jsonl`, oldest first. Never throws. */
export function parseMetaReport(report: string): MetaEntry[] {
  return lines(report, metaLine).map(
    (line): MetaEntry => ({
      isLive: line.is_live === true || line.live_status === 'is_live',
      ...withoutUndefined({
        extractorId: line.id,
        extractorKey: line.extractor_key,
        title: line.title,
        channel: line.channel ?? line.uploader,
        thumbnailUrl: line.thumbnail,
        durationSeconds: line.duration,
        formatId: line.format_id,
        totalBytes: line.filesize ?? line.filesize_approx,
      }),
    }),
  );
}

/**
 * Reads the text of `done.jsonl`, oldest first. Never throws. Only the last part of the reported path counts: yt-dlp writes where the folder
 * really is (beyond links), and a report must never lead out of `out`.
 */
export function parseDoneReport(report: string): DoneEntry[] {
  return lines(report, doneLine).map(
    (line): DoneEntry => ({
      filePath: `${OUT_FOLDER}/${path.basename(line.filepath)}`,
      ...withoutUndefined({
        extractorId: line.id,
        title: line.title,
      }),
    }),
  );
}

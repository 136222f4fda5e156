import { z } from 'zod';
import { withoutUndefined } from '../platform/without-undefined.ts';
import { MAX_ENTRIES } from './arguments.ts';
import { lengthField, sizeField, sumOfSizes, webAddressField } from './page-fields.ts';

/** One video of a list. `url` may be opaque (a smuggled fragment): pass it back unchanged. */
export interface ProbeReportEntry {
  readonly url: string;
  readonly title: string;
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
}

/** What an address is. Sizes in bytes; `bytes` is what the best quality takes, when the site tells. */
export interface ProbeReport {
  readonly kind: 'video' | 'playlist';
  readonly title: string;
  readonly entries?: readonly ProbeReportEntry[];
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly channel?: string;
  /** What tells the site's channels apart, where it says so: names are free for the taking. */
  readonly channelId?: string;
  readonly bytes?: number;
  readonly extractorKey: string;
  readonly extractorId: string;
  readonly isLive: boolean;
}

const MAX_TITLE_LENGTH = 2000;

/** A field that a site may leave out or fill with anything: what does not fit is absent. */
const text = z
  .string()
  .min(1)
  .transform((value) => value.slice(0, MAX_TITLE_LENGTH))
  .optional()
  .catch(undefined);
const sized = z.object({ filesize: sizeField, filesize_approx: sizeField });
/** Reads a list of which only a part is looked at: checking what nobody needs would take a hostile page's list seconds. */
const listOf = <Schema extends z.ZodType>(schema: Schema, part: (list: unknown[]) => unknown[]) =>
  z.preprocess(
    (value) => (Array.isArray(value) ? part(value) : value),
    z.array(schema.nullable().catch(null)).optional().catch(undefined),
  );
const lastOf = (list: unknown[]): unknown[] => list.slice(-1);
const someOf =
  (most: number) =>
  (list: unknown[]): unknown[] =>
    list.slice(0, most);
/** Streams that are merged into one video. */
const MOST_PARTS = 20;

const entryFields = z.object({
  url: webAddressField,
  webpage_url: webAddressField,
  title: text,
  id: text,
  duration: lengthField,
  thumbnail: webAddressField,
  thumbnails: listOf(z.object({ url: webAddressField }), lastOf),
  formats: listOf(z.object({ url: webAddressField }), lastOf),
});

const documentFields = sized.extend({
  _type: text,
  id: text,
  title: text,
  extractor_key: text,
  webpage_url: webAddressField,
  channel: text,
  channel_id: text,
  uploader: text,
  uploader_id: text,
  duration: lengthField,
  thumbnail: webAddressField,
  thumbnails: listOf(z.object({ url: webAddressField }), lastOf),
  is_live: z.boolean().optional().catch(undefined),
  live_status: text,
  requested_formats: listOf(sized, someOf(MOST_PARTS)),
  entries: listOf(entryFields, someOf(MAX_ENTRIES)),
});

type Fields = z.output<typeof documentFields>;

/** Chooses an entry's address. One that was extracted has the whole list as its page: then only its media address tells it apart. */
function entryUrl(entry: z.output<typeof entryFields>, listUrl: string | undefined): string | undefined {
  if (entry.url !== undefined && entry.formats === undefined) return entry.url;
  if (entry.webpage_url !== undefined && entry.webpage_url !== listUrl) return entry.webpage_url;
  return entry.url ?? entry.formats?.at(-1)?.url;
}

/** Takes the largest one: yt-dlp lists them from small to large. */
function thumbnailOf({ thumbnail, thumbnails }: Pick<Fields, 'thumbnail' | 'thumbnails'>): string | undefined {
  return thumbnail ?? thumbnails?.at(-1)?.url;
}

function lastPartOf(url: string): string {
  const last = new URL(url).pathname.split('/').findLast((part) => part !== '');
  return last ?? url;
}

function entriesOf({ entries = [], webpage_url }: Fields): ProbeReportEntry[] {
  const byUrl = new Map<string, ProbeReportEntry>();
  for (const entry of entries) {
    const url = entry === null ? undefined : entryUrl(entry, webpage_url);
    if (entry === null || url === undefined || byUrl.has(url)) continue;
    byUrl.set(url, {
      url,
      title: entry.title ?? entry.id ?? lastPartOf(url),
      ...withoutUndefined({ durationSeconds: entry.duration, thumbnailUrl: thumbnailOf(entry) }),
    });
  }
  return [...byUrl.values()];
}

function bytesOf(fields: Fields): number | undefined {
  const own = fields.filesize ?? fields.filesize_approx;
  if (own !== undefined) return own;
  const parts = fields.requested_formats?.map((part) => part?.filesize ?? part?.filesize_approx);
  if (parts === undefined || parts.length === 0) return undefined;
  return sumOfSizes(parts);
}

/** Reads the JSON that `-J --flat-playlist` prints; undefined when it is no description of anything, such as `null` after a failure. */
export function parseProbeDocument(json: string): ProbeReport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined; // the program was ended, or printed no answer
  }
  const parsed = documentFields.safeParse(value);
  if (!parsed.success) return undefined;
  const fields = parsed.data;
  const isList = fields._type === 'playlist' || fields._type === 'multi_video';
  return {
    kind: isList ? 'playlist' : 'video',
    title: fields.title ?? fields.id ?? 'Untitled',
    extractorKey: fields.extractor_key ?? 'Generic',
    extractorId: fields.id ?? '',
    isLive: fields.is_live === true || fields.live_status === 'is_live',
    ...withoutUndefined({
      entries: isList ? entriesOf(fields) : undefined,
      durationSeconds: fields.duration,
      thumbnailUrl: thumbnailOf(fields),
      channel: fields.channel ?? fields.uploader,
      channelId: fields.channel_id ?? fields.uploader_id,
      bytes: bytesOf(fields),
    }),
  };
}

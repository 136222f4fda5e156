import fc, { type Arbitrary } from 'fast-check';
import { parseAnswerHead } from '../../../main/gate/proxy/answer-head.ts';
import { subtitleStreamsIn } from '../../../main/media/subtitle-tracks.ts';
import { classifyFailure } from '../../../main/yt-dlp/failure.ts';
import { createOutputParser, type OutputRecord } from '../../../main/yt-dlp/output-parser.ts';
import { type ProbeReport, parseProbeDocument } from '../../../main/yt-dlp/probe-report.ts';
import { createProgressTracker } from '../../../main/yt-dlp/progress-tracker.ts';
import { parseDoneReport, parseMetaReport } from '../../../main/yt-dlp/reports.ts';
import { hostileNumber, hostileText } from '../messages/hostile-values.ts';
import { checkOf, type InputCheck } from './input-check.ts';

const NONCE = '~abcdefghijkl~';
const anyValue: Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (keys: readonly string[], values = anyValue): Arbitrary<unknown> =>
  fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: hostileText }), values, {
    maxKeys: 12,
  });

const VIDEO = [
  '_type',
  'id',
  'title',
  'url',
  'webpage_url',
  'duration',
  'filesize',
  'filesize_approx',
  'thumbnail',
  'channel',
  'uploader',
  'is_live',
  'format_id',
];
const part = record(VIDEO);
const document: Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(part, fc.constantFrom('playlist', 'multi_video', 'video', 5), fc.array(fc.oneof(part, anyValue), { maxLength: 5 }))
      .map(([whole, type, entries]) => ({
        ...(whole as object),
        _type: type,
        ...{ entries, thumbnails: entries, requested_formats: entries, formats: entries },
      })),
  },
  { weight: 2, arbitrary: part },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const isAmount = (value: number | undefined, most: number): boolean =>
  value === undefined || (Number.isFinite(value) && value >= 0 && value <= most);
const isWhole = (value: number | undefined): boolean => value === undefined || Number.isSafeInteger(value);

const lists = checkOf('mediaLists', document, (value) => {
  const report = parseProbeDocument(JSON.stringify(value));
  return report === undefined ? undefined : wrongIn(report);
});

function wrongIn({ title, entries = [], bytes, durationSeconds, thumbnailUrl }: ProbeReport): string | undefined {
  if (typeof title !== 'string' || title === '' || title.length > 2000) return 'a title that is none';
  if (!isWhole(bytes) || !isAmount(bytes, 1e15)) return `${bytes} bytes`;
  if (!isAmount(durationSeconds, 1e9)) return `${durationSeconds} seconds`;
  const addresses = [thumbnailUrl, ...entries.flatMap((entry) => [entry.url, entry.thumbnailUrl])].filter(
    (url) => url !== undefined,
  );
  const wrong = addresses.find((url) => !/^https?:/i.test(url) || !URL.canParse(url) || url.length > 8192);
  return wrong === undefined ? undefined : `the address ${wrong}`;
}

const reports = checkOf(
  'reports',
  fc.tuple(fc.array(part, { maxLength: 3 }), record(['id', 'title', 'filepath']), hostileText),
  ([metas, done, noise]) => {
    const text = [...metas, done].map((line) => JSON.stringify(line)).join('\n');
    for (const entry of parseMetaReport(`${text}\n${noise}`)) {
      if (!isWhole(entry.totalBytes) || !isAmount(entry.totalBytes, 1e15)) return `${entry.totalBytes} bytes`;
      if (!isAmount(entry.durationSeconds, 1e9)) return `${entry.durationSeconds} seconds`;
    }
    const outside = parseDoneReport(`${noise}\n${text}`).find(
      ({ filePath }) => !/^out\/[^/\0]+$/.test(filePath) || /^out\/\.\.?$/.test(filePath),
    );
    return outside === undefined ? undefined : `a file at ${outside.filePath}`;
  },
);

const PROGRESS = [
  'status',
  'downloaded_bytes',
  'total_bytes',
  'total_bytes_estimate',
  'speed',
  'eta',
  'fragment_index',
  'fragment_count',
  'filename',
  'tmpfilename',
];
const progressLine = fc
  .tuple(
    fc.constantFrom('dl', 'dl', 'pp', 'xx'),
    record(PROGRESS, fc.oneof(hostileNumber, anyValue)),
    fc.constantFrom('downloading', 'finished', 'error', 5),
    record(['id', 'format_id']),
    hostileText,
  )
  .map(
    ([type, fields, status, info, noise]) =>
      `${noise}${NONCE}${type} ${JSON.stringify({ ...(fields as object), status })}${NONCE},${JSON.stringify(info)}${NONCE};`,
  );
const progress = checkOf(
  'progressLines',
  fc.tuple(fc.array(fc.oneof(progressLine, hostileText), { maxLength: 8 }), fc.integer({ min: 1, max: 50 })),
  ([lines, step]) => {
    const parser = createOutputParser(NONCE);
    const tracker = createProgressTracker();
    tracker.plan({ formatId: '1+2' });
    const bytes = Buffer.from(lines.join('\n'));
    const records: OutputRecord[] = [];
    for (let at = 0; at < bytes.length; at += step) records.push(...parser.push(bytes.subarray(at, at + step)));
    records.push(...parser.end());
    let last = 0;
    for (const found of records) {
      if (found.kind !== 'progress') continue;
      const { percent, bytes: done, totalBytes, speed, etaSeconds } = tracker.update(found);
      for (const amount of [done, totalBytes, speed, etaSeconds])
        if (!isAmount(amount, Number.MAX_VALUE)) return `an amount of ${amount}`;
      if (percent !== undefined && !(percent >= last && percent <= 100)) return `${percent} percent after ${last}`;
      last = percent ?? last;
    }
    return undefined;
  },
);

const failures = checkOf(
  'failures',
  fc.tuple(
    fc.array(
      fc.oneof(
        hostileText,
        hostileText.map((text) => `ERROR: ${text}`),
        fc.constant('ERROR: HTTP Error 429: Too Many Requests'),
      ),
      { maxLength: 6 },
    ),
    fc.option(fc.integer({ min: 0, max: 255 })),
  ),
  ([lines, exitCode]) => {
    const { retryAfterSeconds } = classifyFailure({ exitCode, signal: null, stderr: lines.join('\n') });
    return isAmount(retryAfterSeconds, Number.MAX_SAFE_INTEGER) ? undefined : `again in ${retryAfterSeconds} seconds`;
  },
);

const streams = fc.oneof(
  fc.record({
    streams: fc.array(
      fc.oneof(
        fc.record({
          codec_name: fc.oneof(fc.constantFrom('mov_text', 'webvtt'), anyValue),
          tags: fc.oneof(record(['language', 'title', 'handler_name']), anyValue),
        }),
        anyValue,
      ),
    ),
  }),
  fc.record({ streams: anyValue }),
  fc.jsonValue(),
);
const subtitles = checkOf('subtitleStreams', streams, (value) => {
  const wrong = subtitleStreamsIn(JSON.stringify(value)).find(
    ({ index, language }) => !Number.isInteger(index) || (language !== undefined && !/^[\w-]{2,35}$/.test(language)),
  );
  return wrong === undefined ? undefined : JSON.stringify(wrong);
});

const HEAD_LINES = [
  'Content-Length: 5',
  'Content-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'content-length: -1',
  'X: y',
  ' folded',
  'A:b\rC: d',
  'A\0: b',
  ': x',
];
/** The gate takes no answer whose end two readers could see in two places. */
const answerHeads = checkOf(
  'answerHeads',
  fc.tuple(
    fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.0 204', 'HTTP/2 200', 'HTTP/1.1 999 x', 'x'),
    fc.array(fc.oneof(fc.constantFrom(...HEAD_LINES), hostileText), { maxLength: 5 }),
  ),
  ([first, lines]) => {
    let head: ReturnType<typeof parseAnswerHead>;
    try {
      head = parseAnswerHead([first, ...lines].join('\r\n'), 'GET');
    } catch {
      return undefined; // refused
    }
    // Without a body there is no end to mistake.
    if (head.body === 0) return undefined;
    const named = (name: string) => head.headers.filter((value, index) => index % 2 === 0 && value.toLowerCase() === name).length;
    if (named('content-length') > 0 && named('transfer-encoding') > 0) return 'a length and chunks';
    return head.headers.some((text) => /[\r\n\0]/.test(text)) ? 'a header that is two' : undefined;
  },
);

export const programChecks: readonly InputCheck[] = [lists, reports, progress, failures, subtitles, answerHeads];

import { StringDecoder } from 'node:string_decoder';
import { withoutUndefined } from '../platform/without-undefined.ts';

/** One step of one file; sizes in bytes, `speed` in bytes a second. A field is absent when the program does not know it. */
export interface ProgressRecord {
  readonly kind: 'progress';
  readonly status: 'downloading' | 'finished' | 'error';
  readonly downloadedBytes?: number;
  readonly totalBytes?: number;
  /** True when `totalBytes` is a guess that may move. */
  readonly totalIsEstimate: boolean;
  readonly speed?: number;
  readonly etaSeconds?: number;
  readonly fragmentIndex?: number;
  readonly fragmentCount?: number;
  readonly formatId?: string;
  /** The file that grows, relative to the working directory. */
  readonly tmpFile?: string;
}

/** A step after the download, such as `Merger` or `MoveFiles`. */
export interface PostProcessRecord {
  readonly kind: 'post-process';
  readonly status: string;
  readonly postprocessor: string;
}

/** A line for people, with control characters taken out. It may quote a page: never read a fact from it. */
export interface LogRecord {
  readonly kind: 'log';
  readonly text: string;
}

export type OutputRecord = ProgressRecord | PostProcessRecord | LogRecord;

/** Turns the raw bytes of stdout into records as they come. One parser per process. */
export interface OutputParser {
  push(chunk: Buffer): OutputRecord[];
  /** What the stream held without a line end. */
  end(): OutputRecord[];
}

/** A longer line is cut: the rest of it is dropped, so that a hostile title cannot fill the memory. */
const MAX_LINE_LENGTH = 1024 * 1024;

type Fields = Readonly<Record<string, unknown>>;

/** Parses a JSON object, or nothing; versions from 2025 print a bare `NA` for what is missing. */
function parseFields(json: string): Fields | undefined {
  if (json === 'NA') return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return undefined; // a page may imitate a record: the line goes to the log as it is
  }
}

function count(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function word(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' && value !== 'NA' ? value : undefined;
}

function progressRecord(progress: Fields, info: Fields): ProgressRecord | undefined {
  const status = progress.status;
  if (status !== 'downloading' && status !== 'finished' && status !== 'error') return undefined;
  const exact = count(progress, 'total_bytes');
  return {
    kind: 'progress',
    status,
    totalIsEstimate: exact === undefined,
    ...withoutUndefined({
      downloadedBytes: count(progress, 'downloaded_bytes'),
      totalBytes: exact ?? count(progress, 'total_bytes_estimate'),
      speed: count(progress, 'speed'),
      etaSeconds: count(progress, 'eta'),
      fragmentIndex: count(progress, 'fragment_index'),
      fragmentCount: count(progress, 'fragment_count'),
      formatId: word(info, 'format_id'),
      tmpFile: word(progress, 'tmpfilename') ?? word(progress, 'filename'),
    }),
  };
}

function toRecord(type: string, first: string, second: string): OutputRecord | undefined {
  const fields = parseFields(first);
  const info = parseFields(second);
  if (!fields || !info) return undefined;
  if (type === 'dl') return progressRecord(fields, info);
  const postprocessor = word(fields, 'postprocessor');
  return postprocessor === undefined
    ? undefined
    : {
        kind: 'post-process',
        status: word(fields, 'status') ?? 'unknown',
        postprocessor,
      };
}

function logRecord(text: string): LogRecord[] {
  const clean = text.replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? [] : [{ kind: 'log', text: clean }];
}

/**
 * Reads the records that `downloadArguments` asks for, each between marks of the nonce. A record may stand anywhere in a line and
 * is handed out as soon as it is whole, since older versions end it without a line feed and are then silent for minutes.
 */
export function createOutputParser(nonce: string): OutputParser {
  const mark = nonce.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const recordPattern = new RegExp(`${mark}(dl|pp) (.*?)${mark},(.*?)${mark};`, 'gs');
  const endMark = `${nonce};`;
  const decoder = new StringDecoder('utf8');
  let line = '';
  let skipping = false;

  /** Takes the whole records out of a text; what is left is log. */
  function takeRecords(text: string, into: OutputRecord[]): string {
    return text.replace(recordPattern, (whole, type: string, first: string, second: string) => {
      const record = toRecord(type, first, second);
      into.push(...(record ? [record] : logRecord(whole.replaceAll(nonce, ' '))));
      return '';
    });
  }

  function finishLine(into: OutputRecord[]): void {
    if (!skipping) into.push(...logRecord(takeRecords(line, into)));
    line = '';
    skipping = false;
  }

  function grow(piece: string, into: OutputRecord[]): void {
    if (skipping) return;
    const searchFrom = Math.max(0, line.length - endMark.length);
    line += piece;
    if (line.indexOf(endMark, searchFrom) >= 0) line = takeRecords(line, into);
    if (line.length <= MAX_LINE_LENGTH) return;
    into.push(...logRecord(line.slice(0, MAX_LINE_LENGTH)));
    line = '';
    skipping = true;
  }

  function read(text: string): OutputRecord[] {
    const records: OutputRecord[] = [];
    const pieces = text.split(/\r\n|\n|\r/);
    for (const [index, piece] of pieces.entries()) {
      grow(piece, records);
      if (index < pieces.length - 1) finishLine(records);
    }
    return records;
  }

  return {
    push: (chunk) => read(decoder.write(chunk)),
    end: () => {
      const records = read(decoder.end());
      finishLine(records);
      return records;
    },
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import type { ByteSource } from './byte-source.ts';
import { type Exchange, numberQuery } from './exchange.ts';

const chunkBytes = 1024 * 1024;
const paceTickMs = 100;

/** Half-open range of a source, in bytes. */
export type Span = { startByte: number; endByte: number };

/** How a head differs from that of a good server. */
export type HeadOptions = {
  /** false: the Range header is ignored and not offered. */
  ranges?: boolean;
  /** false: no Content-Length, the body ends with the connection. */
  contentLength?: boolean;
  contentType?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
};

/** Speed of a body: at most so many bytes a second, in one piece each tick. Unlimited when not given. */
export type Pace = { bytesPerSecond?: number; tickMs?: number };

function spanOf(range: string | undefined, sizeBytes: number): Span | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const suffix = match[1] === '';
  const startByte = suffix ? Math.max(0, sizeBytes - Number(match[2])) : Number(match[1]);
  const endByte = suffix || match[2] === '' ? sizeBytes : Math.min(sizeBytes, Number(match[2]) + 1);
  return startByte >= endByte ? 'unsatisfiable' : { startByte, endByte };
}

function isUnchanged(exchange: Exchange, source: ByteSource): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = exchange.request.headers;
  if (tags !== undefined) return tags === '*' || tags.split(/\s*,\s*/).includes(source.entityTag);
  return since !== undefined && Math.floor(source.modifiedAt.getTime() / 1000) <= Date.parse(since) / 1000;
}

function rangeApplies(exchange: Exchange, source: ByteSource): boolean {
  const condition = exchange.request.headers['if-range'];
  return condition === undefined || condition === source.entityTag || condition === source.modifiedAt.toUTCString();
}

/** Answers without a body and ends the response. */
export function endWith(exchange: Exchange, status: number, headers: Readonly<Record<string, string>> = {}): void {
  exchange.response.writeHead(status, { 'Content-Length': '0', ...headers }).end();
}

/** Answers with a text and ends the response. */
export function endWithText(
  exchange: Exchange,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(text);
  const { response, log } = exchange;
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(body.length), ...headers });
  if (exchange.request.method !== 'HEAD') log.bytesSent = body.length;
  response.end(exchange.request.method === 'HEAD' ? undefined : body);
}

/** 416 as the standard wants it. */
export function endUnsatisfiable(exchange: Exchange, source: ByteSource): void {
  endWith(exchange, 416, { 'Content-Range': `bytes */${source.sizeBytes}` });
}

/**
 * Sends the head for a source as a good server does (ranges, conditions, HEAD), and answers the span of the body that has to follow;
 * undefined when the response is already ended.
 */
export function sendHead(exchange: Exchange, source: ByteSource, options: HeadOptions = {}): Span | undefined {
  const { request, response } = exchange;
  const ranges = options.ranges ?? true;
  if (isUnchanged(exchange, source)) {
    endWith(exchange, 304, { ETag: source.entityTag });
    return undefined;
  }
  const asked = ranges && rangeApplies(exchange, source) ? spanOf(request.headers.range, source.sizeBytes) : undefined;
  if (asked === 'unsatisfiable') {
    endUnsatisfiable(exchange, source);
    return undefined;
  }
  const span = asked ?? { startByte: 0, endByte: source.sizeBytes };
  const withLength = options.contentLength ?? true;
  if (!withLength) response.useChunkedEncodingByDefault = false;
  response.writeHead(asked === undefined ? 200 : 206, {
    'Content-Type': options.contentType ?? source.contentType,
    'Last-Modified': source.modifiedAt.toUTCString(),
    ETag: source.entityTag,
    ...(ranges ? { 'Accept-Ranges': 'bytes' } : {}),
    ...(asked ? { 'Content-Range': `bytes ${asked.startByte}-${asked.endByte - 1}/${source.sizeBytes}` } : {}),
    ...(withLength ? { 'Content-Length': String(span.endByte - span.startByte) } : { Connection: 'close' }),
    ...options.headers,
  });
  response.flushHeaders();
  if (request.method !== 'HEAD') return span;
  response.end();
  return undefined;
}

/** Writes one piece and waits until the kernel has it; false when the connection is gone. */
export async function writePiece(exchange: Exchange, piece: Buffer | string): Promise<boolean> {
  const { response, log, site } = exchange;
  if (response.destroyed) return false;
  const taken = await new Promise<boolean>((resolve) => {
    const onClose = () => resolve(false);
    response.once('close', onClose);
    response.write(piece, (error) => {
      response.off('close', onClose);
      resolve(error === null || error === undefined);
    });
  });
  if (!taken) return false;
  log.status = response.statusCode;
  log.bytesSent += Buffer.byteLength(piece);
  site.journal.changed(log);
  return true;
}

/** Ends a response whose body is out. A fast client may be gone by now, having got everything, and that is no abort. */
export function endComplete(exchange: Exchange): void {
  exchange.log.finished = true;
  exchange.response.end();
  exchange.site.journal.changed(exchange.log);
}

/** Sends a span of a source, as fast as the pace allows; false when the connection is gone. The response stays open. */
export async function sendBytes(exchange: Exchange, source: ByteSource, span: Span, pace: Pace = {}): Promise<boolean> {
  const bytesPerSecond = pace.bytesPerSecond ?? numberQuery(exchange, 'bytesPerSecond', Number.POSITIVE_INFINITY);
  const reader = await source.open();
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, span.endByte - span.startByte));
  const tickMs = pace.tickMs ?? paceTickMs;
  const startedAt = performance.now();
  let position = span.startByte;
  try {
    while (position < span.endByte) {
      const allowed = allowance(bytesPerSecond, performance.now() - startedAt + tickMs, position - span.startByte);
      const wanted = Math.min(buffer.length, span.endByte - position, allowed);
      if (wanted > 0) {
        const length = await reader.read(buffer.subarray(0, wanted), position);
        if (length === 0 || !(await writePiece(exchange, buffer.subarray(0, length)))) return false;
        position += length;
      }
      if (bytesPerSecond !== Number.POSITIVE_INFINITY && position < span.endByte) await delay(tickMs);
      if (exchange.response.destroyed) return false;
    }
    return true;
  } finally {
    await reader.close();
  }
}

/** Bytes that may go out now. The caller counts one tick too many, so that the first bytes come at once. */
function allowance(bytesPerSecond: number, elapsedMs: number, sentBytes: number): number {
  if (bytesPerSecond === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.ceil((bytesPerSecond * elapsedMs) / 1000) - sentBytes);
}

/** Serves a source whole or by range, as a good server does. */
export async function sendSource(
  exchange: Exchange,
  source: ByteSource,
  pace: Pace = {},
  options: HeadOptions = {},
): Promise<void> {
  const span = sendHead(exchange, source, options);
  if (span !== undefined && (await sendBytes(exchange, source, span, pace))) endComplete(exchange);
}

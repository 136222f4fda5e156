import { setTimeout as delay } from 'node:timers/promises';
import { countUse, type Exchange, numberParameter, numberQuery, parameter, type Route, requireMedia } from '../exchange.ts';
import {
  endComplete,
  endUnsatisfiable,
  endWithText,
  type HeadOptions,
  sendBytes,
  sendHead,
  sendSource,
  writePiece,
} from '../send.ts';

const hugeHeaderBytes = 70_000;
const manyHeaders = 150;
const endlessBytesPerSecond = 2 * 1024 * 1024;

/** Sends the head and so many bytes of the body, then leaves the end to the caller; false when there is nothing left to break. */
async function sendPart(exchange: Exchange, options: HeadOptions = {}): Promise<boolean> {
  const source = await requireMedia(exchange);
  const span = sendHead(exchange, source, options);
  if (span === undefined) return false;
  const endByte = Math.min(span.endByte, span.startByte + numberParameter(exchange, 'afterBytes'));
  if (!(await sendBytes(exchange, source, { ...span, endByte }))) return false;
  if (endByte < span.endByte) return true;
  endComplete(exchange);
  return false;
}

/** The counterpart of a file that has one, for content that changes under the same address. */
function alternate(file: string): string {
  return /^large/.test(file) ? 'large-alternate.mp4' : 'clip-alternate.mp4';
}

async function changing(exchange: Exchange): Promise<void> {
  const { site, url, request } = exchange;
  const key = `changing ${url.pathname}`;
  const resumes = /^bytes=0*[1-9]/.test(request.headers.range ?? '');
  const version = resumes ? (site.counters.get(key) ?? 0) : countUse(site, key) + 1;
  const file = parameter(exchange, 'file');
  const source = await requireMedia(exchange, version % 2 === 1 ? file : alternate(file));
  await sendSource(exchange, { ...source, entityTag: `"version-${version}"` });
}

async function endless(exchange: Exchange): Promise<void> {
  const source = await requireMedia(exchange);
  const bytesPerSecond = numberQuery(exchange, 'bytesPerSecond', endlessBytesPerSecond);
  const span = sendHead(exchange, source, { ranges: false, contentLength: false });
  if (span === undefined || !(await sendBytes(exchange, source, span, { bytesPerSecond }))) return;
  const piece = Buffer.alloc(Math.max(1, Math.ceil(bytesPerSecond / 10)));
  while (await writePiece(exchange, piece)) await delay(100);
}

/** Answers that are wrong or break off. */
export const brokenRoutes: readonly Route[] = [
  {
    path: '/reset/<afterBytes>/<file>',
    description: 'Every response sends so many bytes, then the connection is reset (RST).',
    async handle(exchange) {
      if (await sendPart(exchange)) exchange.request.socket.resetAndDestroy();
    },
  },
  {
    path: '/cut/<afterBytes>/<file>',
    description: 'Every response sends so many bytes, then the connection is closed (FIN) before Content-Length is reached.',
    async handle(exchange) {
      if (await sendPart(exchange)) exchange.request.socket.end();
    },
  },
  {
    path: '/cut-nolength/<afterBytes>/<file>',
    description: 'The same without Content-Length and ranges, so that the client cannot know.',
    async handle(exchange) {
      if (await sendPart(exchange, { ranges: false, contentLength: false })) exchange.response.end();
    },
  },
  {
    path: '/no-range/<file>',
    description: 'Ignores Range: always 200 and the whole file.',
    async handle(exchange) {
      await sendSource(exchange, await requireMedia(exchange), {}, { ranges: false });
    },
  },
  {
    path: '/range-416/<file>',
    description: 'Answers 416 to every resume (Range that does not start at 0); otherwise serves the file.',
    async handle(exchange) {
      const source = await requireMedia(exchange);
      if (/^bytes=0*[1-9]/.test(exchange.request.headers.range ?? '')) endUnsatisfiable(exchange, source);
      else await sendSource(exchange, source);
    },
  },
  {
    path: '/changing/<file>',
    description:
      'Each request from the start gets the next version: other content (`clip.mp4` and `clip-alternate.mp4` in turn, `large…` likewise) ' +
      'and other ETag; a resume gets the current version. Mind that the probe of yt-dlp is a request from the start too.',
    handle: changing,
  },
  {
    path: '/endless/<file>',
    description: 'The file, then zeros without end, no Content-Length, 2 MiB a second (`?bytesPerSecond=`).',
    handle: endless,
  },
  {
    path: '/html-as-mp4/<file>',
    description: 'An HTML page that claims to be `video/mp4`.',
    async handle(exchange) {
      endWithText(exchange, 200, `<!doctype html><title>Please log in</title>${'<p>Not a video.</p>'.repeat(200)}`, {
        'Content-Type': 'video/mp4',
      });
    },
  },
  {
    path: '/wrong-type/<file>',
    description: 'The real file as `application/octet-stream` (`?type=` for another type).',
    async handle(exchange) {
      const contentType = exchange.url.searchParams.get('type') ?? 'application/octet-stream';
      await sendSource(exchange, await requireMedia(exchange), {}, { contentType });
    },
  },
  {
    path: '/empty/<file>',
    description: 'The right type and no bytes.',
    async handle(exchange) {
      endWithText(exchange, 200, '', { 'Content-Type': 'video/mp4' });
    },
  },
  {
    path: '/huge-header/<file>',
    description: 'The file after a header line of 70 000 bytes.',
    async handle(exchange) {
      const headers = { 'X-Padding': 'x'.repeat(hugeHeaderBytes) };
      await sendSource(exchange, await requireMedia(exchange), {}, { headers });
    },
  },
  {
    path: '/many-headers/<file>',
    description: 'The file after 150 header lines.',
    async handle(exchange) {
      const headers = Object.fromEntries(Array.from({ length: manyHeaders }, (_, index) => [`X-Padding-${index}`, 'x']));
      await sendSource(exchange, await requireMedia(exchange), {}, { headers });
    },
  },
];

import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { untilAborted } from '../platform/until.ts';

export type ThumbnailType = 'jpg' | 'png' | 'webp';

/** A thumbnail as its site sent it. */
export interface SiteThumbnail {
  readonly bytes: Buffer;
  /** Known by its first bytes: what a site claims does not matter. */
  readonly type: ThumbnailType;
}

export interface ThumbnailFetch {
  /** Rejects for an address that must not be asked; called for the first one and for each that it leads to. */
  readonly refuseAddress: (url: string) => Promise<void>;
  /** The one way to the network; it checks each address once more at the moment of connecting. */
  readonly proxyUrl: string;
  /** For all of it, with every redirect. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_REDIRECTS = 4;
/** The largest that the big sites serve are about half of this. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Fetches the thumbnail that a site shows of a video. Rejects with what was wrong, for a log. */
export async function fetchSiteThumbnail(address: string, fetch: ThumbnailFetch): Promise<SiteThumbnail> {
  const signal = AbortSignal.any([fetch.signal, AbortSignal.timeout(fetch.timeoutMs)]);
  const over = untilAborted(signal);
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    // A name lookup knows nothing of the signal, and can take longer than the whole app may take to end.
    await Promise.race([over, fetch.refuseAddress(url.href)]);
    signal.throwIfAborted();
    const answer = await ask(url, signal, fetch.proxyUrl);
    const { statusCode = 0, headers } = answer;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return await read(answer);
    answer.destroy();
    url = new URL(headers.location, url);
  }
  throw new Error(`more than ${MAX_REDIRECTS} redirects`);
}

function ask(url: URL, signal: AbortSignal, proxyUrl: string): Promise<IncomingMessage> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`an address of ${url.protocol}`);
  const start = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const request = start(url, {
      signal,
      // A connection of its own: none is kept open after the thumbnail has come.
      agent: new HttpsProxyAgent(proxyUrl, { keepAlive: false }),
      headers: { accept: 'image/jpeg, image/webp;q=0.9, image/png;q=0.8', 'user-agent': 'Mozilla/5.0 (compatible; Homereel)' },
    });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

async function read(answer: IncomingMessage): Promise<SiteThumbnail> {
  try {
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) throw new Error(`more than ${MAX_BYTES} bytes`);
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    const length = answer.headers['content-length'];
    if (length !== undefined && Number(length) !== size) throw new Error('it broke off');
    const type = thumbnailTypeOf(bytes);
    if (type === undefined) throw new Error('no image of a known type');
    return { bytes, type };
  } finally {
    answer.destroy();
  }
}

/** Recognises an image by its first bytes; undefined for anything else. SVG is none of these: it is a document. */
export function thumbnailTypeOf(bytes: Buffer): ThumbnailType | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'png';
  const isRiff = bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP';
  return isRiff ? 'webp' : undefined;
}

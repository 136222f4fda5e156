import { setTimeout as delay } from 'node:timers/promises';
import type { ByteSource } from '../byte-source.ts';
import { countUse, type Exchange, numberParameter, numberQuery, type Route, requireMedia } from '../exchange.ts';
import { endComplete, type Span, sendBytes, sendHead, sendSource } from '../send.ts';

/** A client that leaves sooner only probed the file: it never noticed the stall, so the stall is still to come. */
const noticedAfterMs = 1000;

async function hold(exchange: Exchange): Promise<boolean> {
  const { site, log, response } = exchange;
  const released = site.holds.wait(log.path, response);
  log.held = true;
  site.journal.changed(log);
  try {
    return await released;
  } finally {
    log.held = false;
  }
}

/** Sends the first bytes of the span, waits to be released, and sends the rest. */
async function stall(
  exchange: Exchange,
  source: ByteSource,
  span: Span,
  afterBytes: number,
  onNoticed: () => void = () => undefined,
): Promise<void> {
  const stallAt = Math.min(span.endByte, span.startByte + afterBytes);
  if (!(await sendBytes(exchange, source, { ...span, endByte: stallAt }))) return;
  if (stallAt < span.endByte) {
    const noticed = setTimeout(onNoticed, noticedAfterMs);
    const released = await hold(exchange);
    clearTimeout(noticed);
    if (!released) return;
  }
  if (await sendBytes(exchange, source, { ...span, startByte: stallAt })) endComplete(exchange);
}

/** Serves `source` with a stall in every response. */
export async function stallSource(exchange: Exchange, source: ByteSource, afterBytes: number): Promise<void> {
  const span = sendHead(exchange, source);
  if (span !== undefined) await stall(exchange, source, span, afterBytes);
}

/** Serves `source` with a stall, unless a client already sat through one under this key. */
export async function stallOnce(exchange: Exchange, source: ByteSource, afterBytes: number, key: string): Promise<void> {
  const { site } = exchange;
  if ((site.counters.get(key) ?? 0) > 0) return sendSource(exchange, source);
  const span = sendHead(exchange, source);
  if (span !== undefined) await stall(exchange, source, span, afterBytes, () => countUse(site, key));
}

/** Answers nothing at all until released, then as a good server. */
export async function hang(exchange: Exchange, source: ByteSource): Promise<void> {
  if (await hold(exchange)) await sendSource(exchange, source);
}

/** The head never ends: one byte of it per second. Once released the head is finished and the file follows, past the response object. */
async function headerDrip(exchange: Exchange): Promise<void> {
  const { request, log, site } = exchange;
  const source = await requireMedia(exchange);
  const intervalMs = numberQuery(exchange, 'intervalMs', 1000);
  const { socket } = request;
  const opening = `HTTP/1.1 200 OK\r\nContent-Type: ${source.contentType}\r\nContent-Length: ${source.sizeBytes}\r\nConnection: close\r\nX-Padding: `;
  let waiting = true;
  const released = hold(exchange).finally(() => {
    waiting = false;
  });
  let sent = 0;
  while (waiting) {
    socket.write(opening[sent] ?? 'x');
    sent += 1;
    await Promise.race([released, delay(intervalMs)]);
  }
  if (!(await released)) return;
  socket.write(`${opening.slice(sent)}\r\n\r\n`);
  const reader = await source.open();
  const body = Buffer.alloc(source.sizeBytes);
  await reader.read(body, 0);
  await reader.close();
  log.bytesSent = body.length;
  log.finished = true;
  site.journal.changed(log);
  socket.end(body);
}

/** Answers that are slow or never come. */
export const timingRoutes: readonly Route[] = [
  {
    path: '/slow/<bytesPerSecond>/<file>',
    description: 'The file at this speed, with ranges, in ten pieces a second.',
    async handle(exchange) {
      await sendSource(exchange, await requireMedia(exchange), { bytesPerSecond: numberParameter(exchange, 'bytesPerSecond') });
    },
  },
  {
    path: '/drip/<bytesPerSecond>/<file>',
    description: 'The same in one piece per second: never silent long enough for a socket timeout.',
    async handle(exchange) {
      const bytesPerSecond = numberParameter(exchange, 'bytesPerSecond');
      await sendSource(exchange, await requireMedia(exchange), { bytesPerSecond, tickMs: 1000 });
    },
  },
  {
    path: '/slow-then-fast/<file>',
    description: 'The first 200 000 bytes at 50 000 a second (`?slowBytes=`, `?slowBytesPerSecond=`), the rest at full speed.',
    async handle(exchange) {
      const source = await requireMedia(exchange);
      const span = sendHead(exchange, source);
      if (span === undefined) return;
      const bytesPerSecond = numberQuery(exchange, 'slowBytesPerSecond', 50_000);
      const fastAt = Math.min(span.endByte, Math.max(span.startByte, numberQuery(exchange, 'slowBytes', 200_000)));
      if (!(await sendBytes(exchange, source, { ...span, endByte: fastAt }, { bytesPerSecond }))) return;
      if (await sendBytes(exchange, source, { ...span, startByte: fastAt })) endComplete(exchange);
    },
  },
  {
    path: '/stall/<afterBytes>/<file>',
    description: 'Every response sends so many bytes and then nothing, until released.',
    async handle(exchange) {
      await stallSource(exchange, await requireMedia(exchange), numberParameter(exchange, 'afterBytes'));
    },
  },
  {
    path: '/stall-once/<afterBytes>/<file>',
    description:
      'Stalls like `/stall` until one client has sat in the silence for a second; all later requests are served whole, with ranges. ' +
      'Counted for each path with query.',
    async handle(exchange) {
      await stallOnce(exchange, await requireMedia(exchange), numberParameter(exchange, 'afterBytes'), exchange.log.path);
    },
  },
  {
    path: '/hang/<file>',
    description: 'Takes the request and answers nothing, until released.',
    async handle(exchange) {
      await hang(exchange, await requireMedia(exchange));
    },
  },
  {
    path: '/header-drip/<file>',
    description: 'One byte of an endless head a second (`?intervalMs=`), until released.',
    handle: headerDrip,
  },
];

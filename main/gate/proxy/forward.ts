import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Dialler, Line } from '../dial/dial.ts';
import type { PlainTarget } from '../dial/target.ts';
import type { AnswerHead } from './answer-head.ts';
import { createAnswerReader } from './answer-reader.ts';
import type { ServedPass } from './gate-pass.ts';
import { toClient, toServer } from './headers.ts';
import { createPump } from './pump.ts';
import { IDLE_MS } from './tunnel.ts';

/** Of an answer, as of a request: generous for cookies, bounded against bombs. */
export const MOST_HEADER_BYTES = 64 * 1024;

export interface Forwarding {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: PlainTarget;
  readonly pass: ServedPass;
  readonly dialler: Dialler;
}

/**
 * Asks a server on behalf of a client and hands the answer on. Each request has a connection of its own, so that each is judged by where
 * its name leads at that moment. Head and end of the answer are read; its body goes through the same pump as a tunnel's bytes, past
 * `response` and straight to its socket. Resolves when it is over; rejects when nothing was answered yet.
 */
export async function forward({ request, response, target, pass, dialler }: Forwarding): Promise<void> {
  const client = request.socket;
  const reader = createAnswerReader(request.method ?? '', MOST_HEADER_BYTES, (head) => begin(response, head));
  let failure: unknown;
  let server: Socket | undefined;
  const pump = createPump(client, pass, (bytes) => {
    try {
      return reader.read(bytes);
    } catch (error) {
      failure = error;
      server?.destroy();
      return NOTHING;
    } finally {
      if (reader.isComplete()) server?.destroy();
    }
  });
  try {
    const line = await dialler.dial(target, 'plain', pump.onread);
    server = line.socket;
    if (pass.isClosed || response.destroyed) return;
    pump.start(line);
    const over = ended(server, response);
    server.write(headOf(request, target, line.proxy), 'latin1');
    sendBody(request, server, pass);
    await over;
  } finally {
    pump.close();
    server?.destroy();
  }
  const head = reader.head();
  if (head === undefined) throw failure ?? new Error('a connection that ended without an answer');
  if (reader.isComplete()) response.end();
  // Where it ends is for the client to find: by the last chunk, or by the end of the connection.
  else if (typeof head.body !== 'number' && server.readableEnded) client.destroySoon();
  // A client must see that an answer broke off, and not take half of it for all.
  else client.destroy();
}

const NOTHING = Buffer.alloc(0);

/** Resolves when the server said all, or when there is nobody left to hear it. */
function ended(server: Socket, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    server.setTimeout(IDLE_MS, resolve);
    server.once('end', resolve);
    server.once('close', () => resolve());
    response.once('close', resolve);
  });
}

function headOf(request: IncomingMessage, { hostHeader, path }: PlainTarget, proxy: Line['proxy']): string {
  const headers = toServer(request, hostHeader);
  if (proxy?.authorisation !== undefined) headers.push('Proxy-Authorization', proxy.authorisation);
  const address = proxy === undefined ? path : `http://${hostHeader}${path}`;
  // Whoever speaks the older version cannot read an answer in chunks.
  const lines = [`${request.method} ${address} HTTP/${request.httpVersion === '1.0' ? '1.0' : '1.1'}`];
  for (let index = 0; index < headers.length; index += 2) lines.push(`${headers[index]}: ${headers[index + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function sendBody(request: IncomingMessage, server: Socket, pass: ServedPass): void {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  server.on('drain', () => request.resume());
  request.on('data', (chunk: Buffer) => {
    pass.count(chunk.length);
    if (isChunked) server.write(`${chunk.length.toString(16)}\r\n`);
    server.write(chunk);
    if (isChunked) server.write('\r\n');
    if (server.writableNeedDrain) request.pause();
  });
  request.once('end', () => isChunked && server.write('0\r\n\r\n'));
}

/** Writes the head; what comes next on this socket is the body, to the byte as it came. */
function begin(response: ServerResponse, { status, reason, headers, body }: AnswerHead): void {
  if (typeof body !== 'number') {
    response.shouldKeepAlive = false;
    response.useChunkedEncodingByDefault = false;
  }
  response.writeHead(status, reason, [...toClient(headers), ...(body === 'chunked' ? ['Transfer-Encoding', 'chunked'] : [])]);
  response.flushHeaders();
}

import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Dialler } from './dial.ts';
import type { ServedPass } from './gate-pass.ts';
import { toClient, toServer } from './headers.ts';
import type { PlainTarget } from './target.ts';
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
 * its name leads at that moment. Rejects when nothing was answered yet.
 */
export async function forward({ request, response, target, pass, dialler }: Forwarding): Promise<void> {
  const socket = await dialler.dial(target);
  if (pass.isClosed || response.destroyed) {
    socket.destroy();
    return;
  }
  response.once('close', () => socket.destroy());
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = httpRequest({
      createConnection: () => socket,
      method: request.method ?? 'GET',
      path: target.path,
      headers: toServer(request, target.hostHeader),
      setHost: false,
      maxHeaderSize: MOST_HEADER_BYTES,
    });
    asked.once('response', resolve);
    asked.on('error', reject);
    pipeline(request, asked, (error) => error && asked.destroy(error));
    request.on('data', (chunk: Buffer) => pass.count(chunk.length));
  });
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', toClient(answer));
  response.flushHeaders();
  carry(answer, response, pass);
}

function carry(answer: IncomingMessage, response: ServerResponse, pass: ServedPass): void {
  let isFull = false;
  const flow = pass.share.createFlow(() => answer.resume());
  const goOn = (): void => void (!isFull && flow.mayRead() && answer.resume());
  response.once('close', flow.close);
  response.on('drain', () => {
    isFull = false;
    goOn();
  });
  answer.on('data', (chunk: Buffer) => {
    pass.count(chunk.length);
    flow.take(chunk.length);
    isFull = !response.write(chunk);
    if (isFull || !flow.mayRead()) answer.pause();
  });
  answer.once('end', () => response.end());
  // A client must see that an answer broke off, and not take half of it for all.
  answer.once('close', () => answer.complete || response.destroy());
  answer.on('error', () => response.destroy());
}

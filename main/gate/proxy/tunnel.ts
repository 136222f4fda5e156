import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dialler, Line } from '../dial/dial.ts';
import type { Target } from '../dial/target.ts';
import type { ServedPass } from './gate-pass.ts';
import { createPump } from './pump.ts';

/** How long a connection may say nothing in either direction: slow sites are left alone, and the watchdog knows better when a run hangs. */
export const IDLE_MS = 15 * 60_000;
/** The same once one side has said that it is done. */
const HALF_OPEN_IDLE_MS = 60_000;

export interface Tunnel {
  readonly client: Duplex;
  /** What the client sent before it was answered. */
  readonly head: Buffer;
  readonly target: Target;
  readonly pass: ServedPass;
  readonly dialler: Dialler;
}

/** Connects a client with its target and carries bytes both ways until both are done. Rejects, with the client untouched, when it cannot. */
export async function openTunnel({ client, head, target, pass, dialler }: Tunnel): Promise<void> {
  const pump = createPump(client, pass);
  let line: Line;
  try {
    line = await dialler.dial(target, 'tunnel', pump.onread);
  } catch (error) {
    pump.close();
    throw error;
  }
  const server = line.socket;
  if (pass.isClosed || client.destroyed) {
    pump.close();
    server.destroy();
    return;
  }
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  pump.start(line);
  const send = (chunk: Buffer): void => {
    pass.count(chunk.length);
    if (!server.write(chunk)) client.pause();
  };
  server.on('drain', () => client.resume());
  client.on('data', send);
  if (head.length > 0) send(head);
  endTogether(client, server);
  server.once('close', pump.close);
}

/** Ends each side when the other ends; breaks both when either breaks or says nothing for too long. */
function endTogether(client: Duplex, server: Socket): void {
  // Every byte passes the client's side, so its timer knows of both.
  const quietFor = (ms: number): void => void ('setTimeout' in client && (client as Socket).setTimeout(ms));
  const breakOff = (): void => {
    client.destroy();
    server.destroy();
  };
  const halfEnd = (other: Duplex): void => {
    other.end();
    quietFor(HALF_OPEN_IDLE_MS);
  };
  quietFor(IDLE_MS);
  client.once('timeout', breakOff);
  client.once('end', () => halfEnd(server));
  server.once('end', () => halfEnd(client));
  client.on('error', breakOff);
  client.once('close', breakOff);
  server.once('close', (hadError) => (hadError || !server.readableEnded ? breakOff() : undefined));
}

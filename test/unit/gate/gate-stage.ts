import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';
import { type Environment, readHouseholdProxy } from '../../../main/gate/dial/household-proxy.ts';
import { digestOf } from '../../../main/gate/proxy/gate-pass.ts';
import { createGateServer, type GatePolicy, type GateServer } from '../../../main/gate/proxy/gate-server.ts';
import type { Reach } from '../../../main/gate/proxy/reachability.ts';
import { type Clock, systemClock } from '../../../main/platform/clock.ts';

/** An address of the internet as the gate sees it; the stage connects it with the site on loopback. */
export const SITE_ADDRESS = '93.184.216.34';

/** What a name stands for, now; a function is asked each time. */
export type Names = Record<string, readonly string[] | (() => Promise<readonly string[]>)>;

/** The proxy alone, in this thread, with names that a test makes up and one site that all addresses lead to. */
export interface Stage {
  readonly gate: GateServer;
  readonly port: number;
  readonly site: Server | NetServer;
  /** What reached the site. */
  readonly asked: IncomingMessage[];
  /** `address:port` of all that was dialled. */
  readonly dialled: string[];
  readonly refused: string[];
  readonly reaches: Reach[];
  readonly names: Names;
  /** Bytes told last for each pass, and how often any were told. */
  readonly told: Map<number, number>;
  tellings(): number;
  openPass(id?: number): string;
  /** Sends text and resolves with all that came back until the gate closed the connection. */
  raw(text: string): Promise<string>;
  /** Opens a connection to the gate. */
  dial(): Promise<Socket>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly answer?: RequestListener;
  /** In place of `answer`: a site that speaks as it likes, from the first byte that it was sent. */
  readonly speak?: (socket: Socket) => void;
  readonly policy?: Partial<GatePolicy>;
  readonly clock?: Clock;
  /** The variables of a computer that has a proxy of its own. */
  readonly environment?: Environment;
  readonly lookupTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly hasNetwork?: () => Promise<boolean>;
}

export const SECRET = 'a-secret';
export const authorisation = (id = 1, secret = SECRET): string =>
  `Proxy-Authorization: Basic ${Buffer.from(`run-${id}:${secret}`).toString('base64')}`;

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { answer = (_request, response) => response.end('hello'), clock = systemClock } = options;
  const asked: IncomingMessage[] = [];
  const { speak } = options;
  const connections = new Set<Socket>();
  const site =
    speak === undefined
      ? createServer((request, response) => {
          asked.push(request);
          answer(request, response);
        })
      : createNetServer((socket) => socket.on('error', () => undefined).once('data', () => speak(socket)));
  site.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const sitePort = (site.address() as AddressInfo).port;

  const names: Names = { 'site.example': [SITE_ADDRESS] };
  const [dialled, refused, reaches]: [string[], string[], Reach[]] = [[], [], []];
  const told = new Map<number, number>();
  let tellings = 0;
  const gate = createGateServer({
    clock,
    lookup: async (host) => {
      const known = names[host];
      if (known === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
      return (typeof known === 'function' ? await known() : known).map((address) => ({ address }));
    },
    connect(addresses, port, onread) {
      dialled.push(...addresses.map((address) => `${address}:${port}`));
      return connect({ port: sitePort, host: '127.0.0.1', allowHalfOpen: true, ...(onread !== undefined && { onread }) });
    },
    householdProxy: readHouseholdProxy(options.environment ?? {}),
    hasNetwork: options.hasNetwork ?? (async () => true),
    ...(options.lookupTimeoutMs !== undefined && { lookupTimeoutMs: options.lookupTimeoutMs }),
    ...(options.headersTimeoutMs !== undefined && { headersTimeoutMs: options.headersTimeoutMs }),
    tell: {
      bytes(counts) {
        tellings += 1;
        for (const [id, bytes] of counts) told.set(id, bytes);
      },
      refused: (_id, host) => refused.push(host),
      reach: (state) => reaches.push(state),
    },
  });
  gate.setPolicy({ isPrivateAllowed: false, limitBytesPerSecond: undefined, ...options.policy });
  const port = await gate.listen(0);

  const dial = async (): Promise<Socket> => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  };
  return {
    gate,
    port,
    site,
    asked,
    dialled,
    refused,
    reaches,
    names,
    told,
    tellings: () => tellings,
    dial,
    openPass(id = 1) {
      gate.openPass({ id, user: `run-${id}`, digest: digestOf(SECRET).toString('hex') });
      return `run-${id}:${SECRET}`;
    },
    async raw(text) {
      const socket = await dial();
      socket.on('error', () => undefined);
      socket.write(text);
      return readAll(socket);
    },
    async close() {
      await gate.close();
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => site.close(resolve));
    },
  };
}

/** Reads until the other side closes. */
export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
}

/** Reads until some text came. */
export async function readUntil(socket: Socket, text: string): Promise<string> {
  let read = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    read += chunk.toString('latin1');
    if (read.includes(text)) break;
  }
  return read;
}

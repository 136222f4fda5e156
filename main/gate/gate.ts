import { createEmitter } from '../platform/emitter.ts';
import type { Logger } from '../platform/logger.ts';
import type { GateReport } from './gate-messages.ts';
import { type GateThread, startGateThread } from './gate-thread.ts';
import { type BookedPass, createPassBook } from './pass-book.ts';
import type { GatePolicy } from './proxy/gate-server.ts';
import type { Reach } from './proxy/reachability.ts';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts';

export type { GatePolicy } from './proxy/gate-server.ts';
export type { Reach } from './proxy/reachability.ts';

/** The app's only way to the network, for itself and its programs: a proxy in a thread of its own. */
export interface Gate {
  /** Opens a pass: starts the thread when it is not running (first use, or it died). `name` is for the log. Rejects when the gate cannot listen. */
  open(name: string): Promise<GatePass>;
  /** Applies at once, also to what runs. */
  setPolicy(policy: GatePolicy): void;
  /** Tells `unreachable` when nothing that was tried lately could be reached for want of a network; then the gate tries again by itself. */
  reachability(): Reach;
  /** Tries now; resolves with the answer. */
  checkReachability(): Promise<Reach>;
  onReachabilityChanged(listener: () => void): () => void;
  /** Ends every connection and the thread. */
  close(): Promise<void>;
}

/** One run's right to use the gate. */
export interface GatePass {
  /** Holds the secret: for environment variables only, never for arguments, which other users read. */
  readonly proxyUrl: string;
  /** Path of a Unix socket that speaks the same protocol (for a box without network); undefined on Windows. */
  readonly socketPath: string | undefined;
  /** Bytes carried both ways, as told last (a quarter of a second old at most while bytes flow). */
  bytes(): number;
  /** Calls on each growth of `bytes`. */
  onBytes(listener: (bytes: number) => void): () => void;
  /** Hosts that this pass was refused, in order, without doubles. */
  refusedHosts(): readonly string[];
  /** Ends its connections; the secret is worth nothing afterwards. Idempotent. */
  close(): void;
}

export interface GateOptions {
  readonly logger: Logger;
}

/** Creates the gate. Its thread starts with the first pass. */
export function createGate({ logger }: GateOptions): Gate {
  const book = createPassBook(logger);
  const news = createEmitter<{ reach: Reach }>({
    onError: (error) => logger.error('a listener of the gate failed', { error }),
  });
  let policy: GatePolicy = { isPrivateAllowed: false, limitBytesPerSecond: undefined };
  let reach: Reach = 'unknown';
  let starting: Promise<GateThread> | undefined;
  let thread: GateThread | undefined;
  let socketPath: string | undefined;
  let port = 0;
  let isClosed = false;

  const changeReach = (next: Reach): void => {
    if (reach === next) return;
    reach = next;
    logger.info('the gate knows of the network', { reach });
    news.emit('reach', reach);
  };
  const hear = (report: GateReport): void => (report.type === 'reach' ? changeReach(report.state) : book.hear(report));
  const ended = (error: unknown): void => {
    starting = undefined;
    thread = undefined;
    if (isClosed) return;
    logger.error('the gate ended by itself', { error });
    // Whoever waited for the network would wait for ever for a thread that is not there.
    changeReach('unknown');
  };
  const start = async (): Promise<GateThread> => {
    socketPath ??= makeSocketFolder();
    const started = await startGateThread({ port, socketPath, policy }, { onReport: hear, onEnded: ended });
    port = started.port;
    thread = started;
    started.send({ type: 'policy', ...policy });
    // Passes of a thread that died go on in this one, as long as the port could be had again.
    for (const facts of book.takeOver()) started.send({ type: 'open', ...facts });
    return started;
  };
  const ensureThread = (): Promise<GateThread> => {
    starting ??= start().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  return {
    async open(name) {
      if (isClosed) throw new Error('the gate is closed');
      const running = await ensureThread();
      const pass = book.add(name);
      running.send({ type: 'open', ...pass.facts });
      const isOpen = await Promise.race([pass.opened.then(() => true), running.ended.then(() => false)]);
      if (!isOpen) {
        book.remove(pass);
        throw new Error('the gate ended while a pass was opened');
      }
      return handOut(pass, port, socketPath, () => {
        if (book.remove(pass)) thread?.send({ type: 'close', id: pass.facts.id });
      });
    },
    setPolicy(next) {
      policy = next;
      thread?.send({ type: 'policy', ...next });
    },
    reachability: () => reach,
    checkReachability: async () => (await thread?.check()) ?? reach,
    onReachabilityChanged: (listener) => news.on('reach', listener),
    async close() {
      isClosed = true;
      const running = await starting?.catch(() => undefined);
      await running?.stop();
      if (socketPath !== undefined) removeSocketFolder(socketPath);
    },
  };
}

function handOut(
  { facts, secret, bytes, onBytes, refusedHosts }: BookedPass,
  port: number,
  socketPath: string | undefined,
  close: () => void,
): GatePass {
  return { proxyUrl: `http://${facts.user}:${secret}@127.0.0.1:${port}`, socketPath, bytes, onBytes, refusedHosts, close };
}

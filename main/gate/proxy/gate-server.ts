import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../platform/clock.ts';
import type { HostLookup } from '../../web/private-address.ts';
import { type ConnectTo, createDialler } from '../dial/dial.ts';
import type { HouseholdProxy } from '../dial/household-proxy.ts';
import { shareLookups } from '../dial/shared-lookup.ts';
import { createExchanges } from './exchanges.ts';
import { MOST_HEADER_BYTES } from './forward.ts';
import { createPasses, type PassFacts } from './gate-pass.ts';
import { type Counts, createGrowth } from './growth.ts';
import { createReachability, type Reach } from './reachability.ts';
import { createSpeedLimit } from './speed-limit.ts';

export interface GatePolicy {
  /** An adult allowed the home network, for a media server of the household. */
  readonly isPrivateAllowed: boolean;
  /** For all passes together; undefined for none. */
  readonly limitBytesPerSecond: number | undefined;
}

export interface GateServerOptions {
  readonly clock: Clock;
  readonly lookup: HostLookup;
  readonly householdProxy?: HouseholdProxy;
  /** Replaced by tests whose hosts are not where their addresses say. */
  readonly connect?: ConnectTo;
  readonly hasNetwork: () => Promise<boolean>;
  readonly lookupTimeoutMs?: number;
  /** How long a client may take for the head of a request. */
  readonly headersTimeoutMs?: number;
  readonly tell: GateNews;
}

/** What the gate tells whoever runs it. */
export interface GateNews {
  /** Called four times a second at most: pass and bytes of each that grew. */
  bytes(counts: Counts): void;
  refused(id: number, host: string): void;
  reach(state: Reach): void;
}

/** The proxy itself, in whatever thread. */
export interface GateServer {
  /** Listens on loopback and resolves with the port; `port` 0 takes any. */
  listen(port: number): Promise<number>;
  /** Listens on a Unix socket, too. */
  listenAt(socketPath: string): Promise<void>;
  openPass(facts: PassFacts): void;
  closePass(id: number): void;
  setPolicy(policy: GatePolicy): void;
  checkReachability(): Promise<Reach>;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 1024;
const HEADERS_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_TIMEOUT_MS = 60_000;

/** Creates the proxy: nobody but the holder of a pass gets anything through it, and nobody gets to an address at home. */
export function createGateServer(options: GateServerOptions): GateServer {
  const { clock, tell, headersTimeoutMs = HEADERS_TIMEOUT_MS } = options;
  const limit = createSpeedLimit(clock);
  const growth = createGrowth(clock, tell.bytes);
  const passes = createPasses(limit.createShare, {
    onGrowth: growth.add,
    onRefused: (pass, host) => tell.refused(pass.id, host),
  });
  const reachability = createReachability({
    clock,
    tryHost: async (target) => void (await dialler.dial(target, 'tunnel')).socket.destroy(),
    hasNetwork: options.hasNetwork,
    onChanged: tell.reach,
  });
  const dialler = createDialler({
    ...options,
    lookup: shareLookups(options.lookup),
    onReached: reachability.reached,
    onMissed: reachability.missed,
  });

  const exchanges = createExchanges({ passes, dialler });
  const servers: Server[] = [];
  const serve = (where: { port: number; host: string } | { path: string }): Promise<Server> => {
    const server = createServer({
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: headersTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      // An upload takes as long as it takes.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(headersTimeoutMs, 5000),
    });
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connect', (request, client, head) => void exchanges.connect(request, client, head));
    server.on('request', (request, response) => void exchanges.forward(request, response));
    server.on('clientError', (_error, client) => void exchanges.misunderstood(client));
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(where, () => {
        servers.push(server);
        resolve(server);
      });
    });
  };

  return {
    async listen(port) {
      const server = await serve({ port, host: '127.0.0.1' });
      return (server.address() as AddressInfo).port;
    },
    async listenAt(socketPath) {
      await serve({ path: socketPath });
    },
    openPass: passes.open,
    closePass: passes.close,
    setPolicy({ isPrivateAllowed, limitBytesPerSecond }) {
      dialler.setPrivateAllowed(isPrivateAllowed);
      limit.setLimit(limitBytesPerSecond);
    },
    checkReachability: reachability.check,
    async close() {
      reachability.stop();
      passes.closeAll();
      growth.stop();
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}

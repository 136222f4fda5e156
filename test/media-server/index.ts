import { createServer, type Server } from 'node:http';
import { type Exchange, RequestError, type Site } from './exchange.ts';
import { createHolds } from './holds.ts';
import { defaultMediaFolder, openMedia } from './media.ts';
import { createRequestJournal, type RequestLog } from './request-log.ts';
import { createRouter } from './router.ts';
import { routes } from './routes/index.ts';
import { endWithText } from './send.ts';

export type { RequestLog } from './request-log.ts';

/** How to start a media server. */
export type MediaServerOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  /** An address of the loopback network, default 127.0.0.1; another one (127.0.0.2) makes a second site for the client. */
  host?: string;
  /** Where made media are kept; the default is shared by all runs in this checkout. */
  mediaFolder?: string;
};

/** What a test waits for; what is not given does not matter. */
export type WantedRequest = {
  /** Body bytes sent, at least. */
  minimumBytes?: number;
  /** The answer is being held now. */
  held?: boolean;
  finished?: boolean;
  aborted?: boolean;
  /** Default 10 000. */
  timeoutMs?: number;
};

/** A running server with real media and every fault of the README, on loopback only. */
export type MediaServer = {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Full address of a path that starts with `/`. */
  url(path: string): string;
  /** All requests so far, oldest first; records go on changing while their answer is sent. */
  requests: readonly RequestLog[];
  /** Body bytes sent so far for paths that start so. */
  bytesSent(pathPrefix: string): number;
  /** The first request, past or to come, under the prefix for which all of the wanted facts hold at the same time. Rejects after a while. */
  waitForRequest(pathPrefix: string, wanted?: WantedRequest): Promise<RequestLog>;
  /** SHA-256 in hex of a media file; names that are unknown count as the stand-in of their extension, as in most paths. */
  sha256(mediaName: string): Promise<string>;
  /** Lets held responses (stalled, hung) go on whose path starts so, or all; answers how many. Later requests are held again. */
  release(pathPrefix?: string): number;
  /** How many responses are held now. */
  heldCount(pathPrefix?: string): number;
  /**
   * Serves requests under a prefix as if another prefix had been asked, from now on; null ends that. So a healthy path falls ill and recovers:
   * `set('/video/', '/status/503/')`, `set('/', '/status/429/')`, `set('/stall/1000/', '/m/')`. The longest prefix wins.
   */
  set(pathPrefix: string, servedAs: string | null): void;
  /** Cuts all connections, idle or busy; the server goes on. */
  closeConnections(): void;
  /** Ends everything, held responses too. Can be called twice. */
  close(): Promise<void>;
};

const defaultWaitMs = 10_000;

function rewrite(path: string, rewrites: ReadonlyMap<string, string>): string {
  const prefixes = [...rewrites.keys()].filter((prefix) => path.startsWith(prefix));
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? path : `${rewrites.get(longest)}${path.slice(longest.length)}`;
}

function fulfils(log: RequestLog, wanted: WantedRequest): boolean {
  return (
    log.bytesSent >= (wanted.minimumBytes ?? 0) &&
    log.held === (wanted.held ?? log.held) &&
    log.finished === (wanted.finished ?? log.finished) &&
    log.aborted === (wanted.aborted ?? log.aborted)
  );
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  if (!/^127(\.\d{1,3}){3}$/.test(host)) throw new Error(`The media server listens on loopback only, not on ${host}.`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The media server has no port.');
  return address.port;
}

function answerFailure(exchange: Exchange, error: unknown): void {
  if (exchange.response.headersSent) exchange.response.destroy();
  else if (error instanceof RequestError) endWithText(exchange, error.status, `${error.message}\n`);
  else if (error instanceof URIError) endWithText(exchange, 400, `${error.message}\n`);
  else endWithText(exchange, 500, `${error instanceof Error ? error.stack : String(error)}\n`);
}

/** Starts a media server; the first start in a checkout makes the media with ffmpeg (some seconds). Rejects if the port is taken. */
export async function startMediaServer(options: MediaServerOptions = {}): Promise<MediaServer> {
  const host = options.host ?? '127.0.0.1';
  const site: Site = {
    media: await openMedia(options.mediaFolder ?? defaultMediaFolder),
    journal: createRequestJournal(),
    holds: createHolds(),
    counters: new Map(),
    liveSince: new Map(),
  };
  const rewrites = new Map<string, string>();
  const findRoute = createRouter(routes);

  const server = createServer(async (request, response) => {
    const log = site.journal.begin(request, response);
    const exchange: Exchange = { site, request, response, log, url: new URL('http://unknown'), parameters: {} };
    request.resume();
    try {
      const path = rewrite(request.url ?? '/', rewrites);
      exchange.url = new URL(path, `http://${request.headers.host ?? host}`);
      const match = findRoute(decodeURIComponent(exchange.url.pathname));
      if (match === undefined) throw new RequestError(404, `The media server does not know ${exchange.url.pathname}.`);
      await match.route.handle({ ...exchange, parameters: match.parameters });
    } catch (error) {
      answerFailure(exchange, error);
    }
  });
  const port = await listen(server, options.port ?? 0, host);
  const origin = `http://${host}:${port}`;
  const { journal, holds, media } = site;

  return {
    origin,
    url: (path) => `${origin}${path}`,
    requests: journal.requests,
    bytesSent: (pathPrefix) =>
      journal.requests.filter((log) => log.path.startsWith(pathPrefix)).reduce((sum, log) => sum + log.bytesSent, 0),
    waitForRequest: (pathPrefix, wanted = {}) =>
      journal.waitFor((log) => log.path.startsWith(pathPrefix) && fulfils(log, wanted), wanted.timeoutMs ?? defaultWaitMs),
    sha256: (mediaName) => media.sha256(mediaName),
    release: (pathPrefix = '') => holds.release(pathPrefix),
    heldCount: (pathPrefix = '') => holds.count(pathPrefix),
    set(pathPrefix, servedAs) {
      if (servedAs === null) rewrites.delete(pathPrefix);
      else rewrites.set(pathPrefix, servedAs);
    },
    closeConnections: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

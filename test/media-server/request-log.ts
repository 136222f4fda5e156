import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** What the server remembers of one request; it is updated while the answer is being sent. */
export type RequestLog = {
  method: string;
  /** Path with query, as it was asked. */
  path: string;
  /** The Range header, if there was one. */
  range?: string;
  headers: IncomingHttpHeaders;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** Status of the answer, once its head is on its way. */
  status?: number;
  /** The answer waits to be released now. */
  held: boolean;
  /** Body bytes that the kernel took so far. */
  bytesSent: number;
  /** The kernel has the whole answer; so it is true even if the client closes before the server could. */
  finished: boolean;
  /** The connection ended before the answer was whole, whoever ended it. */
  aborted: boolean;
};

type Waiter = { matches: (log: RequestLog) => boolean; resolve: (log: RequestLog) => void };

/** All requests of one server, oldest first, with a way to wait for one. */
export type RequestJournal = {
  requests: RequestLog[];
  /** Starts a record; it finishes itself with the response. */
  begin(request: IncomingMessage, response: ServerResponse): RequestLog;
  /** To be called after a record was changed from outside. */
  changed(log: RequestLog): void;
  /** The first record, past or to come, for which `matches` holds. Rejects after `timeoutMs`. */
  waitFor(matches: (log: RequestLog) => boolean, timeoutMs: number): Promise<RequestLog>;
};

/** An empty journal. */
export function createRequestJournal(): RequestJournal {
  const requests: RequestLog[] = [];
  const waiters = new Set<Waiter>();

  function changed(log: RequestLog): void {
    for (const waiter of waiters) {
      if (!waiter.matches(log)) continue;
      waiters.delete(waiter);
      waiter.resolve(log);
    }
  }

  return {
    requests,
    changed,
    begin(request, response) {
      const log: RequestLog = {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: request.headers,
        startedAt: Date.now(),
        held: false,
        bytesSent: 0,
        finished: false,
        aborted: false,
      };
      if (request.headers.range !== undefined) log.range = request.headers.range;
      requests.push(log);
      response.once('close', () => {
        log.held = false;
        if (response.headersSent) log.status = response.statusCode;
        log.finished ||= response.writableFinished;
        log.aborted = !log.finished;
        changed(log);
      });
      changed(log);
      return log;
    },
    waitFor(matches, timeoutMs) {
      const past = requests.find(matches);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(waiter);
          const seen = requests.slice(-20).map((log) => `${log.method} ${log.path} ${log.bytesSent} bytes`);
          reject(new Error(`No such request in ${timeoutMs} ms. The last ones were:\n${seen.join('\n')}`));
        }, timeoutMs);
        const waiter: Waiter = {
          matches,
          resolve(log) {
            clearTimeout(timer);
            resolve(log);
          },
        };
        waiters.add(waiter);
      });
    },
  };
}

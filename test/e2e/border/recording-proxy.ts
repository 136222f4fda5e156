import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that lets nothing out, and remembers what it was asked for. */
export interface RecordingProxy {
  /** `127.0.0.1:<port>`. */
  readonly address: string;
  /** The hosts asked for so far, in order, with their port where the asker named one. */
  readonly hosts: readonly string[];
  /** Resolves when this host has been asked for. */
  waitForHost(host: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a proxy on loopback that refuses everything, plain requests and tunnels alike. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const hosts: string[] = [];
  const waiting = new Set<() => void>();
  const record = (host: string): void => {
    hosts.push(host);
    for (const check of [...waiting]) check();
  };
  const server = createServer((request, response) => {
    record(URL.canParse(request.url ?? '') ? new URL(request.url ?? '').host : `not a proxy’s request: ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    record(request.url ?? '');
    socket.on('error', () => undefined).end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    waitForHost: (host) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!hosts.includes(host)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

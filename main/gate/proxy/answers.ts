/** Says no (or "not now") in HTTP, on a connection that ends with it. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Names the header with the host that was refused. */
export const REFUSED_HEADER = 'X-Homereel-Refused';

export const unauthorised: Answer = {
  status: 407,
  reason: 'Proxy Authentication Required',
  headers: { 'Proxy-Authenticate': 'Basic realm="Homereel"' },
  body: 'This proxy serves the programs of one app only.\n',
};

export const badRequest: Answer = { status: 400, reason: 'Bad Request', headers: {}, body: 'Not understood.\n' };

export const tooMany: Answer = { status: 503, reason: 'Too Many Connections', headers: {}, body: 'Too many connections.\n' };

/** Refuses a host that is none of the internet's. */
export const refused = (host: string): Answer => ({
  status: 403,
  reason: 'Address Refused',
  headers: { [REFUSED_HEADER]: host },
  body: `address-refused: ${host} is at home or on this computer, not on the internet.\n`,
});

/** Reports that nothing was reached, or that what was reached spoke no HTTP. */
export const unreachable = (sentence: string): Answer => ({
  status: 502,
  reason: 'Bad Gateway',
  headers: {},
  body: `${sentence}\n`,
});

/** Writes an answer as it goes over the line. */
export function toText({ status, reason, headers, body }: Answer): string {
  const lines = Object.entries({
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  });
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

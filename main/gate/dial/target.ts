import { plainHost } from '../../web/private-address.ts';

/** Where a client wants to go. */
export interface Target {
  /** As `URL` writes it: every odd notation of a number is one by now, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** A target with what is asked of it. */
export interface PlainTarget extends Target {
  /** To the byte as the client wrote it. */
  readonly path: string;
  /** What the server is told as `Host`: always the host that was checked, whatever header the client sent. */
  readonly hostHeader: string;
}

/** Ports of mail, files, terminals and the like, which speak no HTTP: those that browsers refuse, as the Fetch standard lists them, and shared folders. */
const OTHER_PROTOCOLS = new Set(
  [
    [1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113],
    [
      115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554,
      556,
    ],
    [563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667],
    [6668, 6669, 6679, 6697, 10080],
  ].flat(),
);

/** Tells whether a port is one where no web server is. */
export const isOtherProtocol = (port: number): boolean => OTHER_PROTOCOLS.has(port);

/** Reads what CONNECT names, `host:port`; undefined for anything else, such as one with a user name. */
export function parseAuthority(text: string): Target | undefined {
  const [, host, port] = /^([^:[\]]+|\[[^[\]]+\]):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || port === undefined) return undefined;
  return parseHost(host, Number(port));
}

/** Reads an absolute `http://` address of a request line; undefined for anything else. */
export function parseAbsolute(text: string): PlainTarget | undefined {
  const [, host, port, rest] = /^http:\/\/([^:[\]/?#]+|\[[^[\]/?#]+\])(?::(\d{0,5}))?([/?#].*)?$/i.exec(text) ?? [];
  if (host === undefined) return undefined;
  const target = parseHost(host, port === undefined || port === '' ? 80 : Number(port));
  if (target === undefined) return undefined;
  const path = (rest ?? '').replace(/#.*$/, '');
  const name = target.host.includes(':') ? `[${target.host}]` : target.host;
  return {
    ...target,
    path: path.startsWith('/') ? path : `/${path}`,
    hostHeader: target.port === 80 ? name : `${name}:${target.port}`,
  };
}

/** Whatever one reader may take for the end of a host and another not, and bytes that no host has. */
const DOUBTFUL = /[^\u0021-\u007e]|[@\\/?#%<>^|"'`{}]/;

function parseHost(text: string, port: number): Target | undefined {
  if (DOUBTFUL.test(text) || port < 1 || port > 65_535) return undefined;
  if (!URL.canParse(`http://${text}/`)) return undefined;
  const host = plainHost(new URL(`http://${text}/`).hostname);
  // An empty label: `127.0.0.1..` is a name to some readers and a number to others.
  return host === '' || /^\.|\.$|\.\./.test(host) ? undefined : { host, port };
}

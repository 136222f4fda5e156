import { BlockList, isIP } from 'node:net';
import type { Target } from './target.ts';

/** What a connection is for: the two have proxies of their own. */
export type Use = 'plain' | 'tunnel';

/** The proxy that the household's computer is set to, by the variables that programs have always read. */
export interface HouseholdProxy {
  /** Returns the proxy for a target; undefined where none is meant. Throws when one is meant that nobody understands. */
  proxyFor(target: Target, use: Use): ProxyAddress | undefined;
}

export interface ProxyAddress {
  readonly protocol: 'http:' | 'https:' | 'socks4:' | 'socks5:';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const PROTOCOLS: Readonly<Record<string, readonly [ProxyAddress['protocol'], port: number]>> = {
  'http:': ['http:', 80],
  'https:': ['https:', 443],
  'socks4:': ['socks4:', 1080],
  'socks4a:': ['socks4:', 1080],
  'socks:': ['socks5:', 1080],
  'socks5:': ['socks5:', 1080],
  'socks5h:': ['socks5:', 1080],
};

/** Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`; small letters win, as everywhere. */
export function readHouseholdProxy(environment: Environment): HouseholdProxy {
  const read = (name: string): string => (environment[name] ?? environment[name.toUpperCase()] ?? '').trim();
  const texts = { plain: read('http_proxy') || read('all_proxy'), tunnel: read('https_proxy') || read('all_proxy') };
  const isExcepted = readExceptions(read('no_proxy'));
  return {
    proxyFor(target, use) {
      const text = texts[use];
      return text === '' || isExcepted(target) ? undefined : parseProxy(text);
    },
  };
}

function parseProxy(text: string): ProxyAddress {
  const address = text.includes('://') ? text : `http://${text}`;
  // Read as an address of the web, whose rules for hosts and ports are known; with another port than that one's own.
  const [, scheme = '', rest = ''] = /^([a-z0-9]+:)\/\/(.*)$/i.exec(address) ?? [];
  const [protocol, defaultPort] = PROTOCOLS[scheme.toLowerCase()] ?? [];
  if (protocol === undefined || defaultPort === undefined || !URL.canParse(`ftp://${rest}`)) {
    // The value may hold a password, so it is not named. Going past the proxy could tell a site where the household is.
    throw new Error('the proxy of this computer is not understood');
  }
  const { hostname, port, username, password } = new URL(`ftp://${rest}`);
  return {
    protocol,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? defaultPort : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

function readExceptions(text: string): (target: Target) => boolean {
  const tests = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(readException);
  return (target) => tests.some((test) => test(target));
}

function readException(entry: string): (target: Target) => boolean {
  if (entry === '*') return () => true;
  const [, network = '', bits] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  const family = isIP(network);
  if (bits !== undefined && family !== 0 && Number(bits) <= (family === 4 ? 32 : 128)) {
    const list = new BlockList();
    list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return ({ host }) => isIP(host) === family && list.check(host, family === 4 ? 'ipv4' : 'ipv6');
  }
  const [, name = '', port] = isIP(entry) === 6 ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
  const plain = name.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return (target) => {
    if (port !== undefined && Number(port) !== target.port) return false;
    return target.host === plain || (isIP(target.host) === 0 && target.host.endsWith(`.${plain}`));
  };
}

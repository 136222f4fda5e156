import { isIP, connect as netConnect, type OnReadOpts, type Socket } from 'node:net';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import { type HostLookup, isPrivateAddress, isPrivateName } from '../../web/private-address.ts';
import type { HouseholdProxy, ProxyAddress, Use } from './household-proxy.ts';
import { isOtherProtocol, type Target } from './target.ts';
import { connectThrough, isAskedItself, proxyAuthorisation } from './through-proxy.ts';

/** The gate's own "no": the address is none of the internet's. */
export class AddressRefused extends Error {
  readonly host: string;
  constructor(host: string) {
    super(`${host} is no address of the internet`);
    this.host = host;
  }
}

/** What kept the gate from reaching a host; `code` is the system's, or `ETIMEDOUT`. */
export class HostUnreachable extends Error {
  readonly code: string;
  constructor(host: string, code: string) {
    super(`${host} cannot be reached (${code})`);
    this.code = code;
  }
}

/** Connects to the first of some addresses that answers, and to no other; `onread` as `net.connect` takes it. */
export type ConnectTo = (addresses: readonly string[], port: number, onread: OnReadOpts | undefined) => Socket;

export interface DialOptions {
  readonly lookup: HostLookup;
  /** The proxy that this computer is set to; without it everything is dialled directly. */
  readonly householdProxy?: HouseholdProxy;
  readonly connect?: ConnectTo;
  readonly clock: Clock;
  readonly lookupTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly onReached?: (target: Target) => void;
  /** Is told of what was tried in vain, not of what was refused. */
  readonly onMissed?: (target: Target, error: unknown) => void;
}

/** A connection to a target. */
export interface Line {
  readonly socket: Socket;
  /** False where what comes does not go to `onread`, but has to be taken as `data`. */
  readonly isPumped: boolean;
  /** Set where a proxy is asked for plain HTTP: a request names the whole address, and proves who asks. */
  readonly proxy?: { readonly authorisation: string | undefined };
}

/** Resolves, checks and connects, in that order and with the very addresses that were checked. */
export interface Dialler {
  /** Rejects with `AddressRefused` or `HostUnreachable`. */
  dial(target: Target, use: Use, onread?: OnReadOpts): Promise<Line>;
  /** False ends what is connected to a private address, too. */
  setPrivateAllowed(isAllowed: boolean): void;
}

const LOOKUP_TIMEOUT_MS = 10_000;
/** Behind a proxy many computers cannot look anything up. */
const LOOKUP_BEFORE_PROXY_TIMEOUT_MS = 2000;
const CONNECT_TIMEOUT_MS = 30_000;
/** A computer whose IPv6 leads nowhere goes on with IPv4 after this. */
const NEXT_ADDRESS_AFTER_MS = 750;
const MOST_ADDRESSES = 8;
const KEEP_ALIVE_MS = 30_000;

/** Creates the only way to the network. */
export function createDialler(options: DialOptions): Dialler {
  const { lookup, connect = connectToFirst, clock, lookupTimeoutMs = LOOKUP_TIMEOUT_MS } = options;
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, onReached, onMissed } = options;
  const privateSockets = new Set<Socket>();
  let isPrivateAllowed = false;

  const lookUp = async (host: string, timeoutMs: number): Promise<string[]> => {
    try {
      const answer = await waitAtMost(lookup(host), timeoutMs, clock);
      if (answer === undefined) throw new HostUnreachable(host, 'ETIMEOUT');
      if (answer.length === 0) throw new HostUnreachable(host, 'ENOTFOUND');
      return answer.map(({ address }) => address);
    } catch (error) {
      throw error instanceof HostUnreachable ? error : new HostUnreachable(host, codeOf(error));
    }
  };
  const resolve = async (host: string, isProxied: boolean): Promise<string[]> => {
    if (isIP(host) !== 0) return [host];
    if (!isPrivateAllowed && isPrivateName(host)) throw new AddressRefused(host);
    // What this computer cannot look up the proxy may know.
    if (isProxied) return lookUp(host, Math.min(lookupTimeoutMs, LOOKUP_BEFORE_PROXY_TIMEOUT_MS)).catch(() => []);
    return lookUp(host, lookupTimeoutMs);
  };
  const dial = async (target: Target, use: Use, onread: OnReadOpts | undefined): Promise<Line> => {
    if (isOtherProtocol(target.port)) throw new AddressRefused(target.host);
    const proxy = proxyOf(options.householdProxy, target, use);
    const addresses = await resolve(target.host, proxy !== undefined);
    // Judged after the name was looked up: the setting may have changed meanwhile.
    const isPrivate = addresses.some(isPrivateAddress);
    if (isPrivate && !isPrivateAllowed) throw new AddressRefused(target.host);
    const remember = (socket: Socket): void => {
      if (!isPrivate) return;
      privateSockets.add(socket);
      socket.once('close', () => privateSockets.delete(socket));
    };
    if (proxy !== undefined) return throughProxy({ proxy, target, use, timeoutMs: connectTimeoutMs, remember });
    const socket = connect(addresses.slice(0, MOST_ADDRESSES), target.port, onread);
    remember(socket);
    await connected(socket, target.host, connectTimeoutMs, clock);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return { socket, isPumped: onread !== undefined };
  };
  return {
    async dial(target, use, onread) {
      try {
        const line = await dial(target, use, onread);
        onReached?.(target);
        return line;
      } catch (error) {
        if (!(error instanceof AddressRefused)) onMissed?.(target, error);
        throw error;
      }
    },
    setPrivateAllowed(isAllowed) {
      isPrivateAllowed = isAllowed;
      if (!isAllowed) for (const socket of privateSockets) socket.destroy();
    },
  };
}

function proxyOf(householdProxy: HouseholdProxy | undefined, target: Target, use: Use): ProxyAddress | undefined {
  try {
    return householdProxy?.proxyFor(target, use);
  } catch {
    throw new HostUnreachable(target.host, 'EBADPROXY');
  }
}

interface ThroughProxy {
  readonly proxy: ProxyAddress;
  readonly target: Target;
  readonly use: Use;
  readonly timeoutMs: number;
  readonly remember: (socket: Socket) => void;
}

async function throughProxy({ proxy, target, use, timeoutMs, remember }: ThroughProxy): Promise<Line> {
  const socket = await connectThrough(proxy, target, use, timeoutMs).catch((error: unknown) => {
    throw new HostUnreachable(target.host, codeOf(error));
  });
  socket.on('error', () => socket.destroy());
  remember(socket);
  return {
    socket,
    isPumped: false,
    ...(isAskedItself(proxy, use) && { proxy: { authorisation: proxyAuthorisation(proxy) } }),
  };
}

function connectToFirst(addresses: readonly string[], port: number, onread: OnReadOpts | undefined): Socket {
  const [host = ''] = addresses;
  const common = { port, allowHalfOpen: true, ...(onread !== undefined && { onread }) };
  if (addresses.length === 1) return netConnect({ ...common, host });
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return netConnect({
    ...common,
    host: 'checked.invalid',
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    lookup: (_host, _options, done) => done(null, all),
  });
}

function connected(socket: Socket, host: string, timeoutMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(timeoutMs, () => socket.destroy(new HostUnreachable(host, 'ETIMEDOUT')));
    socket.once('connect', () => {
      cancel();
      resolve();
    });
    // Stays for good: an error that comes later closes the socket, and that is what everybody waits for.
    socket.on('error', (error) => {
      cancel();
      reject(error instanceof HostUnreachable ? error : new HostUnreachable(host, codeOf(error)));
    });
    socket.once('close', () => {
      cancel();
      reject(new HostUnreachable(host, 'ECONNABORTED'));
    });
  });
}

/** Reads the system's code of an error; of many addresses that all failed the first one that says something. */
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors.find((one) => codeOf(one) !== 'UNKNOWN'));
  return typeof code === 'string' ? code : 'UNKNOWN';
}

import { isIP, connect as netConnect, type OnReadOpts, type Socket } from 'node:net';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import { type HostLookup, isPrivateAddress, isPrivateName } from '../../web/private-address.ts';
import { isOtherProtocol, type Target } from './target.ts';

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
  readonly connect?: ConnectTo;
  readonly clock: Clock;
  readonly lookupTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly onReached?: (target: Target) => void;
  /** Is told of what was tried in vain, not of what was refused. */
  readonly onMissed?: (target: Target, error: unknown) => void;
}

/** Resolves, checks and connects, in that order and with the very addresses that were checked. */
export interface Dialler {
  /** Rejects with `AddressRefused` or `HostUnreachable`. */
  dial(target: Target, onread?: OnReadOpts): Promise<Socket>;
  /** False ends what is connected to a private address, too. */
  setPrivateAllowed(isAllowed: boolean): void;
}

const LOOKUP_TIMEOUT_MS = 10_000;
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

  const resolve = async (host: string): Promise<string[]> => {
    if (isIP(host) !== 0) return [host];
    if (!isPrivateAllowed && isPrivateName(host)) throw new AddressRefused(host);
    try {
      const answer = await waitAtMost(lookup(host), lookupTimeoutMs, clock);
      if (answer === undefined) throw new HostUnreachable(host, 'ETIMEOUT');
      if (answer.length === 0) throw new HostUnreachable(host, 'ENOTFOUND');
      return answer.map(({ address }) => address);
    } catch (error) {
      throw error instanceof HostUnreachable ? error : new HostUnreachable(host, codeOf(error));
    }
  };

  const dial = async (target: Target, onread: OnReadOpts | undefined): Promise<Socket> => {
    if (isOtherProtocol(target.port)) throw new AddressRefused(target.host);
    const addresses = await resolve(target.host);
    // Judged after the name was looked up: the setting may have changed meanwhile.
    const isPrivate = addresses.some(isPrivateAddress);
    if (isPrivate && !isPrivateAllowed) throw new AddressRefused(target.host);
    const socket = connect(addresses.slice(0, MOST_ADDRESSES), target.port, onread);
    if (isPrivate) {
      privateSockets.add(socket);
      socket.once('close', () => privateSockets.delete(socket));
    }
    await connected(socket, target.host, connectTimeoutMs, clock);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return socket;
  };
  return {
    async dial(target, onread) {
      try {
        const socket = await dial(target, onread);
        onReached?.(target);
        return socket;
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

import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** A place on the internet that nobody is asked at: connections to it are refused here. */
const PUBLIC_ADDRESS = '93.184.215.14';
/** Names that stand for a device at home: what is refused by its address must be met, too. */
const HOME_NAMES = /(?:^|\.)(?:home-of|rebinding)\./;

type ScryptDone = (error: Error | null, key: Buffer) => void;

/**
 * Closes the network of this process for good: names are answered from here, and no connection leaves loopback. Makes PIN hashes cheap,
 * too: at a tenth of a second each, ten thousand messages for each channel would take hours, and their cost is no matter of what is let through.
 */
export function closeNetwork(): void {
  const answerOf = (host: string) => [{ address: HOME_NAMES.test(host) ? '192.168.1.1' : PUBLIC_ADDRESS, family: 4 }];
  const lookUp = (host: string, options: unknown, done?: (...answer: unknown[]) => void): void => {
    const settle = (typeof options === 'function' ? options : done) as (...answer: unknown[]) => void;
    const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
    const [first] = answerOf(host);
    process.nextTick(() => (all ? settle(null, answerOf(host)) : settle(null, first?.address, first?.family)));
  };
  Object.assign(dns, { lookup: lookUp });
  Object.assign(dns.promises, { lookup: async (host: string) => answerOf(host) });

  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function closed(this: net.Socket, ...given: unknown[]) {
    const [first] = (Array.isArray(given[0]) ? given[0] : given) as unknown[];
    const host = typeof first === 'object' && first !== null && 'host' in first ? String(first.host) : 'localhost';
    const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
    const isNamed = typeof first === 'object' && first !== null && 'path' in first && typeof first.path === 'string';
    if (isLoopback || isNamed) return Reflect.apply(connect, this, given) as net.Socket;
    process.nextTick(() => this.destroy(new Error('the network is closed')));
    return this;
  } as typeof connect;

  const scrypt = crypto.scrypt as (
    pin: BinaryLike,
    salt: BinaryLike,
    bytes: number,
    cost: ScryptOptions,
    done: ScryptDone,
  ) => void;
  const cheap: typeof scrypt = (pin, salt, bytes, cost, done) => scrypt(pin, salt, bytes, { ...cost, N: 2 }, done);
  Object.assign(crypto, { scrypt: cheap });
  syncBuiltinESMExports();
}

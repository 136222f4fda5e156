import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectSecure } from 'node:tls';
import { SocksClient } from 'socks';
import type { ProxyAddress, Use } from './household-proxy.ts';
import type { Target } from './target.ts';

/** Returns what proves to a household's proxy who asks; undefined where it wants nothing. */
export function proxyAuthorisation({ user, password }: ProxyAddress): string | undefined {
  return user === '' && password === '' ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Tells whether plain HTTP is asked of the proxy itself, with the whole address, and not through a tunnel. */
export const isAskedItself = ({ protocol }: ProxyAddress, use: Use): boolean => use === 'plain' && protocol.startsWith('http');

/** Connects with a target through a household's proxy, which looks its name up itself. */
export async function connectThrough(proxy: ProxyAddress, target: Target, use: Use, timeoutMs: number): Promise<Socket> {
  if (isAskedItself(proxy, use)) return connectToProxy(proxy, timeoutMs);
  return proxy.protocol.startsWith('http') ? tunnel(proxy, target, timeoutMs) : socks(proxy, target, timeoutMs);
}

function connectToProxy({ protocol, host, port }: ProxyAddress, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = protocol === 'https:' ? connectSecure({ host, port }) : connectPlain({ host, port });
    socket.setTimeout(timeoutMs, () => socket.destroy(timedOut()));
    socket.once('error', reject);
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

function tunnel(proxy: ProxyAddress, { host, port }: Target, timeoutMs: number): Promise<Socket> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const authorisation = proxyAuthorisation(proxy);
  const ask = proxy.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const request = ask({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(authorisation !== undefined && { 'proxy-authorization': authorisation }) },
      agent: false,
      timeout: timeoutMs,
    });
    request.once('timeout', () => request.destroy(timedOut()));
    request.once('error', reject);
    request.once('response', (answer) => reject(new Error(`the proxy of this computer answered ${answer.statusCode}`)));
    request.once('connect', (answer, socket: Socket, head) => {
      if (answer.statusCode === undefined || answer.statusCode >= 300) {
        socket.destroy();
        reject(new Error(`the proxy of this computer answered ${answer.statusCode}`));
        return;
      }
      socket.setTimeout(0);
      if (head.length > 0) (socket as Duplex).unshift(head);
      resolve(socket);
    });
    request.end();
  });
}

async function socks(proxy: ProxyAddress, target: Target, timeoutMs: number): Promise<Socket> {
  const { socket } = await SocksClient.createConnection({
    command: 'connect',
    destination: { host: target.host, port: target.port },
    proxy: {
      host: proxy.host,
      port: proxy.port,
      type: proxy.protocol === 'socks4:' ? 4 : 5,
      ...(proxy.user !== '' && { userId: proxy.user, password: proxy.password }),
    },
    timeout: timeoutMs,
  });
  return socket;
}

const timedOut = (): Error => Object.assign(new Error('the proxy of this computer does not answer'), { code: 'ETIMEDOUT' });

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Environment, readHouseholdProxy } from '../../../main/gate/dial/household-proxy.ts';
import { authorisation, openStage, readAll, type Stage } from './gate-stage.ts';

describe('the variables', () => {
  const proxyOf = (environment: Environment, address: string): string | undefined => {
    const { hostname, port, protocol } = new URL(address);
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    const found = readHouseholdProxy(environment).proxyFor(target, protocol === 'https:' ? 'tunnel' : 'plain');
    return found && `${found.protocol}//${found.user}:${found.password}@${found.host}:${found.port}`;
  };

  test.each([
    [{}, 'https://a.example/', undefined],
    [{ HTTP_PROXY: 'http://p:3128' }, 'http://a.example/', 'http://:@p:3128'],
    [{ HTTP_PROXY: 'http://p:3128' }, 'https://a.example/', undefined],
    [{ https_proxy: 'p:3128', HTTPS_PROXY: 'http://q' }, 'https://a.example/', 'http://:@p:3128'],
    [{ ALL_PROXY: 'socks5h://mia:p%40ss@[::1]' }, 'https://a.example/', 'socks5://mia:p@ss@::1:1080'],
    [{ ALL_PROXY: 'socks4://p' }, 'http://a.example/', 'socks4://:@p:1080'],
    [{ ALL_PROXY: 'https://p', http_proxy: '' }, 'http://a.example/', 'https://:@p:443'],
    [{ ALL_PROXY: 'http://p', NO_PROXY: '*' }, 'https://a.example/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: 'example' }, 'https://a.example/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: 'b.test, .a.example' }, 'https://a.example/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: 'a.example' }, 'https://xa.example/', 'http://:@p:80'],
    [{ ALL_PROXY: 'http://p', NO_PROXY: 'a.example:8443' }, 'https://a.example/', 'http://:@p:80'],
    [{ ALL_PROXY: 'http://p', NO_PROXY: 'a.example:8443' }, 'https://a.example:8443/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: '10.0.0.0/8 ::1' }, 'https://10.1.2.3/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: '10.0.0.0/8 ::1' }, 'https://[::1]/', undefined],
    [{ ALL_PROXY: 'http://p', NO_PROXY: '10.0.0.0/8' }, 'https://11.1.2.3/', 'http://:@p:80'],
  ])('%j: %s goes by %s', (environment, address, expected) => {
    expect(proxyOf(environment, address)).toBe(expected);
  });

  test.each(['ftp://p', 'http://', '://', 'socks5://p:x'])('%s is understood by nobody, so nothing goes past it', (text) => {
    expect(() => proxyOf({ ALL_PROXY: text }, 'https://a.example/')).toThrow('not understood');
  });
});

describe('a household with a proxy', () => {
  let stage: Stage;
  let server: Server;
  /** What the household's proxy was asked. */
  const seen: string[] = [];
  const connections = new Set<Socket>();
  afterEach(async () => {
    await stage.close();
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    seen.length = 0;
  });

  const open = async (proxy: Server, scheme: string): Promise<void> => {
    server = proxy;
    server.on('connection', (socket: Socket) => {
      connections.add(socket);
      socket.on('error', () => undefined).once('close', () => connections.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `${scheme}://mia:pass@127.0.0.1:${(server.address() as AddressInfo).port}`;
    stage = await openStage({ environment: { ALL_PROXY: address } });
    stage.openPass();
  };
  const sitePort = (): number => (stage.site.address() as AddressInfo).port;
  const httpProxy = (): Server => {
    const proxy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
      response.end('hello by proxy');
    });
    proxy.on('connect', (request, socket: Socket) => {
      seen.push(`CONNECT ${request.url} ${request.headers['proxy-authorization']}`);
      if (request.url?.startsWith('closed') === true) return void socket.end('HTTP/1.1 403 No\r\n\r\n');
      const site = connect(sitePort(), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      site.on('error', () => undefined);
      socket.pipe(site).pipe(socket);
    });
    return proxy;
  };
  const plain = (address: string): Promise<string> =>
    stage.raw(`GET ${address} HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\nConnection: close\r\n\r\n`);
  const tunnelled = async (authority: string): Promise<string> => {
    const socket = await stage.dial();
    const inside = 'GET /inside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\n\r\n${inside}`);
    return readAll(socket);
  };
  const proof = `Basic ${Buffer.from('mia:pass').toString('base64')}`;

  test('goes through it, with its own name and not with the secret of the pass', async () => {
    await open(httpProxy(), 'http');
    expect(await plain('http://site.example/a?b')).toMatch(/hello by proxy$/);
    expect(await tunnelled('site.example:443')).toMatch(/hello/);
    expect(seen).toEqual([`GET http://site.example/a?b ${proof}`, `CONNECT site.example:443 ${proof}`]);
    expect(stage.dialled).toEqual([]);
  });

  test('reaches by it what only the proxy can look up, and nothing at home', async () => {
    await open(httpProxy(), 'http');
    stage.names['home.example'] = ['192.168.1.1'];
    expect(await plain('http://unknown-here.example/')).toMatch(/hello by proxy$/);
    for (const host of ['192.168.1.1', '2130706433', 'nas.local', 'localhost', 'home.example']) {
      expect(await plain(`http://${host}/`)).toMatch(/^HTTP\/1\.1 403 /);
      expect(await tunnelled(`${host}:443`)).toMatch(/^HTTP\/1\.1 403 /);
    }
    expect(seen).toHaveLength(1);
  });

  test('is told when its proxy says no', async () => {
    await open(httpProxy(), 'http');
    expect(await tunnelled('closed.example:443')).toMatch(/^HTTP\/1\.1 502 /);
  });

  test('goes through SOCKS with names that are looked up there, plain HTTP too', async () => {
    const proxy = createNetServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 2]));
        socket.once('data', (proof) => {
          seen.push(proof.subarray(2).toString('latin1').replace('\u0004', ':'));
          socket.write(Buffer.from([1, 0]));
          socket.once('data', (question) => {
            seen.push(question.subarray(5, 5 + (question[4] ?? 0)).toString());
            socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
            const site = connect(sitePort(), '127.0.0.1');
            site.on('error', () => undefined);
            socket.pipe(site).pipe(socket);
          });
        });
      });
    });
    await open(proxy, 'socks5h');
    expect(await plain('http://site.example/')).toMatch(/hello/);
    expect(await tunnelled('site.example:443')).toMatch(/hello/);
    expect(seen).toEqual(['mia:pass', 'site.example', 'mia:pass', 'site.example']);
    expect(stage.asked.map(({ url }) => url)).toEqual(['/', '/inside']);
    expect(stage.dialled).toEqual([]);
  });

  test('whose proxy is away goes nowhere', async () => {
    await open(httpProxy(), 'http');
    await new Promise((resolve) => server.close(resolve));
    expect(await plain('http://site.example/')).toMatch(/^HTTP\/1\.1 502 [\s\S]*ECONNREFUSED/);
    expect(await tunnelled('site.example:443')).toMatch(/^HTTP\/1\.1 502 /);
    expect(stage.dialled).toEqual([]);
    server = createServer();
    server.listen(0, '127.0.0.1');
  });
});

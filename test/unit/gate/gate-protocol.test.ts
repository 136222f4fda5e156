import { afterEach, describe, expect, test } from 'vitest';
import { authorisation, openStage, readAll, readUntil, SITE_ADDRESS, type Stage, type StageOptions } from './gate-stage.ts';

let stage: Stage;
const open = async (options?: StageOptions): Promise<void> => {
  stage = await openStage(options);
  stage.openPass();
};
afterEach(() => stage.close());

const get = (address: string, ...headers: string[]): string =>
  [`GET ${address} HTTP/1.1`, 'Host: site.example', authorisation(), 'Connection: close', ...headers, '', ''].join('\r\n');

describe('who has no pass', () => {
  test.each([
    ['nothing', []],
    ['a wrong secret', [authorisation(1, 'another')]],
    ['an empty secret', [authorisation(1, '')]],
    ['an unknown pass', [authorisation(7)]],
    ['a scheme that is not known', ['Proxy-Authorization: Bearer a-secret']],
    ['what is no base64', ['Proxy-Authorization: Basic ***']],
    ['a very long secret', [authorisation(1, 'x'.repeat(5000))]],
  ])('gets 407 with %s, and nobody is asked', async (_what, headers) => {
    await open();
    for (const line of ['GET http://site.example/ HTTP/1.1', 'CONNECT site.example:443 HTTP/1.1']) {
      const answer = await stage.raw([line, 'Host: site.example', ...headers, '', ''].join('\r\n'));
      expect(answer).toMatch(/^HTTP\/1\.1 407 [^\r]+\r\n(?:.+\r\n)*Proxy-Authenticate: Basic realm="Homereel"\r\n/);
    }
    expect(stage.dialled).toEqual([]);
  });

  test('the secret of a pass that was closed is worth nothing, and what it had open is broken off', async () => {
    await open({ answer: (_request, response) => response.write('the first half') });
    const socket = await stage.dial();
    socket.write(get('http://site.example/'));
    await readUntil(socket, 'the first half');
    const over = readAll(socket);
    stage.gate.closePass(1);
    await over;
    expect(await stage.raw(get('http://site.example/'))).toMatch(/^HTTP\/1\.1 407 /);
  });
});

describe('plain HTTP', () => {
  test('the server sees the request without what was meant for the gate', async () => {
    await open();
    const answer = await stage.raw(
      get('http://site.example/a?b=%20#c', 'Proxy-Connection: keep-alive', 'X-Kept: yes', 'Connection: x-named', 'X-Named: no'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/hello/);
    expect(stage.asked[0]?.url).toBe('/a?b=%20');
    expect(stage.asked[0]?.rawHeaders).toEqual(['Host', 'site.example', 'X-Kept', 'yes', 'Connection', 'close']);
    expect(stage.dialled).toEqual([`${SITE_ADDRESS}:80`]);
  });

  test('a connection to the gate serves one request after another', async () => {
    await open();
    const socket = await stage.dial();
    for (const path of ['/one', '/two']) {
      socket.write(get(`http://site.example${path}`).replace('Connection: close\r\n', ''));
      expect(await readUntil(socket, 'hello')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    }
    socket.destroy();
    expect(stage.asked.map(({ url }) => url)).toEqual(['/one', '/two']);
  });

  test('an answer in chunks, to HEAD, and with 304 arrive as they were', async () => {
    await open({
      answer(request, response) {
        if (request.url === '/304') response.writeHead(304, { ETag: '"x"' }).end();
        else if (request.method === 'HEAD') response.writeHead(200, { 'Content-Length': '12345' }).end();
        else {
          response.write('one');
          response.end('two');
        }
      },
    });
    expect(await stage.raw(get('http://site.example/'))).toContain('\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n');
    const head = await stage.raw(get('http://site.example/').replace('GET', 'HEAD'));
    expect(head).toMatch(/Content-Length: 12345\r\n(?:.+\r\n)*\r\n$/);
    expect(await stage.raw(get('http://site.example/304'))).toMatch(/^HTTP\/1\.1 304 Not Modified\r\nETag: "x"\r\n/);
  });

  test.each([
    ['of a known length', ['Content-Length: 5'], 'abcde'],
    ['in chunks', ['Transfer-Encoding: chunked'], '2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n'],
  ])('a body %s reaches the server, after 100 Continue', async (_what, headers, body) => {
    await open({
      answer: (request, response) => void request.pipe(response),
    });
    const socket = await stage.dial();
    socket.write(get('http://site.example/', 'Expect: 100-continue', ...headers).replace('GET', 'POST'));
    expect(await readUntil(socket, '\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write(body);
    expect(await readAll(socket)).toMatch(/abcde|2\r\nab\r\n3\r\ncde\r\n0/);
    expect(stage.asked[0]?.headers.expect).toBeUndefined();
  });

  test('an answer that breaks off is not made whole', async () => {
    await open({
      answer(_request, response) {
        response.write('half');
        setImmediate(() => response.destroy());
      },
    });
    expect(await stage.raw(get('http://site.example/'))).not.toMatch(/\r\n0\r\n\r\n$/);
  });

  test('an upgrade is passed over: the request is a plain one', async () => {
    await open();
    expect(await stage.raw(get('http://site.example/', 'Connection: Upgrade', 'Upgrade: websocket'))).toMatch(/^HTTP\/1\.1 200 /);
    expect(stage.asked[0]?.headers.upgrade).toBeUndefined();
  });

  test('each hop of a redirect is judged', async () => {
    await open({ answer: (_request, response) => void response.writeHead(302, { Location: 'http://192.168.1.1/' }).end() });
    expect(await stage.raw(get('http://site.example/'))).toContain('Location: http://192.168.1.1/');
    expect(await stage.raw(get('http://192.168.1.1/'))).toMatch(
      /^HTTP\/1\.1 403 Address Refused\r\nX-Homereel-Refused: 192\.168\.1\.1\r\n/,
    );
    expect(stage.asked).toHaveLength(1);
    expect(stage.refused).toEqual(['192.168.1.1']);
  });

  test('what cannot be reached is answered with 502 and says why', async () => {
    await open();
    expect(await stage.raw(get('http://nowhere.example/'))).toMatch(
      /^HTTP\/1\.1 502 [\s\S]*nowhere\.example cannot be reached \(ENOTFOUND\)/,
    );
    stage.site.close();
    expect(await stage.raw(get('http://site.example/'))).toMatch(/^HTTP\/1\.1 502 [\s\S]*ECONNREFUSED/);
  });
});

describe('CONNECT', () => {
  const connect = (authority: string): string =>
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorisation()}\r\n\r\n`;

  test('carries bytes both ways, also those that came with the question', async () => {
    await open();
    const socket = await stage.dial();
    socket.write(`${connect('site.example:443')}GET /inside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const answer = await readAll(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/hello/);
    expect(stage.asked[0]?.url).toBe('/inside');
    expect(stage.dialled).toEqual([`${SITE_ADDRESS}:443`]);
  });

  test('a large answer arrives whole', async () => {
    const body = Buffer.alloc(5_000_000, 'abcdefghij');
    await open({ answer: (_request, response) => void response.end(body) });
    const socket = await stage.dial();
    socket.write(`${connect('site.example:443')}GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    const answer = await readAll(socket);
    expect(answer.slice(-body.length) === body.toString()).toBe(true);
    await expect.poll(() => stage.told.get(1)).toBeGreaterThan(body.length);
  });

  test.each(['site.example', 'site.example:0', 'site.example:65536', 'user@site.example:443', 'a:b@site.example:443', '/', '*'])(
    '%s is not understood',
    async (authority) => {
      await open();
      expect(await stage.raw(connect(authority))).toMatch(/^HTTP\/1\.1 400 /);
      expect(stage.dialled).toEqual([]);
    },
  );

  test.each([25, 22, 445, 6667])('port %i, where no web server is, is refused', async (port) => {
    await open();
    expect(await stage.raw(connect(`site.example:${port}`))).toMatch(/^HTTP\/1\.1 403 Address Refused/);
    expect(stage.dialled).toEqual([]);
  });
});

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { authorisation, openStage, readAll, readUntil, type Stage, type StageOptions } from './gate-stage.ts';

let stage: Stage;
const open = async (options?: StageOptions): Promise<void> => {
  stage = await openStage(options);
  stage.openPass();
};
afterEach(() => stage.close());

const head = (line: string, ...headers: string[]): string =>
  [line, 'Host: site.example', authorisation(), ...headers, '', ''].join('\r\n');
const GET = head('GET http://site.example/ HTTP/1.1', 'Connection: close');

describe('a request that two readers could take for two', () => {
  const body = '5\r\nhello\r\n0\r\n\r\n';
  test.each([
    ['two lengths', head('POST http://site.example/ HTTP/1.1', 'Content-Length: 5', 'Content-Length: 6'), 'hello'],
    ['a length and chunks', head('POST http://site.example/ HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'), body],
    ['chunks and more', head('POST http://site.example/ HTTP/1.1', 'Transfer-Encoding: chunked, identity'), body],
    ['a length with a sign', head('POST http://site.example/ HTTP/1.1', 'Content-Length: +5'), 'hello'],
    ['a space before the colon', head('GET http://site.example/ HTTP/1.1', 'X-A : b'), ''],
    ['a space in the request line', head('GET http://site.example/ /x HTTP/1.1'), ''],
    ['an empty byte', head('GET http://site.example/\u0000 HTTP/1.1'), ''],
    ['an empty byte in a header', head('GET http://site.example/ HTTP/1.1', 'X-A: b\u0000c'), ''],
    ['a line that ends in the middle', head('GET http://site.example/ HTTP/1.1', 'X-A: b\rX-B: c'), ''],
    ['another version', head('GET http://site.example/ HTTP/3.0'), ''],
    ['no HTTP at all', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', ''],
  ])('%s is refused before anybody is asked', async (_what, text, more) => {
    await open();
    expect(await stage.raw(text + more)).toMatch(/^(?:HTTP\/1\.1 400 [\s\S]*)?$/);
    expect(stage.asked).toEqual([]);
  });

  test('a second request before the first was answered ends the connection', async () => {
    await open({ answer: (_request, response) => void setTimeout(() => response.end('late'), 20) });
    const two = GET.replace('Connection: close\r\n', '');
    expect(await stage.raw(two + two)).toBe('');
  });

  test('one that calls its length a matter of the connection keeps it', async () => {
    await open({ answer: (request, response) => void request.pipe(response) });
    const text = head('POST http://site.example/ HTTP/1.1', 'Connection: close, content-length', 'Content-Length: 5');
    await stage.raw(`${text}hello`);
    expect(stage.asked[0]?.headers['content-length']).toBe('5');
  });
});

describe('an answer that two readers could take for two', () => {
  test.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['chunks and more', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['a length with a sign', 'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello'],
    ['a header on two lines', 'HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\n\r\nhello'],
    ['an empty byte', 'HTTP/1.1 200 OK\r\nX-A: b\u0000\r\n\r\nhello'],
    ['a line that ends in the middle', 'HTTP/1.1 200 OK\r\nX-A: b\nX-B: c\r\n\r\nhello'],
    ['no status', 'HTTP/1.1 OK\r\n\r\nhello'],
    ['no HTTP at all', 'ICY 200 OK\r\n\r\nhello'],
    ['an upgrade that nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nhello'],
    ['nothing', ''],
    ['half a head', 'HTTP/1.1 200 OK\r\nX-A: b'],
  ])('%s never reaches the client', async (_what, text) => {
    await open({ speak: (socket) => socket.end(text, 'latin1') });
    expect(await stage.raw(GET)).toMatch(/^HTTP\/1\.1 502 [\s\S]*site\.example gave no valid answer/);
  });

  test('a head without end is given up, with little in memory', async () => {
    await open({
      speak(socket) {
        socket.write('HTTP/1.1 200 OK\r\n');
        const more = (): void => void (socket.writable && socket.write(`X-More: ${'x'.repeat(1000)}\r\n`, more));
        more();
      },
    });
    expect(await stage.raw(GET)).toMatch(/^HTTP\/1\.1 502 /);
  });

  test('what comes after the body is nobody’s: the next answer is its own', async () => {
    await open({
      speak: (socket) =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil'),
    });
    const socket = await stage.dial();
    for (let turn = 0; turn < 2; turn += 1) {
      socket.write(GET.replace('Connection: close\r\n', ''));
      expect(await readUntil(socket, 'hello')).not.toContain('evil');
    }
    socket.destroy();
  });
});

describe('an answer', () => {
  test('comes byte by byte, after others that only announce it', async () => {
    await open({
      async speak(socket) {
        for (const byte of 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 Fine\r\nContent-Length: 2\r\n\r\nok') {
          await new Promise((resolve) => socket.write(byte, resolve));
        }
      },
    });
    expect(await stage.raw(GET)).toMatch(/^HTTP\/1\.1 200 Fine\r\nContent-Length: 2\r\n(?:.+\r\n)*\r\nok$/);
  });

  test('without a length ends with its connection', async () => {
    await open({ speak: (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nall of it') });
    expect(await stage.raw(GET.replace('Connection: close\r\n', ''))).toMatch(
      /\r\nConnection: close\r\n(?:.+\r\n)*\r\nall of it$/,
    );
  });

  test.each([
    ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  ])('%s that breaks off is not made whole', async (_what, text) => {
    await open({ speak: (socket) => socket.end(text) });
    const answer = await stage.raw(GET);
    expect(answer).toMatch(/half(?:\r\n)?$/);
  });

  test('to somebody who speaks the older version is asked for in it, so that it has no chunks', async () => {
    await open({
      answer(_request, response) {
        response.write('one');
        response.end('two');
      },
    });
    const answer = await stage.raw(head('GET http://site.example/ HTTP/1.0'));
    expect(answer).toMatch(/\r\n\r\nonetwo$/);
  });
});

test('whoever never ends the head of a request is hung up on', async () => {
  await open({ headersTimeoutMs: 100 });
  const socket = await stage.dial();
  socket.write('GET http://site.example/ HTTP/1.1\r\nX-A: ');
  expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 400 /);
});

test('a client that does not read slows the server down, and nothing piles up', async () => {
  const sites: Socket[] = [];
  const chunk = Buffer.alloc(1_000_000);
  await open({
    speak(socket) {
      sites.push(socket);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n');
      const more = (): void => void (socket.writable && socket.write(chunk, more));
      more();
    },
  });
  const connect = head('CONNECT site.example:443 HTTP/1.1');
  for (const text of [GET, `${connect}x`]) {
    const socket = await stage.dial();
    socket.write(text);
    await once(socket, 'readable');
  }
  let before = -1;
  // It has come to rest when nothing more was carried for a while.
  await expect
    .poll(
      () => {
        const carried = stage.told.get(1) ?? 0;
        const isResting = carried === before;
        before = carried;
        return isResting;
      },
      { interval: 600 },
    )
    .toBe(true);
  // What the system's own buffers hold on both sides, far from what the server would send.
  expect(before).toBeLessThan(40_000_000);
  expect(sites).toHaveLength(2);
});

test('a pass has so many connections and no more, and each that ends makes room', async () => {
  await open({ answer: (_request, response) => response.write('half') });
  const sockets: Socket[] = [];
  for (let count = 0; count < 64; count += 1) {
    const socket = await stage.dial();
    sockets.push(socket);
    socket.write(GET);
    await readUntil(socket, 'half');
  }
  expect(await stage.raw(GET)).toMatch(/^HTTP\/1\.1 503 /);
  stage.openPass(2);
  const other = await stage.dial();
  other.write(GET.replace(authorisation(), authorisation(2)));
  expect(await readUntil(other, 'half')).toMatch(/^HTTP\/1\.1 200 /);
  sockets[0]?.destroy();
  await expect
    .poll(async () => {
      const socket = await stage.dial();
      socket.write(GET);
      return (await readUntil(socket, '\r\n\r\n')).slice(0, 12);
    })
    .toBe('HTTP/1.1 200');
});

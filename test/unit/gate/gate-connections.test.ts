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

const PLAIN = `GET http://site.example/ HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\n\r\n`;
const TUNNEL = `CONNECT site.example:443 HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\n\r\n`;
const WAYS = [
  ['plain HTTP', PLAIN],
  ['a tunnel', `${TUNNEL}hello?`],
] as const;

describe.each(WAYS)('a connection by %s', (way, text) => {
  test('lives on for longer than a request’s head may take', async () => {
    await open({
      headersTimeoutMs: 100,
      speak(socket) {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf');
        setTimeout(() => socket.write('half'), 500);
      },
    });
    const socket = await stage.dial();
    socket.write(text);
    expect(await readUntil(socket, 'halfhalf')).toContain('halfhalf');
    socket.destroy();
  });

  test('that the client breaks off ends at the server, also while nobody reads', async () => {
    const sites: Socket[] = [];
    await open({
      speak(socket) {
        sites.push(socket);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n');
        const more = (): void => void (socket.writable && socket.write(Buffer.alloc(100_000), more));
        more();
      },
    });
    const socket = await stage.dial();
    socket.write(text);
    await readUntil(socket, 'Content-Length');
    const closed = new Promise((resolve) => sites[0]?.once('close', resolve));
    socket.destroy();
    await closed;
  });

  test('that the server breaks off ends at the client', async () => {
    await open({
      speak(socket) {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () => socket.resetAndDestroy());
      },
    });
    const socket = await stage.dial();
    socket.on('error', () => undefined);
    socket.write(text);
    expect((await readAll(socket)).length).toBeLessThan(300);
  });

  test('whose pass is closed while it is dialled never reaches the server', async () => {
    await open();
    let answer: (addresses: string[]) => void = () => undefined;
    stage.names['site.example'] = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const socket = await stage.dial();
    socket.on('error', () => undefined);
    socket.write(text);
    await expect.poll(() => answer.length).toBe(1);
    const over = readAll(socket);
    stage.gate.closePass(1);
    answer(['93.184.216.34']);
    expect(await over).toBe('');
    expect(stage.asked).toEqual([]);
  });

  test(`is slowed to the limit (${way})`, async () => {
    await open({
      policy: { limitBytesPerSecond: 200_000 },
      speak: (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`),
    });
    const socket = await stage.dial();
    const startedAt = performance.now();
    socket.write(text);
    await readUntil(socket, 'x'.repeat(190_000));
    expect(performance.now() - startedAt).toBeGreaterThan(700);
    socket.destroy();
  });
});

describe('a tunnel', () => {
  test('whose client has said all still brings the answer', async () => {
    await open({
      speak: (socket) => socket.once('end', () => socket.end('after the end')),
    });
    const socket = await stage.dial();
    socket.write(TUNNEL);
    await readUntil(socket, '\r\n\r\n');
    socket.end('all');
    expect(await readAll(socket)).toBe('after the end');
  });

  test('whose server has said all still takes what the client says', async () => {
    const heard: string[] = [];
    await open({
      speak(socket) {
        socket.end('all');
        socket.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      },
    });
    const socket = await stage.dial();
    socket.write(`${TUNNEL}first`);
    await once(socket.resume(), 'end');
    socket.end('second');
    await expect.poll(() => heard.join('')).toBe('second');
  });
});

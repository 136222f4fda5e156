import { existsSync, statSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGate, type Gate } from '../../../main/gate/gate.ts';
import { silentLogger } from '../../../main/platform/logger.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';

let server: MediaServer;
let gate: Gate;
beforeEach(async () => {
  server = await startMediaServer();
  gate = createGate({ logger: silentLogger });
  gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
});
afterEach(async () => {
  await gate.close();
  await server.close();
});

/** Asks through the proxy as a program does, by its address or by its Unix socket. */
function ask(proxyUrl: string, url: string, socketPath?: string): Promise<{ status: number; body: Buffer }> {
  const proxy = new URL(proxyUrl);
  const secret = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const where = socketPath === undefined ? { host: proxy.hostname, port: proxy.port } : { socketPath };
    const headers = { host: new URL(url).host, 'proxy-authorization': `Basic ${secret}` };
    get({ ...where, path: url, headers, agent: new Agent() }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) });
    }).once('error', reject);
  });
}

test('a program reaches a site through the thread, by port and by socket, and the pass counts what it carried', async () => {
  const pass = await gate.open('one');
  const told: number[] = [];
  pass.onBytes((bytes) => told.push(bytes));
  const direct = await ask(pass.proxyUrl, server.url('/video/a.mp4'));
  expect(direct.status).toBe(200);
  await expect.poll(() => pass.bytes()).toBeGreaterThanOrEqual(direct.body.length);
  const bySocket = await ask(pass.proxyUrl, server.url('/video/a.mp4'), pass.socketPath);
  expect(bySocket.body.equals(direct.body)).toBe(true);
  await expect.poll(() => pass.bytes()).toBeGreaterThanOrEqual(2 * direct.body.length);
  expect(told.at(-1)).toBe(pass.bytes());
  expect([...told].sort((one, other) => one - other)).toEqual(told);
});

test('the socket is for this user alone, and gone with the gate', async () => {
  const { socketPath = '' } = await gate.open('one');
  expect(statSync(dirname(socketPath)).mode & 0o777).toBe(0o700);
  expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  expect(Buffer.byteLength(socketPath)).toBeLessThan(104);
  await gate.close();
  expect(existsSync(dirname(socketPath))).toBe(false);
});

test('a home address is refused and named, until an adult allows it', async () => {
  gate.setPolicy({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
  const pass = await gate.open('one');
  expect((await ask(pass.proxyUrl, server.url('/video/a.mp4'))).status).toBe(403);
  await expect.poll(() => pass.refusedHosts()).toEqual(['127.0.0.1']);
  expect(server.requests).toEqual([]);
  gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
  await expect.poll(async () => (await ask(pass.proxyUrl, server.url('/video/a.mp4'))).status).toBe(200);
});

test("the secret of another pass opens nobody's pass but its own, and a closed one nothing", async () => {
  const [one, other] = [await gate.open('one'), await gate.open('other')];
  const [mine, theirs] = [new URL(one.proxyUrl), new URL(other.proxyUrl)];
  mine.password = theirs.password;
  expect((await ask(mine.href, server.url('/video/a.mp4'))).status).toBe(407);
  one.close();
  one.close();
  await expect.poll(async () => (await ask(one.proxyUrl, server.url('/video/a.mp4'))).status).toBe(407);
  expect((await ask(other.proxyUrl, server.url('/video/a.mp4'))).status).toBe(200);
});

test('the thread dies: the next pass starts another, and the passes that were open go on', async () => {
  const lines: unknown[] = [];
  const logger = { ...silentLogger, error: (message: string) => void lines.push(message) };
  const threads: Worker[] = [];
  process.on('worker', (thread) => threads.push(thread));
  const mortal = createGate({ logger });
  mortal.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
  try {
    const before = await mortal.open('before');
    await ask(before.proxyUrl, server.url('/video/a.mp4'));
    await expect.poll(() => before.bytes()).toBeGreaterThan(2_000_000);
    const counted = before.bytes();
    await threads[0]?.terminate();
    await expect.poll(() => lines).toEqual(['the gate ended by itself']);
    await expect(ask(before.proxyUrl, server.url('/video/a.mp4'))).rejects.toThrow();
    const after = await mortal.open('after');
    for (const pass of [before, after]) expect((await ask(pass.proxyUrl, server.url('/video/a.mp4'))).status).toBe(200);
    await expect.poll(() => before.bytes()).toBeGreaterThan(counted + 2_000_000);
  } finally {
    process.removeAllListeners('worker');
    await mortal.close();
  }
});

test('a closed gate hands out nothing', async () => {
  const pass = await gate.open('one');
  await gate.close();
  await expect(gate.open('two')).rejects.toThrow('closed');
  const socket = connect(Number(new URL(pass.proxyUrl).port), '127.0.0.1');
  await expect(new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))).rejects.toThrow();
});

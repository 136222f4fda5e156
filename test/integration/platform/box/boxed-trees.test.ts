import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { BoxRequest } from '../../../../main/platform/box/box-types.ts';
import { createProcessTrees, type RunningTree, type SpawnRequest } from '../../../../main/platform/processes/process-tree.ts';
import { BUDGET, current, IMPATIENT, pidsOf, request, SOON, trees } from '../../../fakes/children/tree-fixture.ts';
import { box, isBoxHere } from './boxed.ts';

const CHILDREN = join(import.meta.dirname, '../../../fakes/children');

/** What starts the scripted child inside the box. */
async function boxedRequest(acts: readonly string[], access: Partial<BoxRequest> = {}): Promise<SpawnRequest> {
  const plain = request(...acts);
  const within = { readable: [CHILDREN], writable: [current.runFolder], network: 'none' } as const;
  return { ...plain, ...(await box.wrap({ ...plain, ...within, ...access })) };
}

/** Starts the scripted child in the box, and waits until it says the word. */
async function start(acts: readonly string[], word = 'ready'): Promise<RunningTree> {
  const tree = await trees.spawn(await boxedRequest(acts));
  for await (const line of createInterface(tree.stdout)) if (line.startsWith(word)) return tree;
  throw new Error(`the program ended without "${word}"`);
}

describe.skipIf(!isBoxHere())('a tree in the box', () => {
  test.each([
    [['exit', '0'], { code: 0, signal: null }],
    [['exit', '101'], { code: 101, signal: null }],
    [['die', 'SIGTERM'], { code: null, signal: 'SIGTERM' }],
    [['die', 'SIGINT'], { code: null, signal: 'SIGINT' }],
    [['die', 'SIGKILL'], { code: null, signal: 'SIGKILL' }],
  ])('a tree in the box passes on how the program ended: %j', async (acts, exit) => {
    const tree = await trees.spawn(await boxedRequest(acts));
    const output = Promise.all([text(tree.stdout), text(tree.stderr)]);
    expect(await tree.exit).toEqual(exit);
    expect(await output).toEqual(['', '']);
    expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true });
  });

  test('a tree in the box hands over output, arguments and working folder unchanged', async () => {
    const hostile = `it's "q" $HOME \`id\` \\ ; rm *\n--`;
    const printing = await trees.spawn(await boxedRequest(['print', hostile, '-e', '--exec']));
    expect(await Promise.all([text(printing.stdout), text(printing.stderr)])).toEqual([hostile, '-e --exec']);
    const where = { ...request(), command: '/bin/sh', args: ['-c', 'pwd'] };
    const boxed = await box.wrap({ ...where, readable: [], writable: [current.runFolder], network: 'none' });
    expect(await text((await trees.spawn({ ...where, ...boxed })).stdout)).toBe(`${current.runFolder}\n`);
  });

  test('a program in the box that is not there rejects as one outside of it', async () => {
    const missing = { ...request(), readable: [], writable: [], network: 'none' } as const;
    await expect(box.wrap({ ...missing, command: join(current.runFolder, 'missing') })).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(box.wrap({ ...missing, command: 'no-such-program' })).rejects.toMatchObject({ code: 'ENOENT' });
    writeFileSync(join(current.runFolder, 'plain'), '', { mode: 0o644 });
    await expect(box.wrap({ ...missing, command: join(current.runFolder, 'plain') })).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('a stop lets the program in the box end in its own way', async () => {
    const tree = await start(['graceful', '1']);
    expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
    expect(await tree.exit).toEqual({ code: 1, signal: null });
  });

  test('a stop ends an obedient tree in the box politely, and forces a stubborn one', async () => {
    const obedient = await start(['parent', 'same-group', 'idle']);
    expect(await trees.stop(obedient.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite', survivors: [] });
    const stubborn = await start(['stubborn']);
    expect(await trees.stop(stubborn.identity, IMPATIENT)).toMatchObject({ dead: true, step: 'forced', survivors: [] });
    expect(pidsOf(stubborn.identity)).toEqual([]);
  });

  test('what a program in the box leaves behind ends with it, in whatever session', async () => {
    const tree = await trees.spawn(await boxedRequest(['leave', 'own-session', 'stubborn']));
    expect(await tree.exit).toEqual({ code: 0, signal: null });
    await expect.poll(() => pidsOf(tree.identity), SOON).toEqual([]);
  });

  test('a tree in the box is found again after a crash by its token alone', async () => {
    const { identity } = await start(['parent', 'own-session', 'idle']);
    const known = { pid: null, startedAt: null, token: identity.token };
    const inside = trees.members(known).filter(({ name }) => name === 'node' || name === 'MainThread');
    expect(inside.length).toBeGreaterThanOrEqual(2);
    expect(await trees.living([known])).toEqual(new Set([identity.token]));
    expect(await createProcessTrees().stop(known, BUDGET)).toMatchObject({ dead: true });
    expect(pidsOf(identity)).toEqual([]);
  });

  test('the work of a tree in the box is measured from outside', async () => {
    const { identity } = await start(['parent', 'same-group', 'burn']);
    const before = trees.usage(identity);
    await expect.poll(() => trees.usage(identity)?.cpuMs ?? 0, SOON).toBeGreaterThan((before?.cpuMs ?? 0) + 200);
    expect(before?.ioBytes).toBeGreaterThan(0);
    await trees.stop(identity, IMPATIENT);
  });

  test('a program in the box gets no more memory than its bound', async () => {
    const script = 'import sys\ntry: bytearray(64 << 30)\nexcept MemoryError: print("refused")\nbytearray(256 << 20)';
    const plain = { ...request(), command: '/usr/bin/python3', args: ['-I', '-S', '-c', script] };
    const boxed = await box.wrap({ ...plain, readable: [], writable: [current.runFolder], network: 'none' });
    const tree = await trees.spawn({ ...plain, ...boxed });
    expect(await text(tree.stdout)).toBe('refused\n');
    expect(await tree.exit).toEqual({ code: 0, signal: null });
  });

  test('nothing in the box outlives its parent, not even what hides in a session of its own', async () => {
    const boxed = await boxedRequest(['parent', 'own-session', 'stubborn']);
    const env = { ...boxed.env, HOMEREEL_RUN: current.token };
    // Without the guard: the box alone has to do it.
    const parent = spawn('/bin/sh', ['-c', '"$@"; exit', 'parent', boxed.command, ...boxed.args], {
      cwd: boxed.cwd,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(createInterface(parent.stdout), 'line');
    const known = { pid: null, startedAt: null, token: current.token };
    expect(pidsOf(known).length).toBeGreaterThanOrEqual(2);
    parent.kill('SIGKILL');
    await expect.poll(() => pidsOf(known), SOON).toEqual([]);
  });
});

/** Asks the proxy of the environment for a page, and prints what came. */
const ASK = `
import os, urllib.request
print(urllib.request.urlopen('http://canary.example/page', timeout=5).read().decode())
`;

describe.skipIf(!isBoxHere())('the gate from within the box', () => {
  async function gate(
    answer: string,
  ): Promise<{ readonly socketPath: string; readonly asked: string[]; readonly server: Server }> {
    const socketPath = join(current.runFolder, 'gate.socket');
    const asked: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (head) => {
        asked.push(head.toString('latin1'));
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\nConnection: close\r\n\r\n${answer}`);
      });
    });
    await new Promise<void>((listening) => server.listen(socketPath, listening));
    onTestFinished(() => void server.close());
    return { socketPath, asked, server };
  }

  const asking = async (socketPath: string, script: string) => {
    const proxyUrl = 'http://name:secret@127.0.0.1:45678';
    const plain = { ...request(), command: '/usr/bin/python3', args: ['-c', script] };
    const env = { ...plain.env, HTTP_PROXY: proxyUrl, http_proxy: proxyUrl };
    const boxed = await box.wrap({
      ...plain,
      env,
      readable: [],
      writable: [current.runFolder],
      network: { proxyUrl, socketPath },
    });
    return await trees.spawn({ ...plain, ...boxed });
  };

  test('a program in the box reaches the gate, with its own secret, and nothing else', async () => {
    const { socketPath, asked } = await gate('from the gate'.repeat(100_000));
    const tree = await asking(socketPath, ASK);
    expect(await Promise.all([text(tree.stdout), text(tree.stderr)])).toEqual([`${'from the gate'.repeat(100_000)}\n`, '']);
    expect(await tree.exit).toEqual({ code: 0, signal: null });
    const secret = Buffer.from('name:secret').toString('base64');
    expect(asked).toEqual([expect.stringContaining(`Proxy-Authorization: Basic ${secret}`)]);
    await expect.poll(() => pidsOf(tree.identity), SOON).toEqual([]);
  });

  test('the relay to the gate does not stand in the way of a polite end', async () => {
    const { socketPath } = await gate('unused');
    const script =
      'import time\ntry:\n print("ready", flush=True)\n time.sleep(60)\nexcept KeyboardInterrupt: raise SystemExit(7)';
    const tree = await asking(socketPath, script);
    await once(createInterface(tree.stdout), 'line');
    expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
    expect(await tree.exit).toEqual({ code: 7, signal: null });
  });

  test('a gate that is gone is a refused connection, and the program ends by itself', async () => {
    const { socketPath, server } = await gate('unused');
    const tree = await asking(
      socketPath,
      `${ASK}\nprint("ready", flush=True)\nwhile True:\n    ${ASK.trim().replaceAll('\n', '\n    ')}`,
    );
    await once(createInterface(tree.stdout), 'line');
    server.close();
    tree.stdout.resume();
    const errors = await text(tree.stderr);
    expect(errors).toMatch(/Error/);
    expect(await tree.exit).toEqual({ code: 1, signal: null });
  });

  test('no argument of a boxed program holds the secret', async () => {
    const { socketPath } = await gate('unused');
    const tree = await asking(socketPath, 'import time\nprint("ready", flush=True)\ntime.sleep(60)');
    await once(createInterface(tree.stdout), 'line');
    const lines = spawnSync('ps', ['-ww', '-o', 'args=', '-p', pidsOf(tree.identity).join(',')], { encoding: 'utf8' }).stdout;
    expect(lines).toContain('homereel-gate');
    expect(lines).not.toContain('secret');
    await trees.stop(tree.identity, { ...BUDGET, politeMs: 0 });
  });
});

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDialler, type DialOptions } from '../../../main/gate/dial/dial.ts';
import { shareLookups } from '../../../main/gate/dial/shared-lookup.ts';
import { systemClock } from '../../../main/platform/clock.ts';

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => undefined).end('hello'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Dials with the system's own sockets. */
function dialler(addresses: readonly string[], options: Partial<DialOptions> = {}) {
  const made = createDialler({ clock: systemClock, lookup: async () => addresses.map((address) => ({ address })), ...options });
  made.setPrivateAllowed(true);
  return made;
}

/** Reads what comes by a buffer that is used again, as the pump does. */
function reading() {
  const buffer = Buffer.alloc(1024);
  let text = '';
  const callback = (bytes: number): boolean => {
    text += buffer.toString('latin1', 0, bytes);
    return true;
  };
  return { onread: { buffer, callback }, text: () => text };
}

describe('the system’s own sockets', () => {
  test.each([
    ['the only address', ['127.0.0.1']],
    ['the second address when nobody is at the first', ['127.0.0.2', '127.0.0.1']],
    ['the third one', ['127.0.0.2', '127.0.0.3', '127.0.0.1']],
  ])('reach a host at %s', async (_what, addresses) => {
    const { onread, text } = reading();
    const { socket, isPumped } = await dialler(addresses).dial({ host: 'site.example', port }, 'tunnel', onread);
    expect(isPumped).toBe(true);
    await once(socket, 'end');
    expect(text()).toBe('hello');
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  test('reach nobody where nobody is, with the system’s reason', async () => {
    for (const addresses of [['127.0.0.2'], ['127.0.0.2', '127.0.0.3']]) {
      await expect(dialler(addresses).dial({ host: 'site.example', port }, 'tunnel')).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      });
    }
  });
});

test('a host that never answers is unreachable in time, and its socket is gone', async () => {
  const socket = new Socket();
  const made = dialler(['93.184.216.34'], { connectTimeoutMs: 30, connect: () => socket });
  await expect(made.dial({ host: 'site.example', port: 443 }, 'tunnel')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(socket.destroyed).toBe(true);
});

test('the home network is forbidden while a name is looked up: what was asked before is refused, too', async () => {
  let answer: (addresses: { address: string }[]) => void = () => undefined;
  const made = dialler([], {
    lookup: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const dialled = made.dial({ host: 'site.example', port }, 'tunnel');
  made.setPrivateAllowed(false);
  answer([{ address: '127.0.0.1' }]);
  await expect(dialled).rejects.toMatchObject({ host: 'site.example' });
});

test('a name is looked up once for all who want it at the same moment, and again for the next', async () => {
  const answers: ((address: string) => void)[] = [];
  const lookup = shareLookups(
    () =>
      new Promise((resolve, reject) =>
        answers.push((address) => (address === '' ? reject(new Error('none')) : resolve([{ address }]))),
      ),
  );
  const first = [lookup('a.example'), lookup('a.example'), lookup('b.example')];
  expect(answers).toHaveLength(2);
  answers[0]?.('1.1.1.1');
  answers[1]?.('');
  expect(await Promise.allSettled(first)).toMatchObject([
    { value: [{ address: '1.1.1.1' }] },
    { value: [{ address: '1.1.1.1' }] },
    { status: 'rejected' },
  ]);
  const next = [lookup('a.example'), lookup('b.example')];
  for (const answer of answers.slice(2)) answer('2.2.2.2');
  expect(await Promise.all(next)).toEqual([[{ address: '2.2.2.2' }], [{ address: '2.2.2.2' }]]);
});

import { isIP } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAbsolute, parseAuthority } from '../../../main/gate/dial/target.ts';
import type { AnswerHead } from '../../../main/gate/proxy/answer-head.ts';
import { createAnswerReader } from '../../../main/gate/proxy/answer-reader.ts';
import { authorisation, openStage, SITE_ADDRESS, type Stage } from './gate-stage.ts';

const part = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    '127.0.0.1',
    '0x7f.1',
    'site.example',
    'localhost',
    '[::1]',
    '[',
    ']',
    ':',
    '@',
    '\\',
    '/',
    '#',
    '?',
    '%',
    ' ',
    '\u0000',
  ),
  fc.constantFrom('\t', '80', '443', '0', 'http://', 'https://', '..', '.', '\u3002', '\uff11', '\u00e9', '::ffff:1.2.3.4'),
);
const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));

describe('whatever a client writes for a target', () => {
  test('is nothing, or one host that reads the same to everybody, and a port', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const target of [parseAuthority(written), parseAbsolute(written), parseAbsolute(`http://${written}`)]) {
          if (target === undefined) continue;
          const { host, port } = target;
          expect(port).toBeGreaterThan(0);
          expect(port).toBeLessThan(65_536);
          expect(host).toMatch(/^[!-~]+$/);
          expect(host).not.toMatch(/[@\\/?#%\s]/);
          const again = new URL(`http://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`);
          expect(again.hostname.replace(/^\[|\]$/g, '')).toBe(host);
          expect(again.username + again.password).toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the path of an address goes on as it was written, and never begins another line', () => {
    fc.assert(
      fc.property(text, (rest) => {
        const path = parseAbsolute(`http://site.example/${rest}`)?.path;
        if (path === undefined) return;
        expect(path).toBe(`/${rest.replace(/#.*$/, '')}`);
        expect(path).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

describe('an answer', () => {
  const head = fc
    .record({
      early: fc.constantFrom('', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early\r\nA: b\r\n\r\n'),
      headers: fc.array(fc.constantFrom('A: b', 'Set-Cookie: c=d', 'X-Long: '.padEnd(300, 'x'), 'Empty:'), { maxLength: 5 }),
    })
    .map(({ early, headers }) => ({ early, headers: headers.map((line) => `${line}\r\n`).join('') }));

  test('reads the same in whatever pieces it comes, and not a byte past its end', () => {
    fc.assert(
      fc.property(
        head,
        fc.string({ maxLength: 200 }),
        fc.string({ maxLength: 50 }),
        fc.infiniteStream(fc.nat(40)),
        (top, body, more, cuts) => {
          const bytes = Buffer.from(body);
          const start = `${top.early}HTTP/1.1 200 OK\r\n${top.headers}Content-Length: ${bytes.length}\r\n\r\n`;
          const whole = Buffer.concat([Buffer.from(start), bytes, Buffer.from(more)]);
          const heads: AnswerHead[] = [];
          const reader = createAnswerReader('GET', 10_000, (one) => heads.push(one));
          const read: Buffer[] = [];
          // One buffer for all pieces, as the pump has it: whatever is kept of a piece has to be a copy.
          const buffer = Buffer.alloc(64);
          for (let at = 0; at < whole.length; ) {
            const size = Math.min(whole.length - at, 1 + Number(cuts.next().value));
            whole.copy(buffer, 0, at, at + size);
            read.push(Buffer.from(reader.read(buffer.subarray(0, size))));
            at += size;
          }
          expect(Buffer.concat(read).equals(bytes)).toBe(true);
          expect(heads).toHaveLength(1);
          expect(reader.isComplete()).toBe(true);
        },
      ),
    );
  });

  test('of any bytes is read or refused, and never more is kept than a head may have', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.constant(Buffer.from('HTTP/1.1 200 OK\r\n')))),
        (pieces) => {
          const reader = createAnswerReader('GET', 1000, () => undefined);
          try {
            for (const piece of pieces) reader.read(Buffer.from(piece));
          } catch (error) {
            expect(error).toMatchObject({ message: expect.stringMatching(/^an /) });
          }
        },
      ),
    );
  });
});

describe('the gate', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    stage.openPass();
  });
  afterEach(() => stage.close());

  test('whatever is written to it dials no address at home, and it serves the next one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'CONNECT', 'POST'), text, text, async (method, address, line) => {
        const socket = await stage.dial();
        socket.on('error', () => undefined);
        socket.end(
          `${method} ${address} HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\nConnection: close\r\n${line}\r\n\r\n`,
          'latin1',
        );
        await new Promise((resolve) => socket.resume().once('close', resolve).once('end', resolve));
        socket.destroy();
      }),
      { numRuns: 200 },
    );
    expect(stage.dialled.filter((address) => !address.startsWith(`${SITE_ADDRESS}:`))).toEqual([]);
    const answer = await stage.raw(
      `GET http://site.example/ HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

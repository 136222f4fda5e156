import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { authorisation, openStage, readUntil, SITE_ADDRESS, type Stage } from './gate-stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ lookupTimeoutMs: 50 });
  stage.openPass();
});
afterEach(() => stage.close());

const ask = (host: string, port = 80): Promise<string> =>
  stage.raw(`GET http://${host}:${port}/ HTTP/1.1\r\nHost: ${host}\r\n${authorisation()}\r\nConnection: close\r\n\r\n`);
const tunnel = (host: string): Promise<string> =>
  stage.raw(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}\r\n${authorisation()}\r\n\r\n`);

/** Ways to write an address at home, on this computer or of a cloud's own services. */
const HOSTILE = [
  ['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '0177.1', '017700000001', '0', '0.0.0.0'],
  ['10.0.0.1', '10.1', '0xa.0.0.1', '167772161', '172.16.0.1', '172.31.255.255', '192.168.1.1', '192.168.257', '0xC0A80101'],
  ['3232235777', '192.168.1.1.', '127.0.0.1.', '169.254.169.254', '0xA9FEA9FE', '100.64.0.1', '198.18.0.1', '224.0.0.1'],
  ['255.255.255.255', '192.0.0.1', '192.88.99.1', '%31%32%37.0.0.1', '127%2e0%2e0%2e1'],
  ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:c0a8:101]', '[::192.168.1.1]'],
  ['[::ffff:0:192.168.1.1]', '[64:ff9b::192.168.1.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[64:ff9b:1::c0a8:101]'],
  ['[2002:c0a8:101::1]', '[2002:7f00:1::]', '[2001::1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]', '[fe80::1]', '[fec0::1]'],
  ['[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[100::1]', '[2606:2800:220:1:0:5efe:192.168.1.1]'],
  ['[2606:2800:220:1:200:5efe:c0a8:101]', '[5f00::1]'],
  ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'nas', 'nas.local', 'nas.lan', 'router.home', 'x.home.arpa'],
  ['metadata.google.internal', 'printer.corp', 'a.intranet', 'b.localdomain', 'home-name.example', 'mapped-name.example'],
  ['one-of-two.example'],
].flat();

describe('an address at home', () => {
  beforeEach(() => {
    stage.names['home-name.example'] = ['192.168.1.10'];
    stage.names['mapped-name.example'] = ['::ffff:10.0.0.1'];
    stage.names['one-of-two.example'] = [SITE_ADDRESS, '192.168.1.10'];
  });

  test.each(HOSTILE)('%s is never dialled', async (host) => {
    for (const answer of [await ask(host), await tunnel(host)]) expect(answer).toMatch(/^HTTP\/1\.1 (?:403|400) /);
    expect(stage.dialled).toEqual([]);
    expect(stage.asked).toEqual([]);
  });

  test.each(HOSTILE.filter((host) => !host.includes('%')))(
    '%s is dialled when an adult allowed the home network',
    async (host) => {
      stage.gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
      const plain = host.replace(/\.$/, '').toLowerCase();
      stage.names[plain] ??= ['192.168.1.10'];
      expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /);
      expect(stage.dialled).not.toEqual([]);
    },
  );

  test('the whole internet can be reached', async () => {
    for (const host of [SITE_ADDRESS, '172.32.0.1', '[2606:2800:220:1::1]', '[64:ff9b::5db8:d822]', 'site.example']) {
      expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  test('each is named once for the pass, as it was understood', async () => {
    for (const host of ['127.1', '0x7f.1', 'localhost', '[::1]', '127.1']) await ask(host);
    expect(stage.refused).toEqual(['127.0.0.1', 'localhost', '::1']);
  });
});

describe('a request line with two readings', () => {
  test.each([
    'http://site.example\\@192.168.1.1/',
    'http://site.example@192.168.1.1/',
    'http://site.example:80@192.168.1.1/',
    'http://192.168.1.1\\.site.example/',
    'http://site.example%2f@192.168.1.1/',
    'http:///192.168.1.1/',
    'http:/192.168.1.1/',
    'http:192.168.1.1/',
    'https://site.example/',
    'ftp://site.example/',
    'file:///etc/passwd',
    '//site.example/',
    '/',
    'http://',
    'http://:80/',
    'http://[::1/',
    'http://[::1]x/',
    'http://site.example:/@x:y',
    'http://127.0.0.1../',
    'http://localhost../',
    'http://.127.0.0.1/',
    'http://127..1/',
    'http://site.example:80x/',
    'http://site.example:99999/',
    'http://site.example:-1/',
    'http://site.example\u0000.evil.example/',
    'http://site.example\u00a0/',
    'http://site.example /',
    'http://site.example\t/',
  ])('%j is not understood, or goes to the site', async (address) => {
    const answer = await stage.raw(`GET ${address} HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\nConnection: close\r\n\r\n`);
    expect(answer === '' || /^HTTP\/1\.1 (?:400|403|200) /.test(answer)).toBe(true);
    expect(stage.dialled.every((one) => one === `${SITE_ADDRESS}:80`)).toBe(true);
  });

  test('the host that was judged is the one that the server is told', async () => {
    await stage.raw(
      `GET http://site.example:80/ HTTP/1.1\r\nHost: 192.168.1.1\r\n${authorisation()}\r\nConnection: close\r\n\r\n`,
    );
    expect(stage.asked[0]?.headers.host).toBe('site.example');
  });
});

describe('a name that changes its mind', () => {
  test('is judged at each connection, by the very answer that is dialled', async () => {
    const answers = [[SITE_ADDRESS], ['192.168.1.1'], [SITE_ADDRESS]];
    stage.names['rebound.example'] = async () => answers.shift() ?? [];
    expect(await ask('rebound.example')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('rebound.example')).toMatch(/^HTTP\/1\.1 403 /);
    const socket = await stage.dial();
    socket.write(`CONNECT rebound.example:443 HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\n\r\n`);
    expect(await readUntil(socket, '\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
    expect(stage.dialled).toEqual([`${SITE_ADDRESS}:80`, `${SITE_ADDRESS}:443`]);
  });

  test('and takes its time is unreachable, and stays so when the answer comes late', async () => {
    stage.names['slow.example'] = () => new Promise((resolve) => setTimeout(() => resolve(['192.168.1.1']), 80));
    expect(await ask('slow.example')).toMatch(/^HTTP\/1\.1 502 [\s\S]*ETIMEOUT/);
    expect(stage.dialled).toEqual([]);
  });

  test('and stands for nothing is unreachable', async () => {
    stage.names['empty.example'] = [];
    expect(await ask('empty.example')).toMatch(/^HTTP\/1\.1 502 /);
  });
});

test('an adult who forbids the home network again ends what is connected to it, and nothing else', async () => {
  await stage.close();
  stage = await openStage({ answer: (_request, response) => response.write('half') });
  stage.openPass();
  stage.gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
  const open = async (host: string) => {
    const socket = await stage.dial();
    socket.on('error', () => undefined);
    socket.write(`GET http://${host}/ HTTP/1.1\r\nHost: x\r\n${authorisation()}\r\n\r\n`);
    await readUntil(socket, 'half');
    return socket;
  };
  const [home, site] = [await open('192.168.1.10'), await open('site.example')];
  const ended = new Promise((resolve) => home.once('close', resolve).resume());
  home.once('end', () => home.destroy());
  stage.gate.setPolicy({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
  await ended;
  expect(site.readable).toBe(true);
  site.destroy();
});

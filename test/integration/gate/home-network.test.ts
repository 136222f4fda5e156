import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchSiteThumbnail } from '../../../main/web/site-thumbnail.ts';
import { probeArguments } from '../../../main/yt-dlp/arguments.ts';
import { minimalEnvironment, proxyEnvironment } from '../../../main/yt-dlp/child-environment.ts';
import { createNamedGate, type NamedGate } from '../../fakes/gate-over-names.ts';
import { oldestAndNewestYtDlp } from '../../fakes/installed-yt-dlps.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { createDownloadFixture, type DownloadFixture, programs } from '../yt-dlp/yt-dlp-fixture.ts';
import { hostileSpellings } from './hostile-spellings.ts';
import { type HostileAnswer, type HostileWay, hostileWays } from './hostile-ways.ts';

/** Where the hostile site is, as far as the gate can tell; all that is dialled elsewhere ends at the device. */
const PUBLIC_ADDRESS = '93.184.216.34';
const versions = await oldestAndNewestYtDlp();

let media: MediaServer;
let site: Server;
/** Stands in the place of the home network: whoever comes here came to a device. */
let device: RawServer;
const visits: string[] = [];
let way: Pick<HostileWay, 'answers' | 'toFfmpeg'> = { answers: {} };
const tried: string[] = [];

beforeAll(async () => {
  media = await startMediaServer();
  site = createServer((request, response) => void answer(request, response));
  device = createRawServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (chunk) => visits.push(chunk.toString('latin1').split('\r\n')[0] ?? ''));
    socket.once('close', () => visits.push('connection'));
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  for (const server of [site, device]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  site.close();
  device.close();
  await media.close();
  console.info(`Never asked, in ${tried.length} ways:\n${tried.join('\n')}`);
});

async function answer({ url, headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url ?? '/', 'http://site.example');
  const film = pathname === '/clip.mp4' ? Buffer.from(await (await fetch(media.url('/m/clip.mp4'))).arrayBuffer()) : undefined;
  if (film !== undefined)
    return void response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': film.length }).end(film);
  // Of the two only ffmpeg asks for the titles of an internet radio.
  const isFfmpeg = headers['icy-metadata'] !== undefined;
  const given: HostileAnswer = (isFfmpeg ? way.toFfmpeg : undefined) ?? way.answers[pathname] ?? { status: 404 };
  response.writeHead(given.status ?? 200, given.headers).end(given.body ?? '');
}

const portOf = (server: Server | RawServer): number => (server.address() as AddressInfo).port;

/** Name servers as an attacker has them. */
function hostileNames(): (host: string) => Promise<readonly string[]> {
  let rebindings = 0;
  const names: Record<string, () => readonly string[] | Promise<readonly string[]>> = {
    'site.example': () => [PUBLIC_ADDRESS],
    '127.0.0.1.names.example': () => ['127.0.0.1'],
    'mixed.example': () => [PUBLIC_ADDRESS, '192.168.1.10'],
    'mapped.example': () => ['::ffff:127.0.0.1'],
    'nat64.example': () => ['64:ff9b::7f00:1'],
    'rebound.example': () => ['127.0.0.1'],
    'slow.example': () => new Promise(() => undefined),
    // What is looked up before a run is the app's own check; each later answer is another one.
    'rebinding.example': () => (rebindings++ === 0 ? [PUBLIC_ADDRESS] : ['127.0.0.1']),
  };
  return async (host) => {
    const known = names[host];
    if (known === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    return await known();
  };
}

function openGate(): Promise<NamedGate> {
  return createNamedGate({
    lookup: hostileNames(),
    lookupTimeoutMs: 300,
    portOf: (address) => (address === PUBLIC_ADDRESS ? portOf(site) : portOf(device)),
  });
}

/** Hands addresses to yt-dlp as nobody in the app does, past every check but the gate's. */
async function askAll({ ytDlp, folder }: DownloadFixture, gate: NamedGate, addresses: readonly string[]): Promise<void> {
  const [first = '', ...others] = addresses;
  const args = probeArguments({ url: first, ytDlpVersion: ytDlp.version, network: { retries: 0, socketTimeoutSeconds: 3 } });
  const cwd = path.join(folder, randomUUID());
  await mkdir(cwd);
  const pass = await gate.open('all');
  const { exit } = await programs.run({
    command: ytDlp.path,
    args: ['--ignore-errors', ...args, ...others],
    cwd,
    env: { ...minimalEnvironment(process.env, path.join(folder, 'home')), ...proxyEnvironment(pass.proxyUrl) },
    timeoutMs: 120_000,
    maxOutputBytes: 64 * 1024 * 1024,
  });
  pass.close();
  expect(exit.code).not.toBeNull();
}

describe.each(versions)('by yt-dlp $version', ({ path: ytDlpPath, version }) => {
  let gate: NamedGate;
  let fixture: DownloadFixture;
  beforeAll(async () => {
    gate = await openGate();
    gate.setPolicy({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
    fixture = await createDownloadFixture(ytDlpPath, gate);
  });
  afterAll(() => fixture.remove());

  test('a device at home is asked by no spelling of its address', { timeout: 180_000 }, async () => {
    const spellings = hostileSpellings(portOf(device));
    expect(spellings.length).toBeGreaterThan(40);
    visits.length = 0;
    await askAll(fixture, gate, spellings);
    expect(visits).toEqual([]);
    expect(gate.dialled.filter((dialled) => !dialled.startsWith(`${PUBLIC_ADDRESS}:`))).toEqual([]);
    tried.push(...spellings.map((spelling) => `${version}: ${spelling}`));
  });

  test.each(hostileWays('127.0.0.1:{port}').map(({ name }, index) => [name, index] as const))(
    'no page leads to a device at home: %s',
    async (name, index) => {
      const hostile = hostileWays(`127.0.0.1:${portOf(device)}`)[index] ?? expect.fail('no such way');
      way = hostile;
      visits.length = 0;
      const run = await fixture.download({ url: hostile.url, subtitles: 'all' }, `way-${index}`);
      expect(visits).toEqual([]);
      expect([run.exit.code === 0, run.done.length]).toEqual(hostile.isComplete ? [true, 1] : [false, 0]);
      if (hostile.isRefused) expect(run.refusedHosts).toEqual([name.startsWith('name') ? 'rebinding.example' : '127.0.0.1']);
      else expect(run.refusedHosts).toEqual([]);
      await rm(fixture.workFile('', `way-${index}`), { recursive: true, force: true });
      tried.push(`${version}: ${name}`);
    },
  );
});

test('no thumbnail comes from a device at home, whatever leads there', { timeout: 60_000 }, async () => {
  const gate = await openGate();
  gate.setPolicy({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
  const { proxyUrl } = await gate.open('thumbnail');
  const behindRedirect = 'http://site.example/poster.jpg';
  way = { answers: { '/poster.jpg': { status: 302, headers: { Location: `http://127.0.0.1:${portOf(device)}/poster.jpg` } } } };
  visits.length = 0;
  for (const address of [...hostileSpellings(portOf(device)), behindRedirect]) {
    const { signal } = new AbortController();
    // Only the gate is in the way here.
    const fetched = fetchSiteThumbnail(address, { refuseAddress: async () => undefined, proxyUrl, timeoutMs: 5000, signal });
    await expect(fetched, address).rejects.toThrow();
    tried.push(`thumbnail: ${address}`);
  }
  expect(visits).toEqual([]);
  expect(new Set(gate.dialled)).toEqual(new Set([`${PUBLIC_ADDRESS}:80`]));
  await gate.close();
});

test('where an adult allowed the home network, the same addresses do come there (negative twin)', {
  timeout: 180_000,
}, async () => {
  const gate = await openGate();
  gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
  const fixture = await createDownloadFixture(versions.at(-1)?.path, gate);
  visits.length = 0;
  await askAll(fixture, gate, hostileSpellings(portOf(device)).slice(0, 30));
  expect(visits.length).toBeGreaterThan(20);
  await fixture.remove();
});

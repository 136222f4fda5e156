import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSiteThumbnails } from '../../../../main/downloads/thumbnails/site-thumbnails.ts';
import { createGate, type Gate } from '../../../../main/gate/gate.ts';
import { silentLogger } from '../../../../main/platform/logger.ts';
import { fetchSiteThumbnail, type ThumbnailFetch } from '../../../../main/web/site-thumbnail.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { type MediaServer, startMediaServer } from '../../../media-server/index.ts';

let server: MediaServer;
let gate: Gate;
let proxyUrl: string;
beforeAll(async () => {
  server = await startMediaServer();
  gate = createGate({ logger: silentLogger });
  allowHomeNetwork(true);
  ({ proxyUrl } = await gate.open('thumbnails'));
});
afterEach(() => {
  server.set('/poster/', null);
  allowHomeNetwork(true);
});
afterAll(async () => {
  await gate.close();
  await server.close();
});

const allowHomeNetwork = (isPrivateAllowed: boolean): void =>
  gate.setPolicy({ isPrivateAllowed, limitBytesPerSecond: undefined });

const anywhere = async (): Promise<void> => undefined;
const fetchIt = (address: string, more: Partial<ThumbnailFetch> = {}) =>
  fetchSiteThumbnail(address, {
    refuseAddress: anywhere,
    proxyUrl,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    ...more,
  });
const requestsTo = (part: string): number => server.requests.filter(({ path: asked }) => asked.includes(part)).length;

describe('fetching a thumbnail', () => {
  test('a site’s thumbnail comes as it is, also behind redirects', async () => {
    const { bytes, type } = await fetchIt(server.url('/poster/cats'));
    expect(type).toBe('jpg');
    expect(bytes.length).toBeGreaterThan(1000);
    const behind = await fetchIt(server.url(`/redirect?to=${encodeURIComponent('/poster/cats')}`));
    expect(behind.bytes.equals(bytes)).toBe(true);
  });

  test.each([
    ['a page', '/page/one', /no image of a known type/],
    ['a film', '/video/film.mp4', /no image of a known type/],
    ['nothing', '/empty/poster.jpg', /no image of a known type/],
    ['more than a picture takes', '/endless/poster.jpg?bytesPerSecond=50000000', /more than 4194304 bytes/],
    ['a part of it', '/cut/500/poster.jpg', /aborted|broke off|terminated/],
    ['a refusal', '/status/403/poster.jpg', /answered 403/],
    ['redirects for ever', '/redirect-loop', /redirects/],
  ])('there is no thumbnail when the site sends %s', async (_what, address, reason) => {
    await expect(fetchIt(server.url(address))).rejects.toThrow(reason);
  });

  test('a thumbnail is given up when its time is over, and when the app ends', async () => {
    await expect(fetchIt(server.url('/hang/poster.jpg'), { timeoutMs: 300 })).rejects.toThrow();
    const ending = new AbortController();
    const fetched = fetchIt(server.url('/stall/100/poster.jpg'), { signal: ending.signal });
    await server.waitForRequest('/stall/100/poster.jpg', { held: true });
    const looksUpForEver = () => new Promise<void>(() => undefined);
    const checked = fetchIt(server.url('/poster/late'), { signal: ending.signal, refuseAddress: looksUpForEver });
    // Awaited together: both end in the same moment.
    const bothGivenUp = Promise.all([fetched, checked].map((given) => expect(given).rejects.toThrow()));
    ending.abort();
    await bothGivenUp;
    await expect(fetchIt(server.url('/poster/never'), { signal: ending.signal })).rejects.toThrow();
    expect(requestsTo('/poster/never')).toBe(0);
  });

  test('a thumbnail is not asked for at home, whatever led there', async () => {
    const refuseAddress = async (url: string): Promise<void> => {
      if (url.includes('/poster/')) throw new Error('refused');
    };
    const to = encodeURIComponent(server.url('/poster/at-home'));
    await expect(fetchIt(server.url(`/redirect?to=${to}`), { refuseAddress })).rejects.toThrow('refused');
    expect(requestsTo('/poster/at-home')).toBe(0);
    // A name that passed, and stands for an address at home by the time of the connection.
    const rebound = server.url('/poster/rebound').replace('127.0.0.1', 'localhost');
    allowHomeNetwork(false);
    await expect(fetchIt(rebound)).rejects.toThrow('answered 403');
    expect(requestsTo('/poster/rebound')).toBe(0);
    allowHomeNetwork(true);
    await fetchIt(rebound);
    expect(requestsTo('/poster/rebound')).toBe(1);
  });

  test('a thumbnail is asked for over the web only', async () => {
    for (const address of ['file:///etc/passwd', 'data:image/png;base64,AAAA', 'ftp://127.0.0.1/poster.jpg'])
      await expect(fetchIt(address)).rejects.toThrow(/an address of/);
  });
});

describe('keeping thumbnails', () => {
  async function pictures() {
    const root = await mkdtemp(path.join(tmpdir(), 'homereel-site-pictures-'));
    const folder = path.join(root, 'not', 'made', 'yet');
    const clock = createManualClock();
    const open = () =>
      createSiteThumbnails({
        folder,
        refuseAddress: anywhere,
        gate,
        clock,
        logger: silentLogger,
      });
    const siteThumbnails = open();
    onTestFinished(async () => {
      await siteThumbnails.stop();
      await rm(root, { recursive: true, force: true });
    });
    return { folder, clock, open, siteThumbnails };
  }

  test('thumbnails are fetched once for all who see them, and are there after a restart', async () => {
    const { open, siteThumbnails } = await pictures();
    const address = server.url('/poster/shared');
    const files = await Promise.all([1, 2, 3].map(() => siteThumbnails.file(address)));
    expect(new Set(files).size).toBe(1);
    expect((await readFile(files[0] ?? '')).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(await open().file(address)).toBe(files[0]);
    expect(requestsTo('/poster/shared')).toBe(1);
  });

  test('thumbnails survive the tidying that the first request starts, whoever comes first', async () => {
    const { folder, open } = await pictures();
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'half.draft'), 'half');
    const again = open();
    const files = await Promise.all(['one', 'two', 'three'].map((name) => again.file(server.url(`/poster/${name}`))));
    expect(files).toEqual([1, 2, 3].map(() => expect.stringMatching(/\.jpg$/)));
    expect((await readdir(folder)).sort()).toEqual(files.map((file) => path.basename(file ?? '')).sort());
  });

  test('thumbnails that could not be had are asked for again only after a while', async () => {
    const { clock, siteThumbnails } = await pictures();
    const address = server.url('/poster/late');
    server.set('/poster/', '/status/503/');
    expect(await siteThumbnails.file(address)).toBeUndefined();
    server.set('/poster/', null);
    expect(await siteThumbnails.file(address)).toBeUndefined();
    expect(requestsTo('/poster/late')).toBe(1);
    await clock.advance(10 * 60_000);
    expect(await siteThumbnails.file(address)).toMatch(/\.jpg$/);
  });

  test('thumbnails do not grow for ever: a start keeps those seen last, and no drafts of an app that died', async () => {
    const { folder, open, siteThumbnails } = await pictures();
    const [seen, unseen] = [server.url('/poster/seen'), server.url('/poster/unseen')];
    for (const address of [seen, unseen]) await siteThumbnails.file(address);
    const long = new Date(Date.now() - 1_000_000);
    for (const name of await readdir(folder)) await utimes(path.join(folder, name), long, long);
    await writeFile(path.join(folder, 'half.draft'), 'half');
    const kept = path.basename((await siteThumbnails.file(seen)) ?? '');
    // With this one, what is kept is as large as it may be.
    await writeFile(path.join(folder, 'large.jpg'), '');
    await truncate(path.join(folder, 'large.jpg'), 96 * 1024 * 1024 - (await stat(path.join(folder, kept))).size);
    const between = new Date(Date.now() - 500_000);
    await utimes(path.join(folder, 'large.jpg'), between, between);
    await open().file(seen);
    expect((await readdir(folder)).sort()).toEqual([kept, 'large.jpg'].sort());
  });

  test('thumbnails do not grow for ever while the app is open either', async () => {
    const { folder, siteThumbnails } = await pictures();
    await mkdir(folder, { recursive: true });
    const large = path.join(folder, 'large.jpg');
    await writeFile(large, '');
    await truncate(large, 96 * 1024 * 1024 - 500);
    const long = new Date(Date.now() - 1_000_000);
    await utimes(large, long, long);
    const files = await Promise.all(['first', 'second'].map((name) => siteThumbnails.file(server.url(`/poster/${name}`))));
    expect((await readdir(folder)).sort()).toEqual(files.map((file) => path.basename(file ?? '')).sort());
  });

  test('thumbnails hold up nothing at the end of the app', async () => {
    const { folder, siteThumbnails } = await pictures();
    const asked = siteThumbnails.file(server.url('/stall/200/poster.jpg'));
    await server.waitForRequest('/stall/200/poster.jpg', { held: true });
    await siteThumbnails.stop();
    expect(await asked).toBeUndefined();
    expect(await siteThumbnails.file(server.url('/poster/after'))).toBeUndefined();
    expect(requestsTo('/poster/after')).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});

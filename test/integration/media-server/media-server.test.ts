import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { openMedia } from '../../media-server/media.ts';
import { rawGet, sha256Of } from '../../media-server/raw-client.ts';
import { routes } from '../../media-server/routes/index.ts';

const folder = fileURLToPath(new URL('../../media-server/', import.meta.url));
let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterAll(() => server.close());

const ask = (path: string, headers?: Record<string, string>) => rawGet(server.url(path), headers).answer;
const text = async (path: string) => (await ask(path)).body.toString();

describe('files', () => {
  test('files are served whole, by ranges and by conditions', async () => {
    const whole = await ask('/m/clip.mp4');
    expect(whole).toMatchObject({ status: 200, ending: 'complete' });
    expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-type': 'video/mp4' });
    expect(sha256Of(whole.body)).toBe(await server.sha256('clip.mp4'));

    const part = await ask('/m/clip.mp4', { Range: 'bytes=1000-1999' });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 1000-1999/${whole.body.length}`);
    expect(part.body.equals(whole.body.subarray(1000, 2000))).toBe(true);
    expect((await ask('/m/clip.mp4', { Range: 'bytes=-10' })).body.equals(whole.body.subarray(-10))).toBe(true);
    expect((await ask('/m/clip.mp4', { Range: 'bytes=99999999-' })).status).toBe(416);

    const tag = String(whole.headers.etag);
    expect((await ask('/m/clip.mp4', { 'If-None-Match': tag })).status).toBe(304);
    expect((await ask('/m/clip.mp4', { 'If-Modified-Since': String(whole.headers['last-modified']) })).status).toBe(304);
    expect((await ask('/m/clip.mp4', { Range: 'bytes=10-', 'If-Range': tag })).status).toBe(206);
    expect((await ask('/m/clip.mp4', { Range: 'bytes=10-', 'If-Range': '"other"' })).status).toBe(200);
    const head = await fetch(server.url('/m/clip.mp4'), { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(whole.body.length));
  });

  test('any number of videos exists but no unknown media', async () => {
    expect(sha256Of((await ask('/video/any-id.mp4')).body)).toBe(await server.sha256('clip.mp4'));
    expect(sha256Of((await ask('/video/any-id.mp4?media=small.mp4')).body)).toBe(await server.sha256('small.mp4'));
    expect((await ask('/m/any-id.mp4')).status).toBe(404);
    expect((await ask('/m/..%2F..%2Fpackage.json')).status).toBe(404);
    expect((await ask('/nowhere')).status).toBe(404);
    expect((await ask('/slow/fast/clip.mp4')).status).toBe(400);
    expect((await ask('/page/%zz')).status).toBe(400);
  });

  test('big and fake files have the size that was asked for', async () => {
    const big = await ask('/big/5/film.mp4');
    expect(big.body.length).toBeGreaterThan(4_000_000);
    expect(big.body.length).toBeLessThan(6_000_000);
    expect(sha256Of(big.body)).toBe(await server.sha256('big/5/other.mp4'));
    const fake = await ask('/gen/9000000000000/x.mp4', { Range: 'bytes=8999999999990-' });
    expect(fake.headers['content-range']).toBe('bytes 8999999999990-8999999999999/9000000000000');
    expect(fake.body.equals(Buffer.alloc(10))).toBe(true);
    expect((await ask('/gen/3000000/clip.mp4')).body.length).toBe(3_000_000);
  });
});

describe('pages and feeds', () => {
  test('any title and source can be put into a page', async () => {
    const page = await text(`/page/x?src=/hls/index.m3u8&title=${encodeURIComponent('a"<b>\n\u001b[31m../\u202e')}`);
    expect(page).toContain('<title>a&#34;&#60;b&#62;\n\u001b[31m../\u202e</title>');
    expect(page).toContain(`<source src="${server.url('/hls/index.m3u8')}" type="application/x-mpegURL">`);
    expect(page).toMatch(/og:title.*og:description.*og:image.*<video.*poster=.*<track/s);
    expect(await text('/jsonld/one?t=Tea&views=7')).toContain('"userInteractionCount":7');
    expect((await text('/multi?n=3&missing=2')).match(/<video/g)).toHaveLength(3);
    expect(await text('/multi?n=3&missing=2')).toContain('/status/404/multi-2.mp4');
    expect((await text('/list.html?n=4')).match(/<a /g)).toHaveLength(4);
    expect(await text('/unsupported.html')).not.toContain('<video');
  });

  test.each(['/feed.rss', '/feed.atom'])('%s grows by one newer episode and answers 304 in between', async (path) => {
    const five = await ask(`${path}?n=5`);
    const six = await text(`${path}?n=6`);
    expect(six.indexOf('Episode 6')).toBeLessThan(six.indexOf('Episode 5'));
    expect(five.body.toString()).not.toContain('Episode 6');
    const condition = { 'If-None-Match': String(five.headers.etag) };
    expect((await ask(`${path}?n=5`, condition)).status).toBe(304);
    expect((await ask(`${path}?n=6`, condition)).status).toBe(200);
  });

  test('streams are served whose parts exist', async () => {
    const manifests = ['/hls/index.m3u8', '/hlsav/video.m3u8', '/hlsav/audio.m3u8', '/qualities/high.m3u8', '/stream/any.m3u8'];
    for (const manifest of manifests) {
      const parts = (await text(manifest)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(parts.length).toBeGreaterThanOrEqual(6);
      for (const part of parts) expect((await ask(new URL(part, server.url(manifest)).pathname)).status).toBe(200);
    }
    expect(await text('/dash/manifest.mpd')).toContain('SegmentTimeline');
    expect(await text('/merge-slow/x.mpd')).toContain('/slow/20000/audio-only.m4a');
  });

  test('a live playlist grows', async () => {
    const segments = async (path: string) => (await text(path)).match(/EXTINF/g)?.length;
    expect(await segments('/live/short.m3u8?segmentMs=100')).toBe(1);
    await expect.poll(() => segments('/live/short.m3u8?segmentMs=100')).toBeGreaterThan(7);
    expect(await text('/live/short.m3u8?segmentMs=100')).not.toContain('ENDLIST');
    expect(await text('/live/short.m3u8?segmentMs=100&segments=2')).toContain('ENDLIST');
  });
});

describe('control', () => {
  test('requests and what was sent are remembered', async () => {
    const { body } = await ask('/video/remembered.mp4', { Range: 'bytes=100-' });
    const log = await server.waitForRequest('/video/remembered', { finished: true });
    expect(log).toMatchObject({ method: 'GET', path: '/video/remembered.mp4', range: 'bytes=100-', status: 206, aborted: false });
    expect(server.bytesSent('/video/remembered')).toBe(body.length);
    await expect(server.waitForRequest('/never', { timeoutMs: 10 })).rejects.toThrow(/remembered/);
  });

  test('a healthy path can be made ill and well again', async () => {
    server.set('/video/sick', '/status/429/x');
    server.set('/video/sick-but-longer', '/m/clip');
    expect(await ask('/video/sick.mp4')).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect((await ask('/video/sick-but-longer.mp4')).status).toBe(200);
    server.set('/video/sick', null);
    expect((await ask('/video/sick.mp4')).status).toBe(200);
  });

  test('the server listens on loopback only, on any address of it', async () => {
    await expect(startMediaServer({ host: '0.0.0.0' })).rejects.toThrow(/loopback/);
    const second = await startMediaServer({ host: '127.0.0.2' });
    expect((await rawGet(second.url('/m/poster.jpg')).answer).status).toBe(200);
    await second.close();
  });

  test('the server runs from a shell until its stdin ends', async () => {
    const child = spawn(process.execPath, ['--no-warnings', `${folder}cli.ts`, '--port', '0'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { origin } = JSON.parse(line) as { origin: string };
    const held = rawGet(`${origin}/hang/x.mp4`);
    expect((await rawGet(`${origin}/m/poster.jpg`).answer).status).toBe(200);
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
    expect((await held.answer).ending).toBe('ECONNRESET');
  });

  test('media is made once even when several servers start at the same time', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'media-server-'));
    try {
      const made = await Promise.all([openMedia(root), openMedia(root)]);
      expect(await readdir(root)).toHaveLength(1);
      const [first, second] = await Promise.all(made.map((media) => media.find('clip.mp4')));
      expect(first?.entityTag).toBe(second?.entityTag);
      await Promise.all(made.map((media) => media.find('big/1/x.mp4')));
      expect(await readdir(root)).toHaveLength(2);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  test('every path is in the README', async () => {
    const readme = await readFile(`${folder}README.md`, 'utf8');
    const rows = [...readme.matchAll(/^- `(\/.*?)`: (.*)$/gm)].map(([, path, description]) => ({ path, description }));
    expect(rows).toEqual(routes.map(({ path, description }) => ({ path, description })));
  });
});

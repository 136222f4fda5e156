import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { rawGet, sha256Of } from '../../media-server/raw-client.ts';

let server: MediaServer;
let clipSha256: string;
beforeAll(async () => {
  server = await startMediaServer();
  clipSha256 = await server.sha256('clip.mp4');
});
afterAll(() => server.close());

const ask = (path: string, headers?: Record<string, string>) => rawGet(server.url(path), headers).answer;

describe('silence', () => {
  test('a stall comes after the bytes, again on resume, until released', async () => {
    const first = rawGet(server.url('/stall/100000/a.mp4'));
    await server.waitForRequest('/stall/100000/a.mp4', { held: true });
    expect(server.bytesSent('/stall/100000/a.mp4')).toBe(100_000);
    first.stop();
    await server.waitForRequest('/stall/100000/a.mp4', { aborted: true });
    expect(server.heldCount('/stall/')).toBe(0);

    const resumed = rawGet(server.url('/stall/100000/a.mp4?again'), { Range: 'bytes=100000-' });
    await server.waitForRequest('/stall/100000/a.mp4?again', { held: true, minimumBytes: 100_000 });
    expect(server.release('/stall/')).toBe(1);
    expect(await resumed.answer).toMatchObject({ status: 206, ending: 'complete' });
  });

  test('a path that stalls once spares the client that only probed', async () => {
    const path = '/stall-once/100000/b.mp4';
    const probe = rawGet(server.url(path));
    await server.waitForRequest(path, { held: true });
    probe.stop();
    await server.waitForRequest(path, { aborted: true });

    const sufferer = rawGet(server.url(path));
    await server.waitForRequest(path, { held: true });
    const before = server.requests.length;
    await expect
      .poll(
        async () =>
          (await fetch(server.url(path), { method: 'GET', signal: AbortSignal.timeout(300) })).text().then(
            () => 'served',
            () => 'stalled',
          ),
        { timeout: 10_000 },
      )
      .toBe('served');
    expect(server.requests.length).toBeGreaterThan(before + 1);
    expect((await ask(path, { Range: 'bytes=100000-' })).ending).toBe('complete');
    sufferer.stop();
  });

  test.each(['/hang/c.mp4', '/page-hang/c'])('no head is sent on %s until released', async (path) => {
    const request = rawGet(server.url(path));
    await server.waitForRequest(path, { held: true });
    expect(server.release(path)).toBe(1);
    expect(sha256Of((await request.answer).body)).toBe(clipSha256);
  });

  test('a head drips for ever, until released', async () => {
    const path = '/header-drip/d.mp4?intervalMs=5';
    const request = rawGet(server.url(path));
    await server.waitForRequest(path, { held: true });
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    let seen = '';
    for await (const chunk of socket) {
      seen += chunk;
      if (seen.length > 300) break;
    }
    expect(seen).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(seen).not.toContain('\r\n\r\n');
    server.release('/header-drip/');
    expect(await request.answer).toMatchObject({ status: 200, ending: 'complete' });
    expect(sha256Of((await request.answer).body)).toBe(clipSha256);
  });

  test('close ends all silence', async () => {
    const own = await startMediaServer();
    const paths = ['/stall/10/x.mp4', '/hang/x.mp4', '/header-drip/x.mp4', '/slow/10/x.mp4', '/endless/x.mp4', '/page-hang/x'];
    const requests = paths.map((path) => rawGet(own.url(path)));
    for (const path of paths) await own.waitForRequest(path);
    await own.close();
    for (const { answer } of requests) expect((await answer).ending).toBe('ECONNRESET');
    expect(own.heldCount()).toBe(0);
    await own.close();
  });

  test('all connections can be cut while the server goes on', async () => {
    const request = rawGet(server.url('/hang/e.mp4'));
    await server.waitForRequest('/hang/e.mp4', { held: true });
    server.closeConnections();
    expect((await request.answer).ending).toBe('ECONNRESET');
    expect((await ask('/m/poster.jpg')).status).toBe(200);
  });
});

describe('speed', () => {
  test.each(['/slow/150000/audio.mp3', '/drip/150000/audio.mp3', '/m/audio.mp3?bytesPerSecond=150000'])(
    'a given speed is kept on %s',
    async (path) => {
      const { body, elapsedMs } = await ask(path);
      expect(sha256Of(body)).toBe(await server.sha256('audio.mp3'));
      expect(elapsedMs).toBeGreaterThan(900);
      expect(elapsedMs).toBeLessThan(10_000);
    },
  );

  test('a slow start ends fast', async () => {
    const { body, elapsedMs } = await ask('/slow-then-fast/f.mp4?slowBytes=50000&slowBytesPerSecond=50000');
    expect(sha256Of(body)).toBe(clipSha256);
    expect(elapsedMs).toBeGreaterThan(700);
    expect(elapsedMs).toBeLessThan(10_000);
  });
});

describe('status codes', () => {
  test.each([401, 403, 404, 410, 429, 451, 500, 503])('the status %i is answered', async (status) => {
    expect((await ask(`/status/${status}/x.mp4`)).status).toBe(status);
    expect((await ask(`/page-status/${status}/x`)).status).toBe(status);
  });

  test('a status says how long to wait, and what is no status is refused', async () => {
    expect((await ask('/status/429/x.mp4?retryAfterSeconds=30')).headers['retry-after']).toBe('30');
    expect((await ask('/status/404/x.mp4')).headers['retry-after']).toBeUndefined();
    expect((await ask('/status/99/x.mp4')).status).toBe(400);
  });

  test('a path fails first or fails later, each by itself', async () => {
    const statuses = async (path: string) => [(await ask(path)).status, (await ask(path)).status, (await ask(path)).status];
    expect(await statuses('/flaky/2/503/g.mp4')).toEqual([503, 503, 200]);
    expect(await statuses('/flaky/1/500/h.mp4')).toEqual([500, 200, 200]);
    expect(await statuses('/expiring/1/403/g.mp4')).toEqual([200, 403, 403]);
  });

  test('redirects lead on', async () => {
    const picture = Buffer.from(await (await fetch(server.url('/redirect-chain/3/poster.jpg'))).arrayBuffer());
    expect(sha256Of(picture)).toBe(await server.sha256('poster.jpg'));
    expect(server.requests.filter(({ path }) => path.startsWith('/redirect-chain/'))).toHaveLength(4);
    await expect(fetch(server.url('/redirect-loop'))).rejects.toThrow();
    expect((await ask('/redirect?to=http://127.0.0.2/x')).headers.location).toBe('http://127.0.0.2/x');
  });
});

describe('broken answers', () => {
  test.each(['reset', 'cut'])('%s ends each response early', async (kind) => {
    const whole = Number((await fetch(server.url('/m/clip.mp4'), { method: 'HEAD' })).headers.get('content-length'));
    const first = await ask(`/${kind}/150000/i.mp4`);
    expect(first).toMatchObject({ status: 200, ending: 'ECONNRESET', headers: { 'content-length': String(whole) } });
    expect(first.body.length).toBeLessThanOrEqual(150_000);
    if (kind === 'cut') expect(first.body.length).toBe(150_000);
    const last = await ask(`/${kind}/150000/i.mp4`, { Range: `bytes=${whole - 1000}-` });
    expect(last).toMatchObject({ status: 206, ending: 'complete' });
  });

  test('a cut without a length is not noticed by anybody', async () => {
    const { body, headers, ending } = await ask('/cut-nolength/150000/j.mp4');
    expect({ ending, bytes: body.length }).toEqual({ ending: 'complete', bytes: 150_000 });
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  test('ranges are refused or ignored', async () => {
    const ignored = await ask('/no-range/k.mp4', { Range: 'bytes=1000-' });
    expect({ status: ignored.status, sha256: sha256Of(ignored.body) }).toEqual({ status: 200, sha256: clipSha256 });
    expect((await ask('/range-416/k.mp4', { Range: 'bytes=1000-' })).status).toBe(416);
    expect((await ask('/range-416/k.mp4', { Range: 'bytes=0-' })).status).toBe(206);
    expect((await ask('/range-416/k.mp4')).status).toBe(200);
  });

  test('content changes with each cycle but not within one', async () => {
    const first = await ask('/changing/clip.mp4');
    const second = await ask('/changing/clip.mp4');
    expect(sha256Of(first.body)).toBe(clipSha256);
    expect(sha256Of(second.body)).toBe(await server.sha256('clip-alternate.mp4'));
    expect(first.headers.etag).not.toBe(second.headers.etag);
    const resumed = await ask('/changing/clip.mp4', { Range: 'bytes=1000-' });
    expect(resumed.headers.etag).toBe(second.headers.etag);
    expect(resumed.body.equals(second.body.subarray(1000))).toBe(true);
  });

  test('an endless body never ends', async () => {
    const request = rawGet(server.url('/endless/l.mp4?bytesPerSecond=20000000'));
    await server.waitForRequest('/endless/l.mp4', { minimumBytes: 6_000_000 });
    request.stop();
    expect((await server.waitForRequest('/endless/l.mp4', { aborted: true })).finished).toBe(false);
  });

  test('types, bodies and heads lie', async () => {
    const html = await ask('/html-as-mp4/x.mp4');
    expect(html.headers['content-type']).toBe('video/mp4');
    expect(html.body.toString()).toMatch(/^<!doctype html>/);
    expect((await ask('/wrong-type/m.mp4')).headers['content-type']).toBe('application/octet-stream');
    expect(await ask('/empty/x.mp4')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect((await ask('/huge-header/m.mp4')).headers['x-padding']).toHaveLength(70_000);
    expect(Object.keys((await ask('/many-headers/m.mp4')).headers).filter((name) => name.startsWith('x-padding'))).toHaveLength(
      150,
    );
  });
});

describe('streams with one segment at fault', () => {
  const segments = { hls: 'segment-2.ts', hlsav: 'video-2.ts', dash: 'chunk-stream0-00003.m4s' };
  test.each(Object.entries(segments))('a stream has one segment at fault: %s', async (folder, segment) => {
    for (const [fault, status] of [
      ['missing', 404],
      ['503', 503],
    ] as const) {
      const once = [
        (await ask(`/${folder}-${fault}-once/${segment}`)).status,
        (await ask(`/${folder}-${fault}-once/${segment}`)).status,
      ];
      expect(once).toEqual([status, 200]);
      expect((await ask(`/${folder}-${fault}/${segment}`)).status).toBe(status);
      expect((await ask(`/${folder}-${fault}/${segment}`)).status).toBe(status);
    }
    const stalled = rawGet(server.url(`/${folder}-stall/${segment}`));
    await server.waitForRequest(`/${folder}-stall/`, { held: true });
    expect(server.bytesSent(`/${folder}-stall/`)).toBe(50_000);
    server.release();
    expect((await stalled.answer).ending).toBe('complete');
  });
});

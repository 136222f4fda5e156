import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { classifyFailure } from '../../../main/yt-dlp/failure.ts';
import { createDownloadFixture, type DownloadFixture } from './yt-dlp-fixture.ts';

let fixture: DownloadFixture;
let site: Server;
/** Stands for a device that no program may speak to but over the web. */
let device: RawServer;
let visits = 0;
type Answer = readonly [contentType: string, body: string];
/** What the site answers to yt-dlp, and to ffmpeg. */
let answers: { readonly toYtDlp: Answer; readonly toFfmpeg?: Answer };

beforeAll(async () => {
  fixture = await createDownloadFixture();
  site = createServer(({ headers }, response) => {
    // Of the two only ffmpeg asks for the titles of an internet radio.
    const isFfmpeg = headers['icy-metadata'] !== undefined;
    const [contentType, body] = (isFfmpeg && answers.toFfmpeg) || answers.toYtDlp;
    response.writeHead(200, { 'Content-Type': contentType });
    response.end(body);
  });
  device = createRawServer((socket) => {
    visits += 1;
    socket.on('error', () => undefined);
    socket.end();
  });
  for (const server of [site, device]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  visits = 0;
});
afterEach(() => rm(fixture.workFile(''), { recursive: true, force: true }));
afterAll(async () => {
  site.close();
  device.close();
  await fixture.remove();
});

const portOf = (server: Server | RawServer): number => (server.address() as AddressInfo).port;
const HLS = 'application/vnd.apple.mpegurl';

describe('what is not fetched over the web', () => {
  test.each(['ftp', 'rtmp', 'rtsp', 'mms', 'ws', 'tcp'])(
    'a page with a film by %s only has nothing to download',
    async (protocol) => {
      answers = {
        toYtDlp: [
          'text/html',
          `<html><title>Film</title><video src="${protocol}://127.0.0.1:${portOf(device)}/film.mp4"></video></html>`,
        ],
      };
      const run = await fixture.download({ url: `http://127.0.0.1:${portOf(site)}/page` });
      const { reason } = classifyFailure({ exitCode: run.exit.code, signal: run.exit.signal, stderr: run.stderr });
      expect(['format-missing', 'unsupported']).toContain(reason);
      expect(visits).toBe(0);
    },
  );

  test('a live list that is something else when ffmpeg reads it is not read', async () => {
    const list = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\npiece.ts\n';
    const description = `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${portOf(device)} RTP/AVP 96\na=rtpmap:96 H264/90000\n`;
    answers = { toYtDlp: [HLS, list], toFfmpeg: ['application/sdp', description] };
    const run = await fixture.download({ url: `http://127.0.0.1:${portOf(site)}/live.m3u8`, isLive: true });
    expect(run.exit.code).not.toBe(0);
    expect(run.stderr).toMatch(/whitelist|Invalid/);
  });
});

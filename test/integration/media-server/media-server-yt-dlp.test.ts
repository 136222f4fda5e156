import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { sha256Of } from '../../media-server/raw-client.ts';

const run = promisify(execFile);
let server: MediaServer;
let folder: string;
beforeAll(async () => {
  server = await startMediaServer();
  folder = await mkdtemp(path.join(tmpdir(), 'media-server-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const options = [
  ...[
    '--ignore-config',
    '--no-progress',
    '--no-playlist',
    '--abort-on-unavailable-fragment',
    '--socket-timeout',
    '3',
    '--retries',
    '1',
  ],
  ...['--fragment-retries', '1', '-o', 'video.%(ext)s', '--print', 'after_move:filepath'],
];

/** Downloads with yt-dlp into a fresh folder; answers the file. Rejects with stderr when yt-dlp fails. */
async function download(address: string, ...more: string[]): Promise<string> {
  const cwd = await mkdtemp(path.join(folder, 'run-'));
  const { stdout } = await run('yt-dlp', [...options, ...more, '--', server.url(address)], { cwd, timeout: 60_000 });
  return path.resolve(cwd, stdout.trim().split('\n').at(-1) ?? '');
}

async function inspect(file: string) {
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', file, '-map', '0', '-c', 'copy', '-f', 'null', '-']);
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'format=duration:stream=codec_type',
    '-of',
    'json',
    file,
  ]);
  const { format, streams } = JSON.parse(stdout) as { format: { duration: string }; streams: { codec_type: string }[] };
  return {
    errors: stderr,
    seconds: Math.round(Number(format.duration)),
    kinds: streams.map((stream) => stream.codec_type).sort(),
  };
}

test.each([
  ['/m/clip.mp4', 'clip.mp4'],
  ['/video/any-id.mp4', 'clip.mp4'],
  ['/page/one?title=%2e%2e%2f%0AERROR%3A%20fake%1B%5B31m', 'clip.mp4'],
  ['/jsonld/two?t=Tea', 'clip.mp4'],
  ['/stall-once/1000000/late.mp4', 'clip.mp4'],
  ['/cut/1500000/short.mp4', 'clip.mp4'],
  ['/m/clip.webm', 'clip.webm'],
])('%s becomes the very bytes of %s', async (address, media) => {
  const file = await download(address);
  expect(sha256Of(await readFile(file))).toBe(await server.sha256(media));
});

test.each([
  '/hls/index.m3u8',
  '/stream/any-id.m3u8?parts=/hls-503-once/',
  '/hlsav/master.m3u8',
  '/dash/manifest.mpd',
  '/merge/any-id.mpd',
  '/page/apart?src=/merge/apart.mpd',
  '/merge-slow/any-id.mpd?bytesPerSecond=200000',
])('%s becomes twelve whole seconds of sound and picture', async (address) => {
  expect(await inspect(await download(address))).toEqual({ errors: '', seconds: 12, kinds: ['audio', 'video'] });
});

test('a big file is served valid all the way', async () => {
  const file = await download('/big/60/film.mp4');
  expect((await stat(file)).size).toBeGreaterThan(50_000_000);
  expect(await inspect(file)).toMatchObject({ errors: '', kinds: ['audio', 'video'] });
});

test('a download resumes after a stall instead of starting over', () => {
  const downloads = server.requests.filter((log) => log.path.startsWith('/stall-once/') && log.range !== undefined);
  expect(downloads.map((log) => log.range)).toEqual([expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
});

test.each([
  ['/status/403/x.mp4', /HTTP Error 403/],
  ['/page-status/429/x', /HTTP Error 429/],
  ['/unsupported.html', /Unsupported URL/],
  ['/redirect-loop', /redirect/],
  ['/hls-missing/index.m3u8', /fragment 3 not found/],
  ['/empty/x.mp4', /Did not get any data blocks/],
])('%s fails as it should', async (address, message) => {
  await expect(download(address)).rejects.toThrow(message);
});

test('damage that only a check of the file finds gets through to yt-dlp', async () => {
  const file = await download('/cut-nolength/1000000/x.mp4');
  expect((await stat(file)).size).toBe(1_000_000);
  expect((await inspect(file)).errors).not.toBe('');
});

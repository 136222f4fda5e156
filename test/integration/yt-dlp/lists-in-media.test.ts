import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeThumbnail } from '../../../main/media/frame-thumbnail.ts';
import { checkMedia } from '../../../main/media/media-check.ts';
import { oldestAndNewestYtDlp } from '../../fakes/installed-yt-dlps.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { createDownloadFixture, type DownloadFixture } from './yt-dlp-fixture.ts';

const versions = await oldestAndNewestYtDlp();
let fixture: DownloadFixture;
let media: MediaServer;
let server: Server;
let film: string;
/** By path, what the hostile site answers. */
const answers = new Map<string, readonly [contentType: string, body: string]>();

beforeAll(async () => {
  media = await startMediaServer();
  server = createServer((request, response) => {
    const [contentType, body] = answers.get(new URL(request.url ?? '/', 'http://site').pathname) ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => rm(fixture.workFile(''), { recursive: true, force: true }));
afterAll(async () => {
  server.close();
  await media.close();
});

async function startWith(ytDlpPath: string): Promise<void> {
  fixture = await createDownloadFixture(ytDlpPath);
  const run = await fixture.download({ url: media.url('/m/clip.mp4') }, 'library');
  film = path.join(fixture.folder, 'Private film [abc123].mp4');
  await copyFile(fixture.workFile(run.done[0]?.filePath ?? '', 'library'), film);
}

const at = (place: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${place}`;
/** A list whose only piece is a film of this computer. */
const listOf = (file: string): string =>
  `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:12\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:12.0,\n${file}\n#EXT-X-ENDLIST\n`;
const HLS = 'application/vnd.apple.mpegurl';

/** Tells whether any file that a run left is a film: nothing but lists was served. */
async function filmsLeft(): Promise<string[]> {
  const names = await readdir(fixture.workFile(''), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const verdicts = await Promise.all(
    files.map((file) => checkMedia(file, { ...fixture.ffmpeg, kind: 'audio', timeoutMs: 60_000 })),
  );
  return files.filter((_, index) => verdicts[index]?.whole === true);
}

describe.each(versions)('with yt-dlp $version a media file that is a list of files of this computer', (tool) => {
  beforeAll(() => startWith(tool.path));
  afterAll(() => fixture.remove());

  test('as a piece of two HLS streams that are merged, it brings nothing of this computer', async () => {
    answers.set('/master.m3u8', [
      HLS,
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="sound.m3u8"\n' +
        '#EXT-X-STREAM-INF:BANDWIDTH=800000,CODECS="avc1.42e01e,mp4a.40.2",RESOLUTION=320x180,AUDIO="a"\npicture.m3u8\n',
    ]);
    for (const name of ['sound', 'picture']) {
      answers.set(`/${name}.m3u8`, [HLS, listOf(`${name}.ts`)]);
      answers.set(`/${name}.ts`, ['video/mp2t', listOf(film)]);
    }
    await fixture.download({ url: at('/master.m3u8') });
    expect(await filmsLeft()).toEqual([]);
  });

  test('as the only piece of an HLS stream, it brings nothing of this computer', async () => {
    answers.set('/one.m3u8', [HLS, listOf('one.ts')]);
    answers.set('/one.ts', ['video/mp2t', listOf(film)]);
    await fixture.download({ url: at('/one.m3u8') });
    expect(await filmsLeft()).toEqual([]);
  });

  test('as a film whose sound is wanted, it brings nothing of this computer', async () => {
    answers.set('/film.mp4', ['video/mp4', listOf(film)]);
    await fixture.download({ url: at('/film.mp4'), kind: 'audio' });
    expect(await filmsLeft()).toEqual([]);
  });

  test('as the files of a DASH manifest, it brings nothing of this computer', async () => {
    answers.set('/film.mpd', [
      'application/dash+xml',
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT12S" ' +
        'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" minBufferTime="PT2S"><Period>' +
        '<AdaptationSet contentType="video" mimeType="video/mp4"><Representation id="v" bandwidth="800000" width="320" height="180" ' +
        'codecs="avc1.42e01e"><BaseURL>v.mp4</BaseURL></Representation></AdaptationSet>' +
        '<AdaptationSet contentType="audio" mimeType="audio/mp4"><Representation id="a" bandwidth="96000" codecs="mp4a.40.2">' +
        '<BaseURL>a.m4a</BaseURL></Representation></AdaptationSet></Period></MPD>',
    ]);
    answers.set('/v.mp4', ['video/mp4', listOf(film)]);
    answers.set('/a.m4a', ['audio/mp4', listOf(film)]);
    await fixture.download({ url: at('/film.mpd') });
    expect(await filmsLeft()).toEqual([]);
  });

  test('as a file of the library, it gives no frame of another film for its thumbnail', async () => {
    await mkdir(fixture.workFile(''), { recursive: true });
    const list = fixture.workFile('list.mp4');
    await writeFile(list, listOf(film));
    expect(await makeThumbnail(list, fixture.workFile('thumbnail.jpg'), { ...fixture.ffmpeg, timeoutMs: 30_000 })).toBe(false);
  });
});

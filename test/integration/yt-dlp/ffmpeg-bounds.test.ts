import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { READING_MEDIA } from '../../../main/media/media-program.ts';
import { oldestAndNewestYtDlp } from '../../fakes/installed-yt-dlps.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { createDownloadFixture, type DownloadFixture } from './yt-dlp-fixture.ts';

const versions = await oldestAndNewestYtDlp();
let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterAll(() => server.close());

/** The bound that the app's own calls of ffmpeg have. */
const BOUND = READING_MEDIA.slice(0, 2).join(' ');

describe.each(versions)('with yt-dlp $version', (tool) => {
  let fixture: DownloadFixture;
  let ffmpegPath: string;
  beforeAll(async () => {
    fixture = await createDownloadFixture(tool.path);
    const folder = path.join(fixture.folder, 'tools');
    ffmpegPath = path.join(folder, 'ffmpeg');
    await mkdir(folder);
    // Noted in the work folder, where yt-dlp starts them: the box shows them no other.
    for (const name of ['ffmpeg', 'ffprobe']) {
      await writeFile(path.join(folder, name), `#!/bin/sh\necho "${name} $*" >> calls\nexec ${name} "$@"\n`);
      await chmod(path.join(folder, name), 0o755);
    }
  });
  afterAll(() => fixture.remove());

  test.each([
    ['merges two streams', '/hlsav/master.m3u8', 'video'],
    ['takes the sound of a film', '/m/clip.mp4', 'audio'],
    ['repacks a stream', '/hls/index.m3u8', 'video'],
  ] as const)('each file that ffmpeg reads while it %s is read with a bound on memory', async (what, address, kind) => {
    await fixture.download({ url: server.url(address), ffmpegPath, kind }, what);
    const reads = (await readFile(fixture.workFile('calls', what), 'utf8'))
      .split('\n')
      .filter((call) => call.startsWith('ffmpeg ') && call.includes(' -i '));
    expect(reads).not.toEqual([]);
    for (const call of reads) for (const before of call.split(' -i ').slice(0, -1)) expect(before).toContain(BOUND);
  });
});

import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isRightEnding } from '../../../../main/media/containers.ts';
import { checkMedia } from '../../../../main/media/media-check.ts';
import { repack } from '../../../../main/media/repack.ts';
import { type Household, householdFolders, openHousehold, serveMedia } from '../../household/household.ts';
import { createDownloadFixture } from '../../yt-dlp/yt-dlp-fixture.ts';

const run = promisify(execFile);

async function containerOf(household: Household): Promise<string> {
  const [name = 'nothing'] = await household.files();
  const format = ['-v', 'error', '-show_entries', 'format=format_name', '-of', 'csv=p=0', path.join(household.library, name)];
  return (await run('ffprobe', format)).stdout.trim();
}

const hasEnded = (item: { status: string } | undefined): boolean => item?.status === 'complete' || item?.status === 'failed';

/** An ffmpeg that is killed when it is asked for the first time what it can do; the real one otherwise. */
async function ffmpegKilledWhenAsked(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const isFirst = `case " $* " in *" -bsfs "*) [ -e '${folder}/asked' ] || { : > '${folder}/asked'; kill -KILL $$; };; esac`;
  for (const [name, misdeed] of [
    ['ffmpeg', isFirst],
    ['ffprobe', ':'],
  ] as const) {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${misdeed}\nexec ${name} "$@"\n`);
    await chmod(path.join(folder, name), 0o755);
  }
  return path.join(folder, 'ffmpeg');
}

describe('a file that is packed otherwise than its ending says', () => {
  // Found by the torture: yt-dlp then believes that there is no ffmpeg, repacks nothing, and ends well.
  test('a transport stream under an MP4’s name is repacked before it is in the library', async () => {
    const server = await serveMedia();
    const folders = await householdFolders();
    const ffmpegPath = await ffmpegKilledWhenAsked(path.join(folders.userData, '..', 'tools'));
    const household = await openHousehold({ folders, ffmpegPath });
    const mia = await household.person('Mia');
    const id = await household.trigger(mia, server.url('/hls/index.m3u8'));
    expect(await household.until(mia, id, hasEnded)).toMatchObject({ status: 'complete' });
    expect(await household.files()).toEqual([expect.stringMatching(/\.mp4$/)]);
    expect(await containerOf(household)).toContain('mp4');
    expect((await household.events(mia, id)).filter((event) => event === 'started')).toHaveLength(1);
  });

  test('the recording of a live stream, which comes as a transport stream, can be repacked whole', async () => {
    const server = await serveMedia();
    const fixture = await createDownloadFixture();
    onTestFinished(() => fixture.remove());
    const { done } = await fixture.download({ url: server.url('/live/index.m3u8?segments=3&segmentMs=100'), isLive: true });
    const file = fixture.workFile(done[0]?.filePath ?? '');
    const options = { ...fixture.ffmpeg, kind: 'video', isLive: true, timeoutMs: 60_000 } as const;
    const recorded = await checkMedia(file, options);
    expect(recorded).toMatchObject({ whole: true, packing: { formatName: 'mpegts' } });
    if (recorded.whole !== true) return;
    expect([path.extname(file), isRightEnding('.mp4', recorded.packing)]).toEqual(['.mp4', false]);
    const repacked = await repack({ ...options, file, ending: '.mp4', signal: new AbortController().signal });
    const copy = typeof repacked === 'string' ? repacked : await checkMedia(repacked.copy, options);
    expect(copy).toMatchObject({ whole: true, packing: { formatName: expect.stringContaining('mp4') } });
  });

  test('a film under the name of a program, a page, a picture with scripts or a list never gets that name in the library', async () => {
    const server = await serveMedia();
    const household = await openHousehold();
    const mia = await household.person('Mia');
    for (const ending of ['exe', 'jar', 'desktop', 'html', 'url', 'svg', 'swf', 'm3u']) {
      server.set(`/film.${ending}`, '/m/clip.mp4');
      const id = await household.trigger(mia, server.url(`/film.${ending}`));
      await household.until(mia, id, hasEnded);
    }
    const endings = (await household.files()).map((name) => path.extname(name));
    expect(endings.filter((ending) => ending !== '.mp4')).toEqual([]);
  });
});

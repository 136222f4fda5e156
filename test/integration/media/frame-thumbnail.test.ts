import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepSiteThumbnail, makeThumbnail } from '../../../main/media/frame-thumbnail.ts';
import { aac, at, ffmpeg, prepareClips, removeClips, run, SECONDS, tone, tools } from './media-check-fixture.ts';

beforeAll(prepareClips);
afterAll(removeClips);

async function facts(file: string): Promise<string> {
  const show = ['-v', 'error', '-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0', file];
  return (await run(tools.ffprobePath, show)).stdout.trim();
}

describe("a site's own thumbnail", () => {
  const still = (size: string) => ['-f', 'lavfi', '-i', `testsrc=size=${size}:duration=1`, '-frames:v', '1'];
  const keep = (name: string, target: string) => keepSiteThumbnail(at(name), at(target), { ...tools, timeoutMs: 30_000 });

  test('a site’s thumbnail is kept as it came when it is a small JPEG, and made one of 640 pixels or less otherwise', async () => {
    await ffmpeg(...still('480x270'), 'small.jpg');
    await ffmpeg(...still('1280x720'), 'wide.png');
    await ffmpeg(...still('320x180'), 'narrow.webp');
    await ffmpeg(
      '-f',
      'lavfi',
      '-i',
      'nullsrc=size=1920x1080,geq=random(1)*255:128:128',
      '-frames:v',
      '1',
      '-q:v',
      '1',
      'large.jpg',
    );
    for (const name of ['small.jpg', 'wide.png', 'narrow.webp', 'large.jpg']) expect(await keep(name, `kept-${name}`)).toBe(true);
    expect(await readFile(at('kept-small.jpg'))).toEqual(await readFile(at('small.jpg')));
    expect(await facts(at('kept-wide.png'))).toBe('mjpeg,640,360');
    expect(await facts(at('kept-narrow.webp'))).toBe('mjpeg,320,180');
    expect(await facts(at('kept-large.jpg'))).toBe('mjpeg,640,360');
  });

  test('what is not the image that its name says becomes no thumbnail and leaves nothing', async () => {
    await writeFile(at('list.png'), 'ffconcat version 1.0\nfile clip.mp4\n');
    await copyFile(at('clip.mp4'), at('film.webp'));
    for (const name of ['list.png', 'film.webp', 'nowhere.jpg', 'clip.mp4'])
      expect(await keep(name, 'none-of-it.jpg')).toBe(false);
    for (const name of ['none-of-it.jpg', 'none-of-it.jpg.draft'])
      await expect(stat(at(name))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('thumbnail of a frame', () => {
  test('a thumbnail is 640 pixels wide and from a fifth into the video', async () => {
    expect(await makeThumbnail(at('clip.mp4'), at('100%d.jpg'), { ...tools, durationSeconds: SECONDS, timeoutMs: 30_000 })).toBe(
      true,
    );
    // ffprobe takes a percent sign for a pattern; the target's name must not be one.
    await copyFile(at('100%d.jpg'), at('plain.jpg'));
    expect(await facts(at('plain.jpg'))).toBe('mjpeg,640,360');
  });

  test('a thumbnail is from the beginning when the length was wrong', async () => {
    expect(await makeThumbnail(at('clip.mp4'), at('early.jpg'), { ...tools, durationSeconds: 9999, timeoutMs: 30_000 })).toBe(
      true,
    );
    expect((await stat(at('early.jpg'))).size).toBeGreaterThan(1000);
  });

  test('a file without a video stream has no thumbnail', async () => {
    await ffmpeg(...tone(), ...aac, 'no-picture.m4a');
    for (const name of ['no-picture.m4a', 'nowhere.mp4']) {
      expect(await makeThumbnail(at(name), at('none.jpg'), { ...tools, durationSeconds: SECONDS, timeoutMs: 30_000 })).toBe(
        false,
      );
    }
    await expect(stat(at('none.jpg'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

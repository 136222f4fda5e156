import { copyFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeThumbnail } from '../../main/yt-dlp/thumbnail.ts';
import { aac, at, ffmpeg, prepareClips, removeClips, run, SECONDS, tone, tools } from './media-check-fixture.ts';

beforeAll(prepareClips);
afterAll(removeClips);

describe('the picture', () => {
  test('is 640 pixels wide and from a fifth into the video', async () => {
    expect(await makeThumbnail(at('clip.mp4'), at('100%d.jpg'), { ...tools, durationSeconds: SECONDS, timeoutMs: 30_000 })).toBe(
      true,
    );
    // ffprobe takes a percent sign for a pattern; the target's name must not be one.
    await copyFile(at('100%d.jpg'), at('plain.jpg'));
    const { stdout } = await run(tools.ffprobePath, [
      '-v',
      'error',
      '-show_entries',
      'stream=codec_name,width,height',
      '-of',
      'csv=p=0',
      at('plain.jpg'),
    ]);
    expect(stdout.trim()).toBe('mjpeg,640,360');
  });

  test('is from the beginning when the length was wrong', async () => {
    expect(await makeThumbnail(at('clip.mp4'), at('early.jpg'), { ...tools, durationSeconds: 9999, timeoutMs: 30_000 })).toBe(
      true,
    );
    expect((await stat(at('early.jpg'))).size).toBeGreaterThan(1000);
  });

  test('is no picture where there is none', async () => {
    await ffmpeg(...tone(), ...aac, 'no-picture.m4a');
    for (const name of ['no-picture.m4a', 'nowhere.mp4']) {
      expect(await makeThumbnail(at(name), at('none.jpg'), { ...tools, durationSeconds: SECONDS, timeoutMs: 30_000 })).toBe(
        false,
      );
    }
    await expect(stat(at('none.jpg'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

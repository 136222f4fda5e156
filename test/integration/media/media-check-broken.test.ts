import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  at,
  check,
  copy,
  ffmpeg,
  joinPieces,
  pieces,
  prepareClips,
  removeClips,
  run,
  SECONDS,
  tone,
  tools,
} from './media-check-fixture.ts';

beforeAll(prepareClips);
afterAll(removeClips);

describe('broken files', () => {
  const half = async (name: string, share = 0.3): Promise<Buffer> => {
    const bytes = await readFile(at(name));
    return bytes.subarray(0, Math.floor(bytes.length * share));
  };
  const broken: readonly [name: string, make: (name: string) => Promise<unknown>, why: RegExp][] = [
    ['page.mp4', (name) => writeFile(at(name), '\n <!DOCTYPE html><title>Sorry</title>'), /web page/],
    ['list.mp4', (name) => copyFile(at('index.m3u8'), at(name)), /list of pieces/],
    ['concat.mp4', (name) => writeFile(at(name), 'ffconcat version 1.0\nfile clip.mp4\n'), /list of pieces/],
    ['empty.mp4', (name) => writeFile(at(name), ''), /empty/],
    ['noise.mp4', (name) => writeFile(at(name), Buffer.alloc(100_000, 'no video at all ')), /./],
    ['cut.mp4', async (name) => writeFile(at(name), await half('clip.mp4')), /./],
    ['cut-late.mp4', async (name) => writeFile(at(name), await half('clip.mp4', 0.99)), /./],
    [
      'cut-index.mp4',
      async (name) => {
        await ffmpeg('-i', 'clip.mp4', ...copy, 'slow-start.mp4');
        await writeFile(at(name), await half('slow-start.mp4', 0.9));
      },
      /./,
    ],
    [
      'cut.webm',
      async (name) => {
        await ffmpeg(
          '-i',
          'clip.mp4',
          '-c:v',
          'libvpx',
          '-deadline',
          'realtime',
          '-cpu-used',
          '16',
          '-c:a',
          'libvorbis',
          'to-cut.webm',
        );
        await writeFile(at(name), await half('to-cut.webm'));
      },
      /./,
    ],
    [
      'cut.mp3',
      async (name) => {
        await ffmpeg(...tone(), '-c:a', 'libmp3lame', 'to-cut.mp3');
        await writeFile(at(name), await half('to-cut.mp3'));
      },
      /ends after/,
    ],
    [
      'cut-plain.mp3',
      async (name) => {
        await ffmpeg(...tone(), '-c:a', 'libmp3lame', '-write_xing', '0', 'to-cut-plain.mp3');
        await writeFile(at(name), await half('to-cut-plain.mp3'));
      },
      /the site promised 12/,
    ],
    [
      'spliced.mp4',
      async (name) => {
        const other = await readFile(at('other.mp4'));
        const first = await half('clip.mp4', 0.5);
        await writeFile(at(name), Buffer.concat([first, other.subarray(first.length)]));
      },
      /./,
    ],
    [
      'zeros.mp4',
      async (name) => {
        const bytes = await readFile(at('clip.mp4'));
        await writeFile(at(name), bytes.fill(0, Math.floor(bytes.length / 2)));
      },
      /./,
    ],
    [
      // DASH continued after a full disk: the rest of a fragment is missing in the picture.
      'dash.mp4',
      async (name) => {
        await ffmpeg(
          '-i',
          'clip.mp4',
          '-an',
          ...copy,
          '-movflags',
          '+frag_keyframe+empty_moov+default_base_moof',
          'dash-video.mp4',
        );
        const video = await readFile(at('dash-video.mp4'));
        const gap = Math.floor(video.length / 3);
        await writeFile(at('dash-gap.mp4'), Buffer.concat([video.subarray(0, gap), video.subarray(gap + 60_000)]));
        await ffmpeg(
          '-err_detect',
          'ignore_err',
          '-i',
          'dash-gap.mp4',
          '-i',
          'clip.mp4',
          '-map',
          '0:v',
          '-map',
          '1:a',
          ...copy,
          name,
        ).catch(() => undefined);
      },
      /./,
    ],
    [
      'hole.mp4',
      async (name) => joinPieces(name, (await pieces()).toSpliced(2, 1)),
      /a piece of 2\.\d+ seconds is missing at [34]\./,
    ],
    [
      // HLS continued after a full disk: a fragment that was written in part counts as done.
      'full-disk.mp4',
      async (name) => {
        const all = await pieces();
        await joinPieces(name, all.with(3, (all[3] ?? Buffer.alloc(0)).subarray(0, 28_416)));
      },
      /a piece of 1\.\d+ seconds is missing/,
    ],
    [
      'full-disk-late.mp4',
      async (name) => {
        const all = await pieces();
        const cut = all[3] ?? Buffer.alloc(0);
        await joinPieces(name, all.with(3, cut.subarray(0, Math.floor((cut.length * 0.9) / 188) * 188)));
      },
      /a piece of 0\.\d+ seconds is missing/,
    ],
    [
      'hole-in-picture.mp4',
      async (name) => {
        await joinPieces('video-hole.mp4', (await pieces()).toSpliced(2, 1));
        await ffmpeg('-i', 'video-hole.mp4', '-i', 'clip.mp4', '-map', '0:v', '-map', '1:a', ...copy, name);
      },
      /is missing/,
    ],
  ];
  test.each(broken)('the check finds what is wrong: %s', async (name, make, why) => {
    await make(name);
    const verdict = await check(name);
    expect(verdict).toEqual({ whole: false, why: expect.stringMatching(why) });
    expect(verdict).not.toMatchObject({ why: 'the file cannot be read' });
  });

  test('ffprobe’s length alone tells of no broken file, which is why the check exists', async () => {
    for (const name of ['cut.mp4', 'spliced.mp4', 'hole.mp4', 'full-disk.mp4', 'cut.mp3']) {
      const { stdout } = await run(tools.ffprobePath, [
        '-v',
        'error',
        '-show_entries',
        'format=duration',
        '-of',
        'csv=p=0',
        at(name),
      ]);
      expect(Number(stdout)).toBeCloseTo(SECONDS, 0);
    }
  });

  test('a file that is not there, and a check that takes too long, have their reasons', async () => {
    expect(await check('nowhere.mp4')).toEqual({ whole: false, why: 'the file cannot be read' });
    expect(await check('clip.mp4', { timeoutMs: 0 })).toMatchObject({ whole: 'unknown' });
    expect(await check('clip.mp4', { signal: AbortSignal.abort() })).toMatchObject({ whole: 'unknown' });
    expect(await check('clip.mp4', { ffprobePath: at('no-ffprobe') })).toMatchObject({ whole: 'unknown' });
  });

  test('a check that is killed from outside says nothing against the file', async () => {
    const ffprobePath = at('killed-ffprobe');
    await writeFile(ffprobePath, '#!/bin/sh\nkill -KILL $$\n', { mode: 0o755 });
    expect(await check('clip.mp4', { ffprobePath })).toMatchObject({ whole: 'unknown' });
  });
});

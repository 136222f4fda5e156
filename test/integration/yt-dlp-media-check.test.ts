import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProcessTrees } from '../../main/platform/process-tree.ts';
import { checkMedia, type MediaCheckOptions, type MediaVerdict } from '../../main/yt-dlp/media-check.ts';
import { makeThumbnail } from '../../main/yt-dlp/thumbnail.ts';
import { detectTools, type FfmpegTool } from '../../main/yt-dlp/tools.ts';

const run = promisify(execFile);
const SECONDS = 12;
const SEGMENTS = 6;

let folder: string;
let tools: FfmpegTool;

const at = (name: string): string => path.join(folder, name);
const ffmpeg = (...args: string[]): Promise<unknown> =>
  run(tools.ffmpegPath, ['-nostdin', '-v', 'error', '-y', ...args], { cwd: folder });
const check = (name: string, options: Partial<MediaCheckOptions> = {}): Promise<MediaVerdict> =>
  checkMedia(at(name), { ...tools, kind: 'video', timeoutMs: 60_000, expectedDurationSeconds: SECONDS, ...options });

/** Noise does not compress, so that every byte of the picture matters. */
const picture = (size = '320x180') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=25:duration=${SECONDS},noise=alls=40:allf=t:all_seed=1`,
];
const tone = (hertz = 440) => ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`];
const h264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-bf',
  '2',
  '-b:v',
  '800k',
  '-g',
  '50',
  '-keyint_min',
  '50',
  '-sc_threshold',
  '0',
  '-pix_fmt',
  'yuv420p',
];
const aac = ['-c:a', 'aac', '-b:a', '96k'];
const copy = ['-c', 'copy'];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'homereel-media-'));
  const { ffmpeg: found } = await detectTools({ trees: createProcessTrees() });
  if ('missing' in found) throw new Error(found.advice);
  tools = found;
  await ffmpeg(...picture(), ...tone(), ...h264, ...aac, '-shortest', '-movflags', '+faststart', 'clip.mp4');
  await ffmpeg(
    ...picture(),
    ...tone(660),
    '-vf',
    'hue=h=90',
    ...h264,
    ...aac,
    '-shortest',
    '-movflags',
    '+faststart',
    'other.mp4',
  );
  await ffmpeg(
    '-i',
    'clip.mp4',
    ...copy,
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_list_size',
    '0',
    '-hls_segment_filename',
    'segment-%d.ts',
    'index.m3u8',
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What yt-dlp makes of HLS pieces: one after the other, then put into MP4 without encoding. */
async function joinPieces(target: string, pieces: readonly Buffer[]): Promise<void> {
  await writeFile(at('joined.ts'), Buffer.concat(pieces));
  await ffmpeg('-i', 'joined.ts', '-map', '0', '-dn', ...copy, '-bsf:a', 'aac_adtstoasc', '-movflags', '+faststart', target);
}

const pieces = (): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: SEGMENTS }, (_, index) => readFile(at(`segment-${index}.ts`))));

describe('whole files', () => {
  const picturesAndSound: readonly [name: string, args: () => string[]][] = [
    ['clip.mp4', () => []],
    ['merged.mkv', () => ['-i', 'clip.mp4', ...copy]],
    ['fragmented.mp4', () => ['-i', 'clip.mp4', ...copy, '-movflags', '+frag_keyframe+empty_moov']],
    ['recording.ts', () => ['-i', 'clip.mp4', ...copy]],
    ['old.flv', () => ['-i', 'clip.mp4', ...copy, '-ar', '44100', '-c:a', 'libmp3lame']],
    ['old.avi', () => ['-i', 'clip.mp4', '-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
    ['vp8.webm', () => ['-i', 'clip.mp4', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-c:a', 'libvorbis']],
    ['vp9.webm', () => ['-i', 'clip.mp4', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']],
    ['merged.mp4', () => ['-i', 'clip.mp4', '-i', 'other.mp4', '-map', '0:v', '-map', '1:a', ...copy]],
    // A cut without encoding, a late sound, and a start in the middle: all of them are edit lists.
    ['edited.mp4', () => ['-ss', '1.3', '-i', 'clip.mp4', ...copy]],
    ['late.mp4', () => ['-i', 'clip.mp4', '-itsoffset', '1.5', '-i', 'clip.mp4', '-map', '0:v', '-map', '1:a', ...copy]],
    ['short-sound.mp4', () => ['-i', 'clip.mp4', '-t', '9', '-i', 'other.mp4', '-map', '0:v', '-map', '1:a', ...copy]],
    [
      'jitter.mp4',
      () => ['-i', 'clip.mp4', '-vf', "select='not(eq(mod(n,7),3)+eq(mod(n,11),5))'", '-vsync', 'vfr', ...h264, '-c:a', 'copy'],
    ],
    // A screen recorder writes nothing while nothing moves.
    [
      'still.mp4',
      () => [
        '-i',
        'clip.mp4',
        '-vf',
        "select='lt(n,110)+gt(n,190)'",
        '-vsync',
        'vfr',
        ...h264.map((arg) => (arg === '50' ? '250' : arg)),
        '-c:a',
        'copy',
      ],
    ],
    ['slides.mp4', () => ['-i', 'clip.mp4', '-vf', 'fps=1', ...h264, '-c:a', 'copy']],
  ];
  test.each(picturesAndSound)('%s', async (name, args) => {
    if (args().length > 0) await ffmpeg(...args(), name);
    expect(await check(name)).toMatchObject({ whole: true, hasVideo: true, hasAudio: true, durationSeconds: expect.any(Number) });
  });

  const sound: readonly [name: string, args: string[]][] = [
    ['sound.mp3', ['-c:a', 'libmp3lame', '-b:a', '128k']],
    ['plain.mp3', ['-c:a', 'libmp3lame', '-q:a', '4', '-write_xing', '0', '-id3v2_version', '0']],
    ['sound.m4a', aac],
    ['sound.opus', ['-c:a', 'libopus']],
    ['sound.ogg', ['-c:a', 'libvorbis']],
    ['sound.flac', ['-c:a', 'flac']],
    ['sound.wav', []],
    ['sound.aac', aac],
  ];
  test.each(sound)('%s', async (name, args) => {
    await ffmpeg(...tone(), ...args, name);
    for (const kind of ['audio', 'video'] as const) {
      expect(await check(name, { kind })).toMatchObject({ whole: true, hasVideo: false, hasAudio: true });
    }
  });

  test('a length that ffprobe guesses from a quiet beginning', async () => {
    const noise = ['-f', 'lavfi', '-i', `aevalsrc='if(lt(t,4),0,random(0))':s=48000:d=${SECONDS}`];
    await ffmpeg(...noise, '-c:a', 'libmp3lame', '-q:a', '0', '-write_xing', '0', '-id3v2_version', '0', 'guess.mp3');
    const { stdout } = await run(tools.ffprobePath, [
      '-v',
      'error',
      '-show_entries',
      'format=duration',
      '-of',
      'csv=p=0',
      at('guess.mp3'),
    ]);
    expect(Number(stdout)).toBeGreaterThan(SECONDS + 5);
    expect(await check('guess.mp3')).toMatchObject({ whole: true, durationSeconds: expect.closeTo(SECONDS, 0) });
  });

  test('a cover is no picture that moves', async () => {
    await ffmpeg(...picture(), '-frames:v', '1', 'cover.jpg');
    await ffmpeg(
      ...tone(),
      '-i',
      'cover.jpg',
      '-map',
      '0',
      '-map',
      '1',
      ...aac,
      '-c:v',
      'mjpeg',
      '-disposition:v',
      'attached_pic',
      'cover.m4a',
    );
    await ffmpeg(...tone(), '-i', 'cover.jpg', '-map', '0', '-map', '1', '-c:a', 'libmp3lame', '-c:v', 'copy', 'cover.mp3');
    for (const name of ['cover.m4a', 'cover.mp3']) expect(await check(name)).toMatchObject({ whole: true, hasVideo: false });
  });

  test('a picture without sound, and a length that nobody promised', async () => {
    await ffmpeg('-i', 'clip.mp4', '-an', ...copy, 'silent.mp4');
    const { expectedDurationSeconds: _, ...unpromised } = {
      ...tools,
      kind: 'video' as const,
      timeoutMs: 60_000,
      expectedDurationSeconds: 0,
    };
    expect(await checkMedia(at('silent.mp4'), unpromised)).toMatchObject({ whole: true, hasVideo: true, hasAudio: false });
    expect(await check('silent.mp4', { kind: 'audio' })).toMatchObject({
      whole: false,
      why: expect.stringContaining('no sound'),
    });
  });

  test('a live recording may have holes and end early', async () => {
    const all = await pieces();
    await joinPieces('live.mp4', all.toSpliced(2, 1).slice(0, 4));
    expect(await check('live.mp4', { isLive: true, expectedDurationSeconds: 3600 })).toMatchObject({ whole: true });
    expect(await check('live.mp4')).toMatchObject({ whole: false });
  });

  test('a name that ffmpeg could take for an address or a pattern', async () => {
    for (const name of ['%03d.mp4', 'concat:a|b.mp4', "it's [1] \u202egpj.mp4", '-i.mp4']) {
      await copyFile(at('clip.mp4'), at(name));
      expect(await check(name)).toMatchObject({ whole: true });
    }
  });
});

describe('broken files', () => {
  const half = async (name: string, share = 0.3): Promise<Buffer> => {
    const bytes = await readFile(at(name));
    return bytes.subarray(0, Math.floor(bytes.length * share));
  };
  const broken: readonly [name: string, make: (name: string) => Promise<unknown>, why: RegExp][] = [
    ['page.mp4', (name) => writeFile(at(name), '\n <!DOCTYPE html><title>Sorry</title>'), /web page/],
    ['list.mp4', (name) => copyFile(at('index.m3u8'), at(name)), /list of pieces/],
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
  test.each(broken)('%s', async (name, make, why) => {
    await make(name);
    const verdict = await check(name);
    expect(verdict).toEqual({ whole: false, why: expect.stringMatching(why) });
    expect(verdict).not.toMatchObject({ why: 'the file cannot be read' });
  });

  test('none of which ffprobe’s length tells: what the check is for', async () => {
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

  test('what is not there, and what takes too long', async () => {
    expect(await check('nowhere.mp4')).toEqual({ whole: false, why: 'the file cannot be read' });
    expect(await check('clip.mp4', { timeoutMs: 0 })).toMatchObject({ whole: false });
    expect(await check('clip.mp4', { signal: AbortSignal.abort() })).toMatchObject({ whole: false });
    expect(await check('clip.mp4', { ffmpegPath: at('no-ffmpeg') })).toMatchObject({ whole: false });
  });
});

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

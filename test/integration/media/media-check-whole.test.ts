import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MediaCheckOptions } from '../../../main/media/media-check.ts';
import {
  aac,
  at,
  copy,
  ffmpeg,
  h264,
  joinPieces,
  picture,
  pieces,
  prepareClips,
  removeClips,
  run,
  SECONDS,
  tone,
  tools,
} from './media-check-fixture.ts';
import { checkStreams } from './streams-in-verdict.ts';

const check = (name: string, options: Partial<MediaCheckOptions> = {}) =>
  checkStreams(at(name), { ...tools, kind: 'video', timeoutMs: 60_000, expectedDurationSeconds: SECONDS, ...options });

beforeAll(prepareClips);
afterAll(removeClips);

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
  test.each(picturesAndSound)('the check passes %s', async (name, args) => {
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
  test.each(sound)('the check passes the sound %s', async (name, args) => {
    await ffmpeg(...tone(), ...args, name);
    for (const kind of ['audio', 'video'] as const) {
      expect(await check(name, { kind })).toMatchObject({ whole: true, hasVideo: false, hasAudio: true });
    }
  });

  test('the check passes a length that ffprobe guesses from a quiet beginning', async () => {
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

  test('a cover does not count as a video stream', async () => {
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

  test('the check passes video without sound, and a length that nobody promised', async () => {
    await ffmpeg('-i', 'clip.mp4', '-an', ...copy, 'silent.mp4');
    const { expectedDurationSeconds: _, ...unpromised } = {
      ...tools,
      kind: 'video' as const,
      timeoutMs: 60_000,
      expectedDurationSeconds: 0,
    };
    expect(await checkStreams(at('silent.mp4'), unpromised)).toMatchObject({ whole: true, hasVideo: true, hasAudio: false });
    expect(await check('silent.mp4', { kind: 'audio' })).toMatchObject({
      whole: false,
      why: expect.stringContaining('no sound'),
    });
  });

  test('the check passes a live recording with holes and an early end', async () => {
    const all = await pieces();
    await joinPieces('live.mp4', all.toSpliced(2, 1).slice(0, 4));
    expect(await check('live.mp4', { isLive: true, expectedDurationSeconds: 3600 })).toMatchObject({ whole: true });
    expect(await check('live.mp4')).toMatchObject({ whole: false });
  });

  test('a name that ffmpeg could take for an address or a pattern is read as a file', async () => {
    for (const name of ['%03d.mp4', 'concat:a|b.mp4', "it's [1] \u202egpj.mp4", '-i.mp4']) {
      await copyFile(at('clip.mp4'), at(name));
      expect(await check(name)).toMatchObject({ whole: true });
    }
  });
});

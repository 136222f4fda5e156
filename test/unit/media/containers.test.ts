import { describe, expect, test } from 'vitest';
import {
  contentTypeOf,
  endingsToRepackInto,
  isRightEnding,
  type Packing,
  READABLE_FORMATS,
} from '../../../main/media/containers.ts';

const MP4 = 'mov,mp4,m4a,3gp,3g2,mj2';
const packed = (formatName: string, videoCodecs: string[] = ['h264'], audioCodecs: string[] = ['aac']): Packing => ({
  formatName,
  videoCodecs,
  audioCodecs,
});

describe('what may become a file', () => {
  test.each([
    ['.mp4', packed(MP4), true],
    ['.m4a', packed(MP4, []), true],
    ['.mp4', packed(MP4, []), true],
    ['.m4a', packed(MP4), false],
    ['.mp4', packed('mpegts'), false],
    ['.ts', packed('mpegts'), true],
    ['.webm', packed('matroska,webm', ['vp9'], ['opus']), true],
    ['.webm', packed('matroska,webm'), false],
    ['.mkv', packed('matroska,webm'), true],
    ['.mkv', packed(MP4), false],
    ['.mp3', packed('mp3', [], ['mp3']), true],
    ['.mp3', packed('wav', [], ['pcm_s16le']), false],
    ['.opus', packed('ogg', [], ['opus']), true],
  ])('%s is right or wrong by what ffprobe found', (ending, packing, isRight) => {
    expect(isRightEnding(ending, packing)).toBe(isRight);
  });

  test.each([
    '.exe',
    '.jar',
    '.desktop',
    '.html',
    '.hta',
    '.url',
    '.svg',
    '.swf',
    '.m3u',
    '.m3u8',
    '.mpd',
    '.wmv',
    '',
    '.constructor',
  ])('no file of the library ends in "%s", whatever is in it', (ending) => {
    for (const format of [MP4, 'matroska,webm', 'mpegts', 'asf', 'hls', '']) {
      expect(isRightEnding(ending, packed(format))).toBe(false);
    }
    expect(contentTypeOf(ending)).toBeUndefined();
  });

  test('a list of other files is nothing that ffmpeg may read', () => {
    const formats = READABLE_FORMATS.split(',');
    expect(formats).toEqual(
      expect.arrayContaining(['mov', 'matroska', 'mpegts', 'mp3', 'aac', 'ogg', 'wav', 'flac', 'flv', 'avi']),
    );
    for (const list of ['hls', 'dash', 'concat', 'applehttp', 'sdp', 'image2', 'lavfi', 'imf'])
      expect(formats).not.toContain(list);
  });
});

describe('what a file is repacked into', () => {
  test.each([
    ['a transport stream', packed('mpegts'), ['.mp4', '.mkv', '.ts']],
    ['sound of a transport stream', packed('mpegts', []), ['.m4a', '.mka', '.ts']],
    ['MP4', packed(MP4), ['.mp4', '.mkv']],
    ['WebM', packed('matroska,webm', ['vp9'], ['opus']), ['.webm', '.mkv']],
    ['Matroska', packed('matroska,webm'), ['.mkv']],
    ['sound of Matroska', packed('matroska,webm', [], ['aac']), ['.mka']],
    ['ASF, which can carry commands', packed('asf', ['wmv2'], ['wmav2']), ['.mp4', '.mkv']],
  ])('%s goes into what most players show', (_name, packing, endings) => {
    expect(endingsToRepackInto(packing)).toEqual(endings);
  });

  test('a file keeps an ending that fits what is in it', () => {
    for (const packing of [packed('mpegts'), packed(MP4), packed('flv'), packed('mp3', [], ['mp3'])]) {
      const fitting = endingsToRepackInto(packing).filter((ending) => isRightEnding(ending, packing));
      for (const ending of fitting) expect(contentTypeOf(ending)).toMatch(/^(?:video|audio)\//);
      expect(fitting).not.toEqual([]);
    }
  });
});

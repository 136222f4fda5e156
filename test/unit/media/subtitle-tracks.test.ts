import { expect, test } from 'vitest';
import { subtitleStreamsIn } from '../../../main/media/subtitle-tracks.ts';

test.each([
  ['{"streams":[{"codec_name":"mov_text","tags":{"language":"eng","title":"x y"}}]}', [{ index: 0, language: 'eng' }]],
  ['{"streams":[5,null,{"codec_name":"webvtt","tags":null},{"codec_name":"dvb_subtitle"}]}', [{ index: 2 }]],
  ['{"streams":"none"}', []],
  ['{"streams":{"0":{}}}', []],
  ['null', []],
  ['{"streams":[', []],
])('of %s the subtitles are %j, and nothing is thrown', (printed, expected) => {
  expect(subtitleStreamsIn(printed)).toEqual(expected);
});

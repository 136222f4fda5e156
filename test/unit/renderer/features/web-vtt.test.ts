import { describe, expect, test } from 'vitest';
import { parseWebVtt } from '../../../../renderer/features/player/web-vtt.ts';
import { languageName, offeredLanguages } from '../../../../renderer/words/languages.ts';

describe('WebVTT', () => {
  test('is read as ffmpeg writes it, with and without hours, numbers and settings', () => {
    const text = [
      'WEBVTT',
      '',
      '00:00.000 --> 00:02.500',
      'Hello',
      '',
      '7',
      '01:00:03.000 --> 01:00:04.000 align:start position:10%',
      'two',
      'lines',
      '',
    ].join('\n');
    expect(parseWebVtt(text)).toEqual([
      { start: 0, end: 2.5, text: 'Hello' },
      { start: 3603, end: 3604, text: 'two\nlines' },
    ]);
  });

  test('leaves out what is odd', () => {
    expect(parseWebVtt('')).toEqual([]);
    expect(parseWebVtt('WEBVTT\n\nNOTE nothing\n\n00:02.000 --> 00:01.000\nbackwards\n\n00:01.000 --> 00:02.000\n')).toEqual([]);
    expect(parseWebVtt('<html>--></html>')).toEqual([]);
  });
});

describe('languages', () => {
  test('are named in words', () => {
    expect(languageName('de')).toBe('German');
    expect(languageName('pt-BR')).toBe('Brazilian Portuguese');
    expect(languageName('not a tag')).toBe('not a tag');
  });

  test('of this computer come first, and no language twice', () => {
    const codes = offeredLanguages(['de-AT', 'en', 'C']);
    expect(codes.slice(0, 3)).toEqual(['de', 'en', 'ar']);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCountdown,
  formatDuration,
  formatMoment,
  formatNames,
  formatSpeed,
  formatTimeLeft,
  isolated,
  siteOf,
} from '../../../../renderer/words/format.ts';

describe('numbers for people', () => {
  test.each([
    [Number.NaN, '0 bytes'],
    [-5, '0 bytes'],
    [0, '0 bytes'],
    [740, '740 bytes'],
    [999_499, '999 KB'],
    [999_500, '1 MB'],
    [3_400_000, '3.4 MB'],
    [12_400_000, '12 MB'],
    [1_230_000_000, '1.2 GB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('says speeds', () => {
    expect(formatSpeed(3_400_000)).toBe('3.4 MB/s');
  });

  test.each([
    [9, '0:09'],
    [59.6, '1:00'],
    [725, '12:05'],
    [3753, '1:02:33'],
    [-1, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ])('a length of %d s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test.each([
    [3, 'a few seconds left'],
    [41, 'about 50 s left'],
    [58, 'about 1 min left'],
    [190, 'about 3 min left'],
    [3600, 'about 1 h left'],
    [4800, 'about 1 h 20 min left'],
    [7150, 'about 2 h left'],
    [200_000, 'more than a day left'],
    [Number.NaN, ''],
  ])('%d s left', (seconds, text) => {
    expect(formatTimeLeft(seconds)).toBe(text);
  });

  test('counts down to zero and not below', () => {
    expect(formatCountdown(41_001)).toBe('0:42');
    expect(formatCountdown(-1)).toBe('0:00');
  });
});

describe('moments', () => {
  const now = new Date(2026, 2, 10, 14, 0).getTime();
  test.each([
    [now - 20_000, 'just now'],
    [now + 5000, 'just now'],
    [now - 5 * 60_000, '5 min ago'],
    [new Date(2026, 2, 10, 9, 5).getTime(), 'today at 09:05'],
    [new Date(2026, 2, 9, 23, 50).getTime(), 'yesterday at 23:50'],
    [new Date(2026, 2, 3, 10, 0).getTime(), '3 Mar at 10:00'],
    [new Date(2025, 11, 24, 18, 0).getTime(), '24 Dec 2025 at 18:00'],
  ])('%d', (at, text) => {
    expect(formatMoment(at, now, 'en-GB')).toBe(text);
  });
});

describe('names and sites', () => {
  test.each([
    [[], ''],
    [['Dad'], 'Dad'],
    [['Dad', 'Mia'], 'Dad and Mia'],
    [['Dad', 'Mia', 'Leo'], 'Dad, Mia and Leo'],
    [['Dad', 'Mia', 'Leo', 'Gran'], 'Dad, Mia and 2 others'],
  ])('%j', (names, text) => {
    expect(formatNames(names)).toBe(text);
  });

  test('takes the host of a link', () => {
    expect(siteOf('https://www.video.example/a')).toBe('video.example');
    expect(siteOf('nothing')).toBe('');
  });
});

describe('names that run from right to left', () => {
  test('are fenced in, and others stay as they are', () => {
    expect(isolated('Mia')).toBe('Mia');
    expect(isolated('يوسف')).toBe('\u2068يوسف\u2069');
    expect(isolated('a\u202Eb')).toBe('\u2068a\u202Eb\u2069');
    expect(formatNames(['Dad', 'يوسف'])).toBe('Dad and \u2068يوسف\u2069');
  });
});

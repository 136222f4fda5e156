import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeFileName } from '../../../main/platform/safe-file-name.ts';

describe('safe file name', () => {
  test.each([
    ['Big Buck Bunny', 'aqz-KE', 'mp4', 'Big Buck Bunny [aqz-KE].mp4'],
    ['Part 1: the "end"? <yes>', 'x', 'mkv', "Part 1 - the 'end' (yes) [x].mkv"],
    ['AC/DC \\ live | 12:30', 'x', 'mp4', 'AC-DC - live - 12-30 [x].mp4'],
    ['../../etc/passwd', '../x', 'mp4', 'etc-passwd [x].mp4'],
    ['-rf', 'x', 'mp4', 'rf [x].mp4'],
    ['.hidden', 'x', 'mp4', 'hidden [x].mp4'],
    ['...', '..', '..', 'Untitled [no id]'],
    ['', '', '', 'Untitled [no id]'],
    ['CON.video', 'x', 'mp4', 'CON_.video [x].mp4'],
    ['lpt1', 'x', 'mp4', 'lpt1_ [x].mp4'],
    ['Console', 'x', 'mp4', 'Console [x].mp4'],
    ['one\ntwo\r\n\tthree', 'x', 'mp4', 'one two three [x].mp4'],
    ['\u001b[31mred\u001b[0m \u001b]0;title\u0007text\u0000', 'x', 'mp4', 'red text [x].mp4'],
    ['fdp\u202egpj', 'a\u2066b', 'mp4', 'fdpgpj [ab].mp4'],
    ['Cafe\u0301 Привет 日本語 👨‍👩‍👧', 'x', 'mp4', 'Café Привет 日本語 👨‍👩‍👧 [x].mp4'],
    ['x', 'y', '.m4a', 'x [y].m4a'],
  ])('the title %j of %j as %j becomes a safe file name', (title, id, extension, expected) => {
    expect(safeFileName(title, id, extension)).toBe(expected);
  });

  test('a file name is cut at borders of visible characters, by bytes', () => {
    expect(safeFileName('é'.repeat(100), 'ж'.repeat(400), 'mp4')).toBe(`${'é'.repeat(60)} [${'ж'.repeat(30)}].mp4`);
    expect(safeFileName('👨‍👩‍👧'.repeat(20), 'x', 'mp4')).toBe(`${'👨‍👩‍👧'.repeat(6)} [x].mp4`);
    expect(safeFileName(`a${'\u0336'.repeat(500)}`, 'x', 'mp4')).toBe(`a${'\u0336'.repeat(59)} [x].mp4`);
  });

  test('a file name keeps its promises for any text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom(
          '.',
          ' ',
          '-',
          '/',
          '\\',
          ':',
          '\n',
          '\u0000',
          '\u001b',
          '[',
          'CON',
          'nul',
          '\u202e',
          '\ud800',
          'é',
          '\u0301',
        ),
      }),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, id, extension) => {
        const name = safeFileName(title, id, extension);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
        expect(name).toMatch(/^[^\s.-].* \[.+\](?:\.[^.\s]+)?$/su);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/u);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
        expect(name).toBe(name.normalize('NFC'));
        expect(safeFileName(title, id, extension)).toBe(name);
      }),
      { numRuns: 3_000 },
    );
  });
});

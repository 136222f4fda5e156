import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkFrom, linksIn, linksInDrop } from '../../../../renderer/store/paste/links-in-text.ts';
import { pasteFieldStore, takeText } from '../../../../renderer/store/paste/paste-field.ts';

describe('links in a text', () => {
  test.each([
    ['https://video.example/watch?v=1', ['https://video.example/watch?v=1']],
    ['Look at https://video.example/a, it is great!', ['https://video.example/a']],
    ['(see http://video.example/a_(film))', ['http://video.example/a_(film)']],
    ['“https://video.example/a”.', ['https://video.example/a']],
    ['https://video.example/a\nhttps://video.example/b', ['https://video.example/a', 'https://video.example/b']],
    ['https://video.example/a https://video.example/a', ['https://video.example/a']],
    ['<a href="https://video.example/a">x</a>', ['https://video.example/a']],
    ['ftp://video.example/a javascript:alert(1) file:///etc/passwd', []],
    ['https://', []],
    ['nothing here', []],
  ])('%s', (text, expected) => {
    expect(linksIn(text)).toEqual(expected);
  });

  test('finds them all, however many', () => {
    const text = Array.from({ length: 3000 }, (_, index) => `https://video.example/${index}`).join('\n');
    expect(linksIn(text)).toHaveLength(3000);
  });

  test('only ever finds web addresses', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        for (const link of linksIn(`${noise} https://video.example/${noise}`))
          expect(new URL(link).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});

describe('the one link a person meant', () => {
  test.each([
    ['  https://video.example/a ', 'https://video.example/a'],
    ['video.example/watch?v=1', 'https://video.example/watch?v=1'],
    ['video.example', 'https://video.example'],
    ['video.example:8080/a', 'https://video.example:8080/a'],
    ['hello', undefined],
    ['hello there.example', undefined],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(linkFrom(text)).toBe(expected);
  });
});

describe('links in what is dropped', () => {
  test('takes the list of addresses, without its comments', () => {
    expect(
      linksInDrop({ uriList: '# https://comment.example/\r\nhttps://video.example/a\r\n', text: 'https://other.example/' }),
    ).toEqual(['https://video.example/a']);
  });

  test('falls back to the text', () => {
    expect(linksInDrop({ uriList: '', text: 'see https://video.example/a' })).toEqual(['https://video.example/a']);
  });
});

describe('a dropped text', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => `https://video.example/${index}`).join('\n');

  test('of a thousand links opens all of them to tick', () => {
    takeText(many(1000));
    expect(pasteFieldStore.getState().choice).toMatchObject({ title: '1,000 links' });
    expect(pasteFieldStore.getState().choice?.entries).toHaveLength(1000);
  });

  test('of more says how many are left out', () => {
    takeText(many(1250));
    expect(pasteFieldStore.getState().choice).toMatchObject({ title: 'The first 1,000 of 1,250 links' });
    expect(pasteFieldStore.getState().choice?.entries).toHaveLength(1000);
  });
});

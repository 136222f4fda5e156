import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkFrom, linksIn, linksInDrop, MOST_LINKS } from '../../renderer/features/paste/links.ts';

describe('links in a text', () => {
  it.each([
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

  it('stops at the most it takes', () => {
    const text = Array.from({ length: MOST_LINKS + 50 }, (_, index) => `https://video.example/${index}`).join('\n');
    expect(linksIn(text)).toHaveLength(MOST_LINKS);
  });

  it('only ever finds web addresses', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        for (const link of linksIn(`${noise} https://video.example/${noise}`))
          expect(new URL(link).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});

describe('the one link a person meant', () => {
  it.each([
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
  it('takes the list of addresses, without its comments', () => {
    expect(
      linksInDrop({ uriList: '# https://comment.example/\r\nhttps://video.example/a\r\n', text: 'https://other.example/' }),
    ).toEqual(['https://video.example/a']);
  });

  it('falls back to the text', () => {
    expect(linksInDrop({ uriList: '', text: 'see https://video.example/a' })).toEqual(['https://video.example/a']);
  });
});

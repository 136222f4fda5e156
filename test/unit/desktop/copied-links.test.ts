import { describe, expect, test } from 'vitest';
import { copiedLink, createCopiedLinks } from '../../../main/desktop/copied-links.ts';

const CATS = 'https://tube.example/watch?v=cats';
const DOGS = 'https://tube.example/watch?v=dogs';
const nothingKnown = (): boolean => false;

describe('recognising a link', () => {
  test.each([CATS, `  ${CATS}\n`, 'http://tube.example/1', 'HTTPS://tube.example/1'])(
    'a clipboard that holds one link is recognised: %j',
    (text) => {
      expect(copiedLink(text)?.url).toMatch(/^https?:\/\/tube\.example\//);
    },
  );

  test.each([
    ['nothing', ''],
    ['a word', 'hunter2'],
    ['a name without a scheme', 'tube.example/1'],
    ['a link in a sentence', `look: ${CATS}`],
    ['two links', `${CATS} ${DOGS}`],
    ['two lines', `${CATS}\n${DOGS}`],
    ['another scheme', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['no site', 'https://'],
    ['a name and password', 'https://mia:secret@tube.example/1'],
    ['more than any link', `https://tube.example/${'x'.repeat(9000)}`],
  ])('a clipboard is not taken for a link with %s', (_what, text) => {
    expect(copiedLink(text)).toBeUndefined();
  });
});

describe('offering a link', () => {
  test('a copied link is offered once, in whatever spelling, until another one comes', () => {
    const links = createCopiedLinks(nothingKnown);
    expect(links.cameBack(CATS)).toBe(CATS);
    links.left(CATS);
    expect(links.cameBack(CATS)).toBeUndefined();
    expect(links.cameBack(`${CATS}&utm_source=mail`)).toBeUndefined();
    expect(links.cameBack(DOGS)).toBe(DOGS);
    expect(links.cameBack(CATS)).toBeUndefined();
  });

  test('a link that was copied in the app itself is not offered', () => {
    const links = createCopiedLinks(nothingKnown);
    links.cameBack('something else');
    links.left(CATS);
    expect(links.cameBack(CATS)).toBeUndefined();
  });

  test('a link that was there before somebody left is offered if it was not checked then', () => {
    const known = { yes: true };
    const links = createCopiedLinks(() => known.yes);
    expect(links.cameBack(CATS)).toBeUndefined();
    links.left(CATS);
    known.yes = false;
    expect(links.cameBack(CATS)).toBe(CATS);
  });

  test('a link is not offered to a person who already has it', () => {
    expect(createCopiedLinks((url) => url === CATS).cameBack(CATS)).toBeUndefined();
  });

  test('an offered link is forgotten after two hundred others', () => {
    const links = createCopiedLinks(nothingKnown);
    links.cameBack(CATS);
    for (let number = 0; number < 199; number += 1) links.cameBack(`https://tube.example/${number}`);
    expect(links.cameBack(CATS)).toBeUndefined();
    links.cameBack('https://tube.example/last');
    expect(links.cameBack(CATS)).toBe(CATS);
  });
});

import { describe, expect, test } from 'vitest';
import { copiedLink, createCopiedLinks } from '../../../main/desktop/copied-links.ts';

const CATS = 'https://tube.example/watch?v=cats';
const DOGS = 'https://tube.example/watch?v=dogs';
const nothingKnown = (): boolean => false;

describe('a clipboard that holds one link', () => {
  test.each([CATS, `  ${CATS}\n`, 'http://tube.example/1', 'HTTPS://tube.example/1'])('is known: %j', (text) => {
    expect(copiedLink(text)?.url).toMatch(/^https?:\/\/tube\.example\//);
  });

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
  ])('is not one with %s', (_what, text) => {
    expect(copiedLink(text)).toBeUndefined();
  });
});

describe('a link on the clipboard', () => {
  test('is offered once, in whatever spelling, until another one comes', () => {
    const links = createCopiedLinks(nothingKnown);
    expect(links.cameBack(CATS)).toBe(CATS);
    links.left(CATS);
    expect(links.cameBack(CATS)).toBeUndefined();
    expect(links.cameBack(`${CATS}&utm_source=mail`)).toBeUndefined();
    expect(links.cameBack(DOGS)).toBe(DOGS);
    expect(links.cameBack(CATS)).toBeUndefined();
  });

  test('is not offered when it was copied in the app itself', () => {
    const links = createCopiedLinks(nothingKnown);
    links.cameBack('something else');
    links.left(CATS);
    expect(links.cameBack(CATS)).toBeUndefined();
  });

  test('is offered though it was there before somebody left, if it was not looked at', () => {
    const known = { yes: true };
    const links = createCopiedLinks(() => known.yes);
    expect(links.cameBack(CATS)).toBeUndefined();
    links.left(CATS);
    known.yes = false;
    expect(links.cameBack(CATS)).toBe(CATS);
  });

  test('is not offered to whom has it already', () => {
    expect(createCopiedLinks((url) => url === CATS).cameBack(CATS)).toBeUndefined();
  });

  test('is forgotten after two hundred others', () => {
    const links = createCopiedLinks(nothingKnown);
    links.cameBack(CATS);
    for (let number = 0; number < 199; number += 1) links.cameBack(`https://tube.example/${number}`);
    expect(links.cameBack(CATS)).toBeUndefined();
    links.cameBack('https://tube.example/last');
    expect(links.cameBack(CATS)).toBe(CATS);
  });
});

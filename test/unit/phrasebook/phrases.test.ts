import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { english } from '../../../phrasebook/english/index.ts';
import { languageOf, localeOf } from '../../../phrasebook/language.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';
import { sourcesOf } from './source-text.ts';

const keysOf = (phrases: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(phrases).flatMap(([subject, texts]) => Object.keys(texts).map((name) => `${subject}.${name}`));

const escaped = (text: string): string => text.replaceAll(/[.-]/g, '\\$&');

/** The ways in which the app names phrases: whole, or with a part that is known only while it runs. */
function namedIn(source: string): readonly RegExp[] {
  const whole = [...source.matchAll(/['"]([a-zA-Z]+\.[\w-]+)['"]/g)].map(([, key = '']) => key);
  const parts = [...source.matchAll(/`([a-zA-Z]+\.[\w-]*)\$\{[^}]*\}([\w-]*)`/g)];
  return [
    ...whole.map((key) => new RegExp(`^${escaped(key)}$`)),
    ...parts.map(([, before = '', after = '']) => new RegExp(`^${escaped(before)}[\\w-]+${escaped(after)}$`)),
  ];
}

describe('the phrasebook', () => {
  const named = [...sourcesOf('renderer', 'main', 'phrasebook').values()].flatMap(namedIn);

  test.each(keysOf(english))('%s is said somewhere', (key) => {
    expect(named.some((pattern) => pattern.test(key))).toBe(true);
  });

  test.each(
    Object.entries(english).flatMap(([subject, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${subject}.${name}`, text]),
    ),
  )('%s can be read: %s', (_key, text) => {
    expect(() => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true })).not.toThrow();
    expect(text).not.toMatch(/'|\.\.\.|\d %|\} %/);
  });
});

describe('a phrase', () => {
  const { say } = createSpeaker('en', 'en-US');

  test('is said with its values, and counted as the language counts', () => {
    expect(say('count.videos', { count: 1 })).toBe('1 video');
    expect(say('count.videos', { count: 1200 })).toBe('1,200 videos');
    expect(say('cancelled.forOneButOthers', { name: 'Mia', others: 'Dad and Leo', count: 2 })).toBe(
      'Cancelled for Mia. Dad and Leo still want it, so it keeps going.',
    );
  });

  test('takes what people write for what it is', () => {
    expect(say('item.play', { title: '<b>{count, plural, other {#}}</b>' })).toBe('Play <b>{count, plural, other {#}}</b>');
  });
});

describe('the language of a computer', () => {
  test('is the first one that Homereel speaks, and English if it speaks none', () => {
    expect(languageOf(['fr-CH', 'en-GB'])).toBe('en');
    expect(languageOf(['fr', 'C', '', 'not a tag'])).toBe('en');
    expect(languageOf([])).toBe('en');
  });

  test('is written as where the computer is', () => {
    expect(localeOf('en', ['fr-CH', 'en-GB'])).toBe('en-GB');
    expect(localeOf('en', ['de-AT'])).toBe('en-AT');
    expect(localeOf('en', ['de'])).toBe('en');
    expect(localeOf('en', [])).toBe('en');
  });
});

import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { english } from '../../../phrasebook/english/index.ts';
import { german } from '../../../phrasebook/german/index.ts';
import { languageOf, localeOf } from '../../../phrasebook/language.ts';
import { said } from '../../../phrasebook/said.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';
import { LANGUAGES } from '../../../preload/contract/spoken-languages.ts';
import { sourcesOf } from './source-text.ts';

const keysOf = (phrases: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.entries(phrases).flatMap(([subject, texts]) => Object.keys(texts).map((name) => `${subject}.${name}`));

const escaped = (text: string): string => text.replaceAll(/[.-]/g, '\\$&');

const PHRASES = { en: english, de: german } as const;

const textsOf = (phrases: Readonly<Record<string, Readonly<Record<string, string>>>>): readonly (readonly [string, string])[] =>
  Object.entries(phrases).flatMap(([subject, texts]) =>
    Object.entries(texts).map(([name, text]) => [`${subject}.${name}`, text] as const),
  );

/** The names of what a phrase is filled with, those inside its plurals too. */
function placesOf(text: string): readonly string[] {
  const found = new Set<string>();
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('value' in element && typeof element.value === 'string' && element.type !== 0) found.add(element.value);
      if ('options' in element) for (const { value } of Object.values(element.options)) visit(value);
    }
  };
  visit(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

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

  test.each(LANGUAGES.flatMap((language) => textsOf(PHRASES[language]).map(([key, text]) => [language, key, text] as const)))(
    '%s %s can be read: %s',
    (language, _key, text) => {
      expect(() => new IntlMessageFormat(text, language, undefined, { ignoreTag: true })).not.toThrow();
      expect(text).not.toMatch(/'|\.\.\.|^\s|\s$| {2}/);
      // English writes the sign at the number, German with a space that never breaks.
      expect(text).not.toMatch(language === 'en' ? /\} ?[\u00a0 ]%/ : /\}[ ]?%/);
    },
  );

  test.each(textsOf(german))('German %s has the places that the English phrase has', (key, text) => {
    const inEnglish = textsOf(english).find(([name]) => name === key)?.[1] ?? '';
    expect(placesOf(text)).toEqual(placesOf(inEnglish));
  });

  test('every language has every phrase, and no other', () => {
    expect(keysOf(german).sort()).toEqual(keysOf(english).sort());
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

  test('is said in German as German counts and writes numbers', () => {
    const { say: sage, tell } = createSpeaker('de', 'de-DE');
    expect(sage('count.videos', { count: 1200 })).toBe('1.200 Videos');
    expect(sage('item.pausedAt', { percent: 31 })).toBe('Angehalten bei 31\u00a0%');
    expect(sage('cancelled.forOneButOthers', { name: 'Mia', others: 'Papa', count: 1 })).toBe(
      'Für Mia abgebrochen. Papa möchte es noch, darum läuft es weiter.',
    );
    expect(tell({ key: 'tooMuch.full', values: { name: 'Mia', used: { bytes: 2.5e9 }, quota: { bytes: 2e9 } } })).toBe(
      'Der Speicherplatz von Mia ist voll: 2,5 GB von 2,0 GB.',
    );
  });

  test('that is a part of another is said in the same language', () => {
    const { phrase, text } = said('notice.downloadsWait', { why: said('hold.offline') });
    expect(text).toBe('No internet connection. Everything waits. Downloads wait, and continue by themselves.');
    expect(createSpeaker('de').tell(phrase)).toBe(
      'Keine Internetverbindung. Alles wartet. Die Downloads warten und gehen von selbst weiter.',
    );
  });

  test('that nobody wrote is not said', () => {
    expect(createSpeaker('de').tell({ key: 'nothing.ofThis' })).toBeUndefined();
    expect(createSpeaker('de').tell({ key: 'constructor.name' })).toBeUndefined();
  });

  test('takes what people write for what it is', () => {
    expect(say('item.play', { title: '<b>{count, plural, other {#}}</b>' })).toBe('Play <b>{count, plural, other {#}}</b>');
  });
});

describe('the language of a computer', () => {
  test('is the first one that Homereel speaks, and English if it speaks none', () => {
    expect(languageOf(['fr-CH', 'en-GB'])).toBe('en');
    expect(languageOf(['fr-CH', 'de-CH', 'en-GB'])).toBe('de');
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

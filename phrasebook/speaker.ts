import type { GetICUArgs } from '@schummar/icu-type-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { english } from './english/index.ts';
import type { Language } from './language.ts';

type English = typeof english;

/** The name of a phrase: its subject and what it says, such as `queue.nothingDownloading`. */
export type PhraseKey = { [Subject in keyof English]: `${Subject}.${keyof English[Subject] & string}` }[keyof English];

/** All phrases in one language: the same names as in English. */
export type Phrases = { readonly [Subject in keyof English]: { readonly [Name in keyof English[Subject]]: string } };

type TextOf<Key extends PhraseKey> = Key extends `${infer Subject extends keyof English}.${infer Name}`
  ? Name extends keyof English[Subject]
    ? English[Subject][Name]
    : never
  : never;

type ValuesOf<Key extends PhraseKey> = GetICUArgs<
  TextOf<Key> & string,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: number }
>;

/** What a phrase needs beside its name: nothing, or a value for each of its places. */
export type PhraseValues<Key extends PhraseKey> = keyof ValuesOf<Key> extends never ? [] : [values: ValuesOf<Key>];

/** Says phrases in one language. */
export interface Speaker {
  readonly language: Language;
  /** The locale of numbers, dates and names of languages. */
  readonly locale: string;
  say<Key extends PhraseKey>(key: Key, ...values: PhraseValues<Key>): string;
}

const PHRASES: Readonly<Record<Language, Phrases>> = { en: english };

/** Creates what says phrases in a language, with numbers and plurals as the locale writes them. */
export function createSpeaker(language: Language, locale: string = language): Speaker {
  const messages = new Map<PhraseKey, string | IntlMessageFormat>();
  /** A phrase is parsed once, when it is first said; most have no place for a value and are said as they stand. */
  const messageOf = (key: PhraseKey): string | IntlMessageFormat => {
    const known = messages.get(key);
    if (known !== undefined) return known;
    const [subject = '', name = ''] = key.split('.');
    const text = (PHRASES[language] as Readonly<Record<string, Readonly<Record<string, string>>>>)[subject]?.[name];
    if (text === undefined) throw new Error(`There is no phrase ${key}.`);
    const message = text.includes('{') ? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }) : text;
    messages.set(key, message);
    return message;
  };
  return {
    language,
    locale,
    say(key, ...[values]) {
      const message = messageOf(key);
      return typeof message === 'string' ? message : String(message.format(values as Record<string, string | number>));
    },
  };
}

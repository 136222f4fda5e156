import type { GetICUArgs } from '@schummar/icu-type-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../preload/contract/spoken-languages.ts';
import type { SpokenPhrase, SpokenValue } from '../preload/contract/spoken-phrase.ts';
import { english } from './english/index.ts';
import { german } from './german/index.ts';
import type { Phrases } from './phrases.ts';

type English = typeof english;

/** The name of a phrase: its subject and what it says, such as `queue.nothingDownloading`. */
export type PhraseKey = { [Subject in keyof English]: `${Subject}.${keyof English[Subject] & string}` }[keyof English];

type TextOf<Key extends PhraseKey> = Key extends `${infer Subject extends keyof English}.${infer Name}`
  ? Name extends keyof English[Subject]
    ? English[Subject][Name]
    : never
  : never;

type ValuesOf<Key extends PhraseKey> = GetICUArgs<
  TextOf<Key> & string,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: number }
>;

/** The values of all phrases that a name may turn out to stand for. */
type ValuesOfAll<Key extends PhraseKey> = (Key extends PhraseKey ? (values: ValuesOf<Key>) => void : never) extends (
  values: infer Values,
) => void
  ? Values
  : never;

/** What a phrase needs beside its name: nothing, or a value for each of its places. */
export type PhraseValues<Key extends PhraseKey> = keyof ValuesOfAll<Key> extends never ? [] : [values: ValuesOfAll<Key>];

/** Says phrases in one language. */
export interface Speaker {
  readonly language: Language;
  /** The locale of numbers, dates and names of languages. */
  readonly locale: string;
  say<Key extends PhraseKey>(key: Key, ...values: PhraseValues<Key>): string;
  /** Says what the main process told by its name; undefined if there is no such phrase. */
  tell(phrase: SpokenPhrase): string | undefined;
}

const PHRASES: Readonly<Record<Language, Phrases>> = { en: english, de: german };

/** Creates what says phrases in a language, with numbers and plurals as the locale writes them. */
export function createSpeaker(language: Language, locale: string = language): Speaker {
  const messages = new Map<string, string | IntlMessageFormat>();
  /** A phrase is parsed once, when it is first said; most have no place for a value and are said as they stand. */
  const messageOf = (key: string): string | IntlMessageFormat | undefined => {
    const known = messages.get(key);
    if (known !== undefined) return known;
    const text = textOf(PHRASES[language], key);
    if (text === undefined) return undefined;
    const message = text.includes('{') ? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }) : text;
    messages.set(key, message);
    return message;
  };
  const fill = (key: string, values: Readonly<Record<string, string | number>>): string | undefined => {
    const message = messageOf(key);
    return message === undefined || typeof message === 'string' ? message : String(message.format(values));
  };
  const tell = ({ key, values = {} }: SpokenPhrase): string | undefined =>
    fill(key, Object.fromEntries(Object.entries(values).map(([place, value]) => [place, plain(value)])));
  const plain = (value: SpokenValue): string | number => {
    if (typeof value !== 'object') return value;
    if ('moment' in value) return momentText(value.moment, locale);
    return 'bytes' in value ? sizeText(value.bytes, locale) : (tell(value) ?? '');
  };
  return {
    language,
    locale,
    say: (key, ...[values]) => fill(key, (values ?? {}) as Readonly<Record<string, string | number>>) ?? key,
    tell,
  };
}

function textOf(phrases: Phrases, key: string): string | undefined {
  const dot = key.indexOf('.');
  const texts: Readonly<Record<string, string>> | undefined = Object.entries(phrases).find(
    ([subject]) => subject === key.slice(0, dot),
  )?.[1];
  const name = key.slice(dot + 1);
  return texts !== undefined && Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** Writes the day and the time of something that may be long ago. */
const momentText = (moment: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    moment,
  );

/** Writes a size in decimal gigabytes, or megabytes below one, as disks are sold. */
function sizeText(bytes: number, locale: string): string {
  const isLarge = bytes >= 1e9;
  const amount = isLarge ? bytes / 1e9 : Math.ceil(bytes / 1e6);
  const digits = isLarge ? 1 : 0;
  const written = amount.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${written} ${isLarge ? 'GB' : 'MB'}`;
}

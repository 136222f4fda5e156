import { languageOf } from '../../phrasebook/language.ts';
import { createPersonSpeaker } from '../../phrasebook/person-speaker.ts';
import { saidChange } from '../../phrasebook/said-change.ts';
import type { PhraseKey, PhraseValues } from '../../phrasebook/speaker.ts';
import type { Language } from '../../preload/contract/spoken-languages.ts';
import type { SpokenPhrase } from '../../preload/contract/spoken-phrase.ts';

export type { PhraseKey };

/** The languages of this computer, the most wanted first. */
const systemLanguages: readonly string[] = globalThis.navigator?.languages ?? [];
const listeners = new Set<() => void>();

let chosen: Language | undefined;
const speaker = createPersonSpeaker(systemLanguages, () => chosen);

/** Speaks a language from now on; undefined: that of this computer. */
export function speak(language: Language | undefined): void {
  if (language === chosen) return;
  chosen = language;
  for (const listener of listeners) listener();
}

/** Calls the listener when another language is spoken; the returned function stops it. */
export function onSpeak(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Reads the language that the window speaks now. */
export const spokenLanguage = (): Language => speaker().language;

/** Reads the language that the window speaks to somebody who chose none. */
export const languageOfComputer = (): Language => languageOf(systemLanguages);

/** Names a language as it names itself: `English`, `Deutsch`. */
export const ownNameOf = (language: Language): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;

/** Says a phrase in the language that the window speaks now. */
export function say<Key extends PhraseKey>(key: Key, ...values: PhraseValues<Key>): string {
  return speaker().say(key, ...values);
}

/** Reads the locale of numbers and dates in the language that the window speaks now. */
export const locale = (): string => speaker().locale;

/**
 * Says what the main process told. Its own text is English and may say more than the phrase beside it; undefined where there is nothing to
 * say in the language that the window speaks now.
 */
export function tell(text: string, phrase: SpokenPhrase | undefined): string | undefined {
  if (speaker().language === 'en' && text.trim() !== '') return text;
  return phrase && speaker().tell(phrase);
}

/** Says what was changed about people, PINs and settings, and by whom. */
export const changeSentence = (...change: Parameters<typeof saidChange>): string => {
  const { text, phrase } = saidChange(...change);
  return tell(text, phrase) ?? text;
};

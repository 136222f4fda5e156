import { type Language, languageOf, localeOf } from '../../phrasebook/language.ts';
import { createSpeaker, type PhraseKey, type PhraseValues, type Speaker } from '../../phrasebook/speaker.ts';

export type { PhraseKey };

/** The languages of this computer, the most wanted first. */
const systemLanguages = (): readonly string[] => globalThis.navigator?.languages ?? [];

const speakers = new Map<Language, Speaker>();

function speakerOf(language: Language): Speaker {
  const known = speakers.get(language) ?? createSpeaker(language, localeOf(language, systemLanguages()));
  speakers.set(language, known);
  return known;
}

const speaker = speakerOf(languageOf(systemLanguages()));

/** Says a phrase in the language that the window speaks now. */
export function say<Key extends PhraseKey>(key: Key, ...values: PhraseValues<Key>): string {
  return speaker.say(key, ...values);
}

/** Reads the locale of numbers and dates in the language that the window speaks now. */
export const locale = (): string => speaker.locale;

import { createPersonSpeaker } from '../../phrasebook/person-speaker.ts';
import { saidChange } from '../../phrasebook/said-change.ts';
import type { PhraseKey, PhraseValues } from '../../phrasebook/speaker.ts';
import type { SpokenPhrase } from '../../preload/contract/spoken-phrase.ts';

export type { PhraseKey };

/** The languages of this computer, the most wanted first. */
const systemLanguages = (): readonly string[] => globalThis.navigator?.languages ?? [];

const speaker = createPersonSpeaker(systemLanguages(), () => undefined);

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

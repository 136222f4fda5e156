import type { Language } from '../preload/contract/spoken-languages.ts';
import { languageOf, localeOf } from './language.ts';
import { createSpeaker, type Speaker } from './speaker.ts';

/**
 * Creates what answers who speaks now: in the language that `chosen` answers, or in that of the computer while nobody chose one.
 * `systemTags` are the languages of the computer, such as `de-AT`, the most wanted first.
 */
export function createPersonSpeaker(systemTags: readonly string[], chosen: () => Language | undefined): () => Speaker {
  const speakers = new Map<Language, Speaker>();
  return () => {
    const language = chosen() ?? languageOf(systemTags);
    const speaker = speakers.get(language) ?? createSpeaker(language, localeOf(language, systemTags));
    speakers.set(language, speaker);
    return speaker;
  };
}

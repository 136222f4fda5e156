import { LANGUAGES, type Language } from '../preload/contract/spoken-languages.ts';

/** Picks the first language of a list of tags such as `de-AT` that Homereel speaks; English if it speaks none of them. */
export function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    const spoken = LANGUAGES.find((language) => language === partsOf(tag).language);
    if (spoken !== undefined) return spoken;
  }
  return LANGUAGES[0];
}

/**
 * Picks the locale for numbers and dates in a language: this computer's own if it is one of that language, else the language
 * as it is used where the computer is. Somebody in Vienna who reads English keeps a clock of 24 hours.
 */
export function localeOf(language: Language, tags: readonly string[]): string {
  const own = tags.find((tag) => partsOf(tag).language === language);
  if (own !== undefined) return own;
  const region = tags.map((tag) => partsOf(tag).region).find((found) => found !== undefined);
  return region === undefined ? language : `${language}-${region}`;
}

function partsOf(tag: string): { readonly language: string | undefined; readonly region: string | undefined } {
  try {
    const { language, region } = new Intl.Locale(tag);
    return { language, region };
  } catch {
    // A computer may name a locale of its own, such as `C`.
    return { language: undefined, region: undefined };
  }
}

import { locale } from './say.ts';

/** The languages that people are offered; a file's other languages are named all the same. */
const OFFERED =
  'ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|ur|vi|zh'.split(
    '|',
  );

/** Names a language: `German`, `Brazilian Portuguese`; the code itself where it has no name. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Lists codes to offer, by name; those of this computer, given as tags such as `de-AT`, come first. */
export function offeredLanguages(preferred: readonly string[]): readonly string[] {
  const own = preferred.map((tag) => (tag.split('-')[0] ?? '').toLowerCase()).filter((code) => /^[a-z]{2,3}$/.test(code));
  const names = new Map(OFFERED.map((code) => [code, languageName(code)]));
  const rest = OFFERED.toSorted((a, b) => (names.get(a) ?? a).localeCompare(names.get(b) ?? b, locale()));
  return [...new Set([...own, ...rest])];
}

/**
 * Gives texts that a person reads as the same word the same key, in any script: case, accents, full-width forms, ligatures
 * and invisible characters do not count. SQLite's own `lower` and `NOCASE` know ASCII only.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]|\p{Default_Ignorable_Code_Point}|\p{Cc}/gu, '')
    .toUpperCase()
    .toLowerCase();
}

/** Limits a key: long enough to tell titles apart, short enough to travel in a cursor; titles alike so far are ordered by id. */
const SORT_KEY_LENGTH = 80;

/** Orders titles as a person would: by `searchKey`, with numbers by value ("Part 2" before "Part 10"). */
export function titleSortKey(title: string): string {
  const key = searchKey(title)
    .trim()
    .replace(/\d+/g, (digits) => digits.padStart(10, '0'));
  return key.slice(0, SORT_KEY_LENGTH).replace(/\p{Cs}/gu, '');
}

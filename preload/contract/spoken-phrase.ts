/** What stands at a place of a phrase: a text or number as it is, a size in bytes, a moment in epoch milliseconds, or another phrase. */
export type SpokenValue = string | number | { readonly bytes: number } | { readonly moment: number } | SpokenPhrase;

/** A phrase by its name, with its values, beside the same in English: the window says it in its person's language. */
export interface SpokenPhrase {
  readonly key: string;
  readonly values?: { readonly [place: string]: SpokenValue };
}

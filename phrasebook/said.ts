import type { SpokenPhrase, SpokenValue } from '../preload/contract/spoken-phrase.ts';
import { createSpeaker, type PhraseKey, type PhraseValues } from './speaker.ts';

/** What the main process says to somebody whose language it may not know: in English, and as a phrase for whoever knows better. */
export interface Said {
  readonly text: string;
  readonly phrase: SpokenPhrase;
}

type RichValue = SpokenValue | Said;

type RichValues<Key extends PhraseKey> =
  PhraseValues<Key> extends [infer Values] ? [values: { readonly [Place in keyof Values]: RichValue }] : [];

const english = createSpeaker('en');

/** Says a phrase. A size is given as `{ bytes }`, and what was said before may be a part of it. */
export function said<Key extends PhraseKey>(key: Key, ...[values]: RichValues<Key>): Said {
  if (values === undefined) return { text: english.tell({ key }) ?? '', phrase: { key } };
  const entries = Object.entries<RichValue>(values).map(
    ([place, value]) => [place, isSaid(value) ? value.phrase : value] as const,
  );
  const phrase = { key, values: Object.fromEntries(entries) };
  return { text: english.tell(phrase) ?? '', phrase };
}

const isSaid = (value: RichValue): value is Said => typeof value === 'object' && 'text' in value;

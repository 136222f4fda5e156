import type { ProbeEntry } from '../../../../preload/contract/types.ts';
import { say } from '../../../words/say.ts';

/** Tells whether this person neither has nor is getting it. */
export const isNew = ({ known }: ProbeEntry): boolean => known === undefined || known === 'cataloged';

/** Keeps the entries that match a filter text and, with "only new", are new, in their order. */
export function filterEntries(entries: readonly ProbeEntry[], text: string, onlyNew: boolean): readonly ProbeEntry[] {
  const wanted = text.trim().toLocaleLowerCase();
  return entries.filter(
    (entry) => (!onlyNew || isNew(entry)) && (wanted === '' || entry.title.toLocaleLowerCase().includes(wanted)),
  );
}

/** Says in a word or two what is known of an entry; undefined when nothing is. */
export function knownWords(known: ProbeEntry['known']): string | undefined {
  switch (known) {
    case 'complete':
      return say('choice.inLibrary');
    case 'pending':
    case 'downloading':
    case 'cancelling':
      return say('choice.onItsWay');
    case 'failed':
      return say('choice.failedBefore');
    default:
      return undefined;
  }
}

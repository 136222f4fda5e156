import type { ProbeEntry } from '../../../../preload/contract/types.ts';

/** True for what this person does not have and is not getting. */
export const isNew = ({ known }: ProbeEntry): boolean => known === undefined || known === 'cataloged';

/** The entries that a filter text and "only new" leave, in their order. */
export function filterEntries(entries: readonly ProbeEntry[], text: string, onlyNew: boolean): readonly ProbeEntry[] {
  const wanted = text.trim().toLocaleLowerCase();
  return entries.filter(
    (entry) => (!onlyNew || isNew(entry)) && (wanted === '' || entry.title.toLocaleLowerCase().includes(wanted)),
  );
}

/** What is known of an entry, in a word or two; its length otherwise is the caller's. */
export function knownWords(known: ProbeEntry['known']): string | undefined {
  switch (known) {
    case 'complete':
      return 'in the library';
    case 'pending':
    case 'downloading':
    case 'cancelling':
      return 'on its way';
    case 'failed':
      return 'did not work before';
    default:
      return undefined;
  }
}

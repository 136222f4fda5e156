import { formatCount } from '../../../words/format.ts';

/** Says what becomes of the videos of a person who is removed; nobody else wants `onlyTheirs` of `items`. */
export function removalWords({ items, onlyTheirs }: { readonly items: number; readonly onlyTheirs: number }): string {
  if (items === 0) return 'They have no videos.';
  const have = `They have ${formatCount(items, 'video')}`;
  if (items === 1)
    return onlyTheirs === 0 ? `${have}. Someone else has it too, so it stays.` : `${have}, and nobody else has it.`;
  if (onlyTheirs === 0) return `${have}. Others have all of them too, so they stay.`;
  return onlyTheirs === items
    ? `${have}, and nobody else has any of them.`
    : `${have}, and nobody else has ${onlyTheirs.toLocaleString()} of them.`;
}

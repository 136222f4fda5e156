import { say } from '../../../words/say.ts';

/** Says what becomes of the videos of a person who is removed; nobody else wants `onlyTheirs` of `items`. */
export function removalWords({ items, onlyTheirs }: { readonly items: number; readonly onlyTheirs: number }): string {
  if (items === 0) return say('removal.noVideos');
  if (onlyTheirs === 0) return say('removal.othersHaveAll', { count: items });
  return onlyTheirs === items
    ? say('removal.onlyTheirs', { count: items })
    : say('removal.someOnlyTheirs', { count: items, only: onlyTheirs });
}

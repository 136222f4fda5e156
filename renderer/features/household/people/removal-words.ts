import { formatCount } from '../../../words/format.ts';

/** What becomes of the videos of a person who is removed; `onlyTheirs` of `items` are wanted by nobody else. */
export function removalWords({ items, onlyTheirs }: { readonly items: number; readonly onlyTheirs: number }): string {
  if (items === 0) return 'There is nothing on their list.';
  const list = `${formatCount(items, 'video is', 'videos are')} on their list`;
  if (items === 1) return onlyTheirs === 0 ? `${list}. Somebody else wants it too, so it stays.` : `${list}, and only theirs.`;
  if (onlyTheirs === 0) return `${list}, and somebody else wants every one of them, so all stay.`;
  return `${list}, ${onlyTheirs === items ? 'all of them' : `${onlyTheirs.toLocaleString()} of them`} only theirs.`;
}

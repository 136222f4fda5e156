import { formatCount, formatNames, isolated } from './format.ts';

/** What a cancel did, in one sentence. `stopped` false means that somebody else still wants it. */
export function cancelSentence(answer: { stopped: boolean; stillWantedBy: readonly string[] }, name: string): string {
  const person = isolated(name);
  if (answer.stopped) return 'Cancelled. The part already downloaded is kept.';
  const others = answer.stillWantedBy;
  if (others.length === 0) return `Cancelled for ${person}. It keeps going for somebody else.`;
  return `Cancelled for ${person}. ${formatNames(others)} still ${others.length === 1 ? 'wants' : 'want'} it, so it keeps going.`;
}

/** What cancelling several did. `kept` of the `count` go on, because somebody else wants them. */
export function bulkCancelSentence(count: number, kept: number): string {
  const cancelled = `Cancelled ${formatCount(count, 'video')}.`;
  if (kept === 0) return cancelled;
  if (kept === count)
    return `${cancelled} Somebody else still wants ${count === 1 ? 'it, so it keeps' : 'them, so they keep'} going.`;
  return `${cancelled} ${kept} of them keep going, because somebody else wants them.`;
}

import { formatCount, formatNames, isolated } from './format.ts';

/** Says what cancelling did. `stopped` is false while somebody else still wants the video. */
export function cancelSentence(answer: { stopped: boolean; stillWantedBy: readonly string[] }, name: string): string {
  const person = isolated(name);
  if (answer.stopped) return 'Cancelled. The part already downloaded is kept.';
  const others = answer.stillWantedBy;
  if (others.length === 0) return `Cancelled for ${person}. It keeps going for someone else.`;
  return `Cancelled for ${person}. ${formatNames(others)} still ${others.length === 1 ? 'wants' : 'want'} it, so it keeps going.`;
}

/** Says what cancelling several videos did. `kept` of the `count` go on, because somebody else wants them. */
export function bulkCancelSentence(count: number, kept: number): string {
  const cancelled = `Cancelled ${formatCount(count, 'video')}.`;
  if (kept === 0) return cancelled;
  if (kept === count)
    return `${cancelled} Someone else still wants ${count === 1 ? 'it, so it keeps' : 'them, so they keep'} going.`;
  return `${cancelled} ${kept} of them keep going, because someone else wants them.`;
}

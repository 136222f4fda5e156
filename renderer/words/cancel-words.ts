import { formatNames, isolated } from './format.ts';
import { say } from './say.ts';

/** Says what cancelling did. `stopped` is false while somebody else still wants the video. */
export function cancelSentence(answer: { stopped: boolean; stillWantedBy: readonly string[] }, name: string): string {
  if (answer.stopped) return say('cancelled.stopped');
  const person = isolated(name);
  const others = answer.stillWantedBy;
  if (others.length === 0) return say('cancelled.forOneButSomeone', { name: person });
  return say('cancelled.forOneButOthers', { name: person, others: formatNames(others), count: others.length });
}

/** Says what cancelling several videos did. `kept` of the `count` go on, because somebody else wants them. */
export function bulkCancelSentence(count: number, kept: number): string {
  if (kept === 0) return say('cancelled.videos', { count });
  return kept === count ? say('cancelled.videosAllKept', { count }) : say('cancelled.videosSomeKept', { count, kept });
}

import type { QueuePlace } from '../../../../preload/contract/queue-place.ts';
import type { QueueGroup } from '../../../store/queue/queue-groups.ts';
import { say } from '../../../words/say.ts';
import { placeWords } from '../rows/item-words.ts';

/** Says how far a group is and what it is doing, in one line: `4 of 12 done · Next`. */
export function groupWords(group: QueueGroup, place: QueuePlace | undefined, ownName: string | undefined): string {
  const { total, done, failed } = group;
  const parts = [
    done === total ? say('group.allDone', { total }) : say('group.doneOf', { done, total }),
    failed > 0 && say('group.needYou', { count: failed }),
    doing(group, place, ownName),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Says how much of a group is here while the rest still waits or runs: `2 of 6 in the library`. */
export const doneWords = ({ done, total }: QueueGroup): string => say('group.inLibrary', { done, total });

function doing({ running, waiting, paused }: QueueGroup, place: QueuePlace | undefined, ownName: string | undefined) {
  if (running + waiting === 0) return '';
  if (paused === running + waiting) return say('item.paused');
  if (running > 0) return say('group.downloading');
  return place === undefined ? say('item.waitingForTurn') : placeWords(place, ownName);
}

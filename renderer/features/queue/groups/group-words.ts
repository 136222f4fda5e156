import type { QueuePlace } from '../../../../preload/contract/queue-place.ts';
import type { QueueGroup } from '../../../store/queue/queue-groups.ts';
import { placeWords } from '../rows/item-words.ts';

/** Says how far a group is and what it is doing, in one line: `4 of 12 done · Next`. */
export function groupWords(group: QueueGroup, place: QueuePlace | undefined, ownName: string | undefined): string {
  const { total, done, failed } = group;
  const parts = [
    done === total ? `All ${total.toLocaleString()} done` : `${done.toLocaleString()} of ${total.toLocaleString()} done`,
    failed > 0 && `${failed.toLocaleString()} ${failed === 1 ? 'needs' : 'need'} you`,
    doing(group, place, ownName),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Says how much of a group is here while the rest still waits or runs: `2 of 6 in the library`. */
export const doneWords = ({ done, total }: QueueGroup): string =>
  `${done.toLocaleString()} of ${total.toLocaleString()} in the library`;

function doing({ running, waiting, paused }: QueueGroup, place: QueuePlace | undefined, ownName: string | undefined) {
  if (running + waiting === 0) return '';
  if (paused === running + waiting) return 'Paused';
  if (running > 0) return 'Downloading';
  return place === undefined ? 'Waiting for its turn' : placeWords(place, ownName);
}

import type { QueueItem } from '../../../../preload/contract/types.ts';
import { useNow } from '../../../store/border/use-now.ts';
import { countsDown, statusWords } from './item-words.ts';

/** Says what an item is doing; only a countdown is drawn again every second. */
export function StatusLine({ item }: { readonly item: QueueItem }) {
  return countsDown(item) ? <TickingLine item={item} /> : statusWords(item, Date.now());
}

function TickingLine({ item }: { readonly item: QueueItem }) {
  return statusWords(item, useNow());
}

import type { QueuePlace } from '../../../../preload/contract/queue-place.ts';
import type { QueueItem } from '../../../../preload/contract/types.ts';
import { PHASE_WORDS } from '../../../words/download-words.ts';
import { failureSentence, WAITING_SENTENCES } from '../../../words/failure-sentences.ts';
import {
  formatBytes,
  formatCountdown,
  formatMoment,
  formatNames,
  formatParts,
  formatSpeed,
  formatTimeLeft,
  isolated,
} from '../../../words/format.ts';
import { holdingSentence, isHoldReason } from '../../../words/hold-sentences.ts';

/** Says what an item is doing or waiting for, in one line. */
export function statusWords(item: QueueItem, nowMs: number): string {
  switch (item.status) {
    case 'downloading':
      if (item.held) return pausedWords(item);
      return item.phase ? PHASE_WORDS[item.phase] : 'Getting ready';
    case 'cancelling':
      return 'Stopping…';
    case 'pending':
      if (item.held) return pausedWords(item);
      return waitingWords(item, nowMs);
    case 'failed':
      return failureSentence(item.reason).sentence;
    case 'complete':
      return [
        'In the library',
        item.totalBytes && formatBytes(item.totalBytes),
        item.completedAt && formatMoment(item.completedAt, nowMs),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'cataloged':
      return 'Cancelled';
  }
}

/** Tells whether the line counts down and has to be drawn again every second. */
export function countsDown(item: QueueItem): boolean {
  return item.status === 'pending' && !item.held && item.retryAt !== undefined && !isHoldReason(item.reason);
}

/** Lists how far and how fast it is and how long it will take, as far as known, for the line under the bar. */
export function progressFacts(item: QueueItem): readonly string[] {
  if (item.status !== 'downloading' || item.phase !== 'downloading') return [];
  const facts: string[] = [];
  if (item.bytes !== undefined) {
    facts.push(item.totalBytes ? `${formatBytes(item.bytes)} of ${formatBytes(item.totalBytes)}` : formatBytes(item.bytes));
  }
  if (item.speed !== undefined && item.speed > 0) facts.push(formatSpeed(item.speed));
  if (item.etaSeconds !== undefined) facts.push(formatTimeLeft(item.etaSeconds));
  return facts.filter((fact) => fact !== '');
}

/** Lists the others who want it, without the person whose queue this is (the main process names that one first). */
export function othersWanting(item: QueueItem, ownName: string): readonly string[] {
  return item.wantedBy[0] === ownName ? item.wantedBy.slice(1) : item.wantedBy.filter((name) => name !== ownName);
}

/** Says where a waiting item stands: "Next", "After two of Dad's". A person's own items are left out beside others'; the list shows those. */
export function placeWords({ ahead, more, others = 0, byPerson = [] }: QueuePlace, ownName: string | undefined): string {
  if (more) return `More than ${ahead} ahead`;
  if (ahead === 0) return 'Next';
  const named = byPerson.filter(({ name }) => name !== ownName);
  if (named.length > 0) return `After ${formatParts(named.map(({ name, count }) => `${inWords(count)} of ${possessive(name)}`))}`;
  if (others > 0) return `After ${inWords(others)} of the others`;
  return `After ${inWords(ahead)} of your own`;
}

const NUMBER_WORDS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;
const inWords = (count: number): string => NUMBER_WORDS[count] ?? String(count);
const possessive = (name: string): string => `${isolated(name)}’s`;

function pausedWords(item: QueueItem): string {
  if (item.status === 'downloading') {
    const others = item.wantedBy.slice(1);
    return others.length > 0 ? `Paused for you. It keeps going for ${formatNames(others)}.` : 'Pausing…';
  }
  return item.percent ? `Paused at ${Math.floor(item.percent)}%` : 'Paused';
}

function waitingWords(item: QueueItem, nowMs: number): string {
  if (isHoldReason(item.reason)) return holdingSentence(item.reason, item.retryAt);
  const cause = item.reason ? `${WAITING_SENTENCES[item.reason]} ` : '';
  if (item.retryAt !== undefined && item.retryAt > nowMs)
    return `${cause}Trying again in ${formatCountdown(item.retryAt - nowMs)}.`;
  if (item.retryAt !== undefined) return `${cause}Trying again any moment.`;
  if (item.reason) return `${cause}It goes on by itself.`;
  return item.place === undefined ? 'Waiting for its turn' : placeWords(item.place, item.wantedBy[0]);
}

import type { QueueItem } from '../../../preload/contract/types.ts';
import { formatBytes, formatCountdown, formatMoment, formatNames, formatSpeed, formatTimeLeft } from '../../ui/format.ts';
import { FAILURE_SENTENCES, PHASE_WORDS, WAITING_SENTENCES } from '../../ui/sentences.ts';

/** What an item is doing or waiting for, in one line of plain words. */
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
      return FAILURE_SENTENCES[item.reason ?? 'internal'].sentence;
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

/** True when the line counts down and has to be drawn again every second. */
export function countsDown(item: QueueItem): boolean {
  return item.status === 'pending' && !item.held && item.retryAt !== undefined;
}

/** How far, how fast, how long: what is known of it, for the line under the bar. */
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

/** The others who want it, without the person whose queue this is (the main process names that one first). */
export function othersWanting(item: QueueItem, ownName: string): readonly string[] {
  return item.wantedBy[0] === ownName ? item.wantedBy.slice(1) : item.wantedBy.filter((name) => name !== ownName);
}

function pausedWords(item: QueueItem): string {
  if (item.status === 'downloading') {
    const others = item.wantedBy.slice(1);
    return others.length > 0 ? `Paused for you. It keeps going for ${formatNames(others)}.` : 'Pausing…';
  }
  return item.percent ? `Paused by you. ${Math.floor(item.percent)} % is already here.` : 'Paused by you';
}

function waitingWords(item: QueueItem, nowMs: number): string {
  const cause = item.reason ? `${WAITING_SENTENCES[item.reason]} ` : '';
  if (item.retryAt !== undefined && item.retryAt > nowMs)
    return `${cause}Trying again in ${formatCountdown(item.retryAt - nowMs)}.`;
  if (item.retryAt !== undefined) return `${cause}Trying again any moment.`;
  if (item.reason) return `${cause}It goes on by itself.`;
  return 'Waiting for its turn';
}

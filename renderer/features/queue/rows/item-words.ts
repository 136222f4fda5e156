import type { QueuePlace } from '../../../../preload/contract/queue-place.ts';
import type { QueueItem } from '../../../../preload/contract/types.ts';
import { failureSentence, waitingSentence } from '../../../words/failure-sentences.ts';
import {
  formatBytes,
  formatCountdown,
  formatMoment,
  formatNames,
  formatSpeed,
  formatTimeLeft,
  isolated,
} from '../../../words/format.ts';
import { holdingSentence, isHoldReason } from '../../../words/hold-sentences.ts';
import { say } from '../../../words/say.ts';

/** Says what an item is doing or waiting for, in one line. */
export function statusWords(item: QueueItem, nowMs: number): string {
  switch (item.status) {
    case 'downloading':
      if (item.held) return pausedWords(item);
      return say(`phase.${item.phase ?? 'starting'}`);
    case 'cancelling':
      return say('item.stopping');
    case 'pending':
      if (item.held) return pausedWords(item);
      return waitingWords(item, nowMs);
    case 'failed':
      return failureSentence(item.reason).sentence;
    case 'complete':
      return [
        say('item.inLibrary'),
        item.totalBytes && formatBytes(item.totalBytes),
        item.completedAt && formatMoment(item.completedAt, nowMs),
      ]
        .filter(Boolean)
        .join(' · ');
    case 'cataloged':
      return say('item.cancelled');
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
    facts.push(
      item.totalBytes
        ? say('format.partOf', { part: formatBytes(item.bytes), whole: formatBytes(item.totalBytes) })
        : formatBytes(item.bytes),
    );
  }
  if (item.speed !== undefined && item.speed > 0) facts.push(formatSpeed(item.speed));
  if (item.etaSeconds !== undefined) facts.push(formatTimeLeft(item.etaSeconds));
  return facts.filter((fact) => fact !== '');
}

/** Lists the others who want it, without the person whose queue this is (the main process names that one first). */
export function othersWanting(item: QueueItem, ownName: string): readonly string[] {
  return item.wantedBy[0] === ownName ? item.wantedBy.slice(1) : item.wantedBy.filter((name) => name !== ownName);
}

/** Says where a waiting item stands: "Next", "2 from Dad ahead". A person's own items are left out beside others'; the list shows those. */
export function placeWords({ ahead, more, others = 0, byPerson = [] }: QueuePlace, ownName: string | undefined): string {
  if (more) return say('item.moreAhead', { count: ahead });
  if (ahead === 0) return say('item.next');
  const named = byPerson.filter(({ name }) => name !== ownName);
  const people = named.map(({ name, count }) => say('item.personAhead', { count, name: isolated(name) }));
  const [only, second] = people;
  if (only !== undefined && second === undefined) return say('item.onePersonAhead', { person: only });
  if (only !== undefined) return say('item.namedAhead', { count: others, people: people.join(', ') });
  return others > 0 ? say('item.ahead', { count: others }) : say('item.ownAhead', { count: ahead });
}

function pausedWords(item: QueueItem): string {
  if (item.status === 'downloading') {
    const others = item.wantedBy.slice(1);
    return others.length > 0 ? say('item.pausedForYou', { names: formatNames(others) }) : say('item.pausing');
  }
  return item.percent ? say('item.pausedAt', { percent: Math.floor(item.percent) }) : say('item.paused');
}

function waitingWords(item: QueueItem, nowMs: number): string {
  if (isHoldReason(item.reason)) return holdingSentence(item.reason, item.retryAt);
  const cause = item.reason ? `${waitingSentence(item.reason)} ` : '';
  if (item.retryAt !== undefined && item.retryAt > nowMs)
    return `${cause}${say('goesOn.in', { countdown: formatCountdown(item.retryAt - nowMs) })}`;
  if (item.retryAt !== undefined) return `${cause}${say('goesOn.anyMoment')}`;
  if (item.reason) return `${cause}${say('goesOn.byItself')}`;
  return item.place === undefined ? say('item.waitingForTurn') : placeWords(item.place, item.wantedBy[0]);
}

import { describe, expect, test } from 'vitest';
import { readWaitingReasons } from '../../../../main/downloads/queue/waiting-reason.ts';
import type { HoldReason } from '../../../../preload/contract/hold-reasons.ts';
import type { QueueItem } from '../../../../preload/contract/types.ts';

const NOW = 1_000_000;
const ITEM: QueueItem = {
  videoId: 'cats',
  title: 'Cats',
  url: 'https://tube.test/cats',
  kind: 'video',
  status: 'pending',
  attempts: 0,
  wantedBy: ['Mia'],
  held: false,
  position: 1,
  hasThumbnail: false,
  addedAt: 0,
};

/** What an item waits for while its site rests until a moment, and something holds everything. */
function waits(item: Partial<QueueItem>, rest?: number, hold?: HoldReason, isClosed = true, endsAt?: number) {
  const rests = rest === undefined ? [] : [{ site: 'tube.test', until: rest, reason: 'rate-limited' as const }];
  const read = readWaitingReasons({
    holds: { reason: () => hold, endsAt: () => endsAt },
    coolDowns: { list: () => rests, closedSites: () => (isClosed ? rests.map(({ site }) => site) : []) },
    clock: { now: () => NOW },
  });
  const { reason, retryAt } = read({ ...ITEM, ...item });
  return [reason, retryAt];
}

describe('what waits for a resting site', () => {
  test('says so, and counts down to the end of the rest', () => {
    expect(waits({}, NOW + 5000)).toEqual(['rate-limited', NOW + 5000]);
    expect(waits({ url: 'https://other.test/cats' }, NOW + 5000)).toEqual([undefined, undefined]);
  });

  test('counts down to its own next try where that is later', () => {
    expect(waits({ reason: 'network', retryAt: NOW + 9000 }, NOW + 5000)).toEqual(['network', NOW + 9000]);
    expect(waits({ reason: 'network', retryAt: NOW + 2000 }, NOW + 5000)).toEqual(['rate-limited', NOW + 5000]);
  });

  test('waits for the outcome while one video asks, and for its turn when the site is open', () => {
    expect(waits({}, NOW - 1)).toEqual(['rate-limited', NOW - 1]);
    expect(waits({}, NOW - 1, undefined, false)).toEqual([undefined, undefined]);
  });

  test('says nothing of it while it is paused, or runs', () => {
    expect(waits({ held: true }, NOW + 5000)).toEqual([undefined, undefined]);
    expect(waits({ status: 'downloading' }, NOW + 5000)).toEqual([undefined, undefined]);
  });
});

describe('what waits while everything is held', () => {
  test('says for what, and counts down to nothing', () => {
    expect(waits({}, undefined, 'library-missing')).toEqual(['library-missing', undefined]);
    expect(waits({ reason: 'disk-full', retryAt: NOW - 1 }, undefined, 'disk-full')).toEqual(['disk-full', undefined]);
  });

  test('counts to the end of the hold where that is known', () => {
    expect(waits({}, undefined, 'download-hours', true, NOW + 9000)).toEqual(['download-hours', NOW + 9000]);
  });

  test('keeps its own reason until its own moment', () => {
    expect(waits({ reason: 'network', retryAt: NOW + 1 }, undefined, 'disk-full')).toEqual(['network', NOW + 1]);
  });

  test('does not go on saying so when it is over', () => {
    expect(waits({ reason: 'library-missing', retryAt: NOW - 1 })).toEqual([undefined, undefined]);
    expect(waits({ reason: 'disk-full', retryAt: NOW + 1 })).toEqual(['disk-full', NOW + 1]);
    expect(waits({ reason: 'tool-missing', retryAt: NOW - 1 })).toEqual([undefined, undefined]);
    expect(waits({ reason: 'network', retryAt: NOW - 1 })).toEqual(['network', NOW - 1]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseNext, type TurnLimits } from '../../../../main/downloads/queue/fair-turns.ts';
import { BEYOND, COUNTED_PLACES, forecastPlaces } from '../../../../main/downloads/queue/queue-places.ts';
import type { RunningShare } from '../../../../main/downloads/run/live-run.ts';
import { placeFor, withPlaces } from '../../../../main/household/place-text.ts';
import type { Candidate } from '../../../../main/library/queue/run-rows.ts';
import type { Profile } from '../../../../preload/contract/types.ts';
import { queueItem } from '../../../fakes/services.ts';
import { testSeed } from '../../../model/seed.ts';

const LIMITS: TurnLimits = { parallelDownloads: 2, parallelPerProfile: 1, parallelPerSite: 4 };
const item = (profileId: string, videoId: string, lastServedAt = 0, site = 'a.test'): Candidate => ({
  videoId,
  profileId,
  site,
  lastServedAt,
});
const share = (profileId: string): RunningShare => ({ videoId: `${profileId} runs`, profileId, site: 'a.test' });
const many = (profileId: string, count: number): Candidate[] =>
  Array.from({ length: count }, (_, index) => item(profileId, `${profileId}-${index}`));

describe('a place in line', () => {
  test('is nothing ahead when a slot is free, and turn by turn after that', () => {
    const places = forecastPlaces([item('dad', 'd1'), item('dad', 'd2'), item('mia', 'm1')], [], LIMITS);
    expect(places.get('d1')).toMatchObject({ ahead: 0, turns: [] });
    expect(places.get('m1')).toMatchObject({ ahead: 1, turns: ['dad'] });
    expect(places.get('d2')).toMatchObject({ ahead: 2, turns: ['dad', 'mia'] });
  });

  test('of one video against 300 is among the first, as it will be', () => {
    const places = forecastPlaces([...many('dad', 300), item('mia', 'one')], [share('dad'), share('dad')], LIMITS);
    expect(places.get('one')?.ahead).toBe(0);
    expect(forecastPlaces([...many('dad', 300), item('mia', 'one', 9)], [share('mia')], LIMITS).get('one')?.ahead).toBeLessThan(
      3,
    );
  });

  test('of what two people want is one place, in the turn of who comes first', () => {
    const places = forecastPlaces([item('dad', 'both'), item('mia', 'm1'), item('mia', 'both')], [], {
      ...LIMITS,
      parallelDownloads: 1,
    });
    expect([...places.keys()]).toEqual(['both', 'm1']);
    expect(places.get('m1')).toMatchObject({ ahead: 1, turns: ['dad'] });
  });

  test('is counted to 50, however long the line, and without asking about more', () => {
    const places = forecastPlaces(many('dad', 51), [], LIMITS);
    expect(places.size).toBe(COUNTED_PLACES + 1);
    expect(places.get('dad-50')).toMatchObject({ ahead: 50, isBeyond: false });
    expect(forecastPlaces(many('dad', 10_000), [], LIMITS).get('dad-51')).toBeUndefined();
  });
});

/** What really happens: starts by the scheduler's rule, and ends in the order of the starts. */
function startOrder(queue: readonly Candidate[], running: readonly RunningShare[], limits: TurnLimits): string[] {
  let waiting = [...queue];
  const busy = [...running];
  const started: string[] = [];
  for (let now = 1_000; waiting.length > 0; now += 1) {
    const next = chooseNext(waiting, busy, limits);
    if (next === undefined) {
      busy.shift();
      continue;
    }
    started.push(next.videoId);
    busy.push(next);
    waiting = waiting
      .filter(({ videoId }) => videoId !== next.videoId)
      .map((other) => (other.profileId === next.profileId ? { ...other, lastServedAt: now } : other));
  }
  return started;
}

test('places are the order of the starts, whoever waits, runs and shares', () => {
  const seed = testSeed('places in line');
  const wish = fc.record({ profileId: fc.constantFrom('a', 'b', 'c'), video: fc.nat(40), site: fc.constantFrom('x', 'y') });
  fc.assert(
    fc.property(
      fc.array(wish, { maxLength: 60 }),
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
      fc.record({
        parallelDownloads: fc.integer({ min: 1, max: 5 }),
        parallelPerProfile: fc.integer({ min: 1, max: 3 }),
        parallelPerSite: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ a: fc.nat(9), b: fc.nat(9), c: fc.nat(9) }),
      (wishes, runners, limits, servedAt) => {
        const unique = new Map(
          wishes.map(({ profileId, video, site }) => [
            `${profileId} ${video}`,
            item(profileId, `${video}`, servedAt[profileId as 'a'], site),
          ]),
        );
        const sites = new Map<string, string>();
        const queue = [...unique.values()].map((wished) => {
          const site = sites.get(wished.videoId) ?? wished.site;
          sites.set(wished.videoId, site);
          return { ...wished, site };
        });
        const running = runners.map((profileId) => ({ videoId: 'runs', profileId, site: 'x' }));
        const places = forecastPlaces(queue, running, limits);
        const order = startOrder(queue, running, limits);
        expect([...places].sort(([, one], [, other]) => one.ahead - other.ahead).map(([videoId]) => videoId)).toEqual(
          order.slice(0, COUNTED_PLACES + 1),
        );
        for (const { ahead, turns } of places.values()) expect(turns).toHaveLength(ahead);
      },
    ),
    { seed, numRuns: 300 },
  );
});

describe('what a person is told of it', () => {
  const person = (id: string, role: 'adult' | 'child'): Profile => ({
    id,
    name: id,
    colour: 'teal',
    avatar: 'fox',
    role,
    hasPin: false,
    createdAt: 0,
  });
  const place = { ahead: 4, isBeyond: false, turns: ['dad', 'mia', 'dad', 'tom'] };
  const name = (id: string): string => id.toUpperCase();

  test('an adult whose turns come first, a child how many are not its own', () => {
    expect(placeFor(person('dad', 'adult'), place, name)).toEqual({
      ahead: 4,
      others: 2,
      byPerson: [
        { name: 'DAD', count: 2 },
        { name: 'MIA', count: 1 },
        { name: 'TOM', count: 1 },
      ],
    });
    expect(placeFor(person('mia', 'child'), place, name)).toEqual({ ahead: 4, others: 3 });
    expect(placeFor(person('dad', 'adult'), BEYOND, name)).toEqual({ ahead: 50, more: true });
  });

  test('nothing of what runs, is paused, or cannot start yet', () => {
    const line = {
      places: new Map([
        ['a', place],
        ['held', place],
      ]),
      isStartable: ({ retryAt }: { retryAt?: number }) => retryAt === undefined,
    };
    const items = [
      queueItem({ videoId: 'a' }),
      queueItem({ videoId: 'held', held: true }),
      queueItem({ videoId: 'later', retryAt: 5 }),
      queueItem({ videoId: 'far' }),
      queueItem({ videoId: 'runs', status: 'downloading' }),
    ];
    const told = withPlaces(items, person('mia', 'child'), line, name).map((each) => each.place);
    expect(told).toEqual([{ ahead: 4, others: 3 }, undefined, undefined, { ahead: 50, more: true }, undefined]);
  });
});

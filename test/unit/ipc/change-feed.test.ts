import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChangeFeed, MIN_DELTA_INTERVAL_MS } from '../../../main/ipc/change-feed.ts';
import type { EventName, EventPayloads } from '../../../preload/contract/events.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices, type FakeServices, queueItem } from '../../fakes/services.ts';

type Delta = EventPayloads['queue:changed'];
type Put = { kind: 'put'; videoId: string; position: number; percent: number };
type Drop = { videoId: string };
type Wait = { ms: number };
type Follow = { profileId: string };

function openFeed(services: FakeServices = createFakeServices()) {
  const clock = createManualClock();
  const events: { event: EventName; payload: unknown; atMs: number }[] = [];
  const errors: unknown[] = [];
  const feed = createChangeFeed(
    services,
    clock,
    (event, payload) => events.push({ event, payload: structuredClone(payload), atMs: clock.monotonicMs() }),
    (error) => errors.push(error),
  );
  const deltas = (): Delta[] => events.filter(({ event }) => event === 'queue:changed').map(({ payload }) => payload as Delta);
  return { services, clock, feed, events, errors, deltas };
}

/** What a window keeps: a snapshot, then the deltas numbered after it. */
function mirror(snapshot: { seq: number; items: readonly QueueItem[] }, deltas: readonly Delta[]): Map<string, QueueItem> {
  const items = new Map(snapshot.items.map((item) => [item.videoId, item]));
  let seq = snapshot.seq;
  for (const delta of deltas) {
    if (delta.seq <= snapshot.seq) continue;
    expect(delta.seq).toBe(seq + 1);
    seq = delta.seq;
    for (const item of delta.upserts) items.set(item.videoId, item);
    for (const id of delta.removals) items.delete(id);
  }
  return items;
}

describe('queue deltas', () => {
  test('deltas come at once after a quiet time, then at most every 100 ms, numbered without gaps', () => {
    const { services, clock, feed, events, deltas } = openFeed();
    feed.follow('mia');
    for (let percent = 0; percent < 50; percent += 1) {
      services.putItem('mia', { videoId: 'v1', percent });
      clock.advance(10);
    }
    clock.advance(1000);
    const times = events.map(({ atMs }) => atMs);
    expect(times[0]).toBeLessThanOrEqual(10);
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(MIN_DELTA_INTERVAL_MS);
    expect(deltas().length).toBeGreaterThan(3);
    expect(deltas().map(({ seq }) => seq)).toEqual(deltas().map((_delta, index) => (deltas()[0]?.seq ?? 0) + index));
    expect(deltas().at(-1)?.upserts).toEqual([queueItem({ videoId: 'v1', percent: 49 })]);
  });

  test('a delta holds what changed and nothing else', () => {
    const { services, clock, feed, deltas } = openFeed();
    services.putItem('mia', { videoId: 'v1' });
    services.putItem('mia', { videoId: 'v2', position: 1 });
    feed.follow('mia');
    services.announce('video-changed', { videoId: 'v1' });
    services.putItem('tom', { videoId: 'v3' });
    clock.advance(1000);
    expect(deltas()).toEqual([]);
    services.putItem('mia', { videoId: 'v1', status: 'downloading' });
    services.dropItem('mia', 'v2');
    services.dropItem('mia', 'never-there');
    clock.advance(1000);
    expect(deltas()).toMatchObject([{ upserts: [{ videoId: 'v1', status: 'downloading' }], removals: ['v2'] }]);
  });

  test('what a snapshot told is what the next delta is compared with', () => {
    const { services, clock, feed, deltas } = openFeed();
    services.putItem('mia', { videoId: 'v1', position: 3 });
    feed.follow('mia');
    const { queue } = services.downloads;
    // Something of it changed that nobody announced, and changed back.
    Object.assign(services.downloads, { queue: () => [queueItem({ videoId: 'v1', position: 2 })] });
    const snapshot = feed.snapshot();
    Object.assign(services.downloads, { queue });
    services.announce('video-changed', { videoId: 'v1' });
    clock.advance(1000);
    expect([...mirror(snapshot, deltas()).values()]).toEqual([queueItem({ videoId: 'v1', position: 3 })]);
  });

  test('deltas go on after the core failed once, without losing what was dirty', () => {
    const { services, clock, feed, deltas, errors } = openFeed();
    feed.follow('mia');
    const { queueItems } = services.downloads;
    Object.assign(services.downloads, {
      queueItems: () => {
        throw new Error('the database is busy');
      },
    });
    services.putItem('mia', { videoId: 'v1' });
    clock.advance(1000);
    expect(errors).toHaveLength(1);
    Object.assign(services.downloads, { queueItems });
    services.putItem('mia', { videoId: 'v2', position: 1 });
    clock.advance(1000);
    expect(
      deltas()
        .flatMap(({ upserts }) => upserts.map(({ videoId }) => videoId))
        .sort(),
    ).toEqual(['v1', 'v2']);
  });
});

describe('queue snapshot', () => {
  test('a snapshot contains what was announced before it, and the next delta does not repeat it', () => {
    const { services, clock, feed, deltas } = openFeed();
    feed.follow('mia');
    services.putItem('mia', { videoId: 'v1', percent: 1 });
    const snapshot = feed.snapshot();
    expect(snapshot.items).toMatchObject([{ videoId: 'v1', percent: 1 }]);
    expect(deltas().at(-1)?.seq).toBe(snapshot.seq);
    clock.advance(1000);
    expect(deltas().filter(({ seq }) => seq > snapshot.seq)).toEqual([]);
    services.putItem('mia', { videoId: 'v1', percent: 2 });
    clock.advance(1000);
    expect(deltas().at(-1)).toMatchObject({ seq: snapshot.seq + 1, upserts: [{ percent: 2 }], removals: [] });
  });

  test('a snapshot and the deltas after it always add up to the queue, wherever it is taken', () => {
    const videoId = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), videoId, position: fc.nat(4), percent: fc.nat(3) }),
      fc.record({ kind: fc.constant('drop' as const), videoId }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(150) }),
      fc.record({ kind: fc.constant('snapshot' as const) }),
      fc.record({ kind: fc.constant('follow' as const), profileId: fc.constantFrom('mia', 'tom') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { services, clock, feed, deltas } = openFeed();
        let followed = 'mia';
        feed.follow(followed);
        let snapshot = feed.snapshot();
        const perform = {
          put: ({ kind: _kind, ...item }: Put) => services.putItem('mia', item),
          drop: ({ videoId }: Drop) => services.dropItem('mia', videoId),
          wait: ({ ms }: Wait) => clock.advance(ms),
          snapshot: () => {
            snapshot = feed.snapshot();
          },
          follow: ({ profileId }: Follow) => {
            followed = profileId;
            feed.follow(followed);
            snapshot = feed.snapshot();
          },
        };
        for (const one of steps) perform[one.kind](one as never);
        clock.advance(1000);
        const expected = new Map(services.downloads.queue(followed).map((item) => [item.videoId, item]));
        expect(mirror(snapshot, deltas())).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('change of profile', () => {
  test('another profile is followed without a word of the first, and an old mirror sees a gap', () => {
    const { services, clock, feed, deltas } = openFeed();
    feed.follow('mia');
    services.putItem('mia', { videoId: 'v1' });
    clock.advance(1000);
    const lastOfMia = deltas().at(-1)?.seq ?? 0;
    services.putItem('mia', { videoId: 'secret' });
    feed.follow('tom');
    clock.advance(1000);
    services.putItem('mia', { videoId: 'secret', percent: 3 });
    services.putItem('tom', { videoId: 'v2' });
    clock.advance(1000);
    expect(JSON.stringify(deltas())).not.toContain('secret');
    expect(deltas().at(-1)?.seq).toBeGreaterThan(lastOfMia + 1);
  });
});

describe('other facts', () => {
  test('other facts reach the profile they concern, and library changes are gathered', () => {
    const { services, clock, feed, events } = openFeed();
    feed.follow('mia');
    services.announce('library-changed', { videoId: 'v1' });
    services.announce('library-changed', { videoId: 'v2' });
    services.announce('library-changed', { videoId: 'v1' });
    services.notify({ level: 'info', text: 'for Mia' }, 'mia');
    services.notify({ level: 'info', text: 'for Tom' }, 'tom');
    clock.advance(1000);
    expect(events.map(({ event, payload }) => [event, payload])).toEqual([
      ['notice', { level: 'info', text: 'for Mia' }],
      ['library:changed', { videoIds: ['v1', 'v2'] }],
    ]);
  });

  test('close ends the feed and leaves no timer behind', () => {
    const { services, clock, feed, events } = openFeed();
    feed.follow('mia');
    services.putItem('mia', { videoId: 'v1' });
    feed.close();
    services.putItem('mia', { videoId: 'v2' });
    services.announce('settings-changed', {});
    expect(clock.pendingTimers()).toBe(0);
    clock.advance(1000);
    expect(events).toEqual([]);
  });
});

describe('closed library', () => {
  function openFeedOverClosable() {
    const opened = openFeed();
    const { services } = opened;
    let isOpen = true;
    const whileOpen =
      <Value>(value: Value) =>
      (): Value => {
        if (!isOpen) throw new TypeError('The database connection is not open');
        return value;
      };
    Object.assign(services.downloads, { queueItems: whileOpen([]), movedInLine: whileOpen([]) });
    Object.assign(services.library, { concerning: whileOpen(['v1']) });
    Object.assign(services.profiles, { get: whileOpen(undefined) });
    const change = (): void => {
      services.announce('video-changed', { videoId: 'v1' });
      services.announce('library-changed', { videoId: 'v1' });
    };
    const closeLibrary = (): void => {
      isOpen = false;
    };
    return { ...opened, change, closeLibrary };
  }

  test('a closed library is asked nothing any more, neither by a delta that was due nor by a later fact', () => {
    const { services, clock, feed, events, errors, change, closeLibrary } = openFeedOverClosable();
    feed.follow('mia');
    change();
    services.announce('closing', {});
    closeLibrary();
    change();
    services.announce('requests-changed', { profileId: 'tom' });
    expect(clock.pendingTimers()).toBe(0);
    clock.advance(10_000);
    expect([events, errors]).toEqual([[], []]);
  });

  test('a library closed unannounced makes a delta fail into the log, and nothing throws', () => {
    const { clock, feed, events, errors, change, closeLibrary } = openFeedOverClosable();
    feed.follow('mia');
    change();
    closeLibrary();
    clock.advance(MIN_DELTA_INTERVAL_MS);
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expect(events).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { createChangeFeed, MIN_PLACES_INTERVAL_MS } from '../../../main/ipc/change-feed.ts';
import type { EventPayloads } from '../../../preload/contract/events.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';

function follow(profileId: string) {
  const services = createFakeServices();
  const clock = createManualClock();
  services.addProfile({ id: 'dad' });
  services.addProfile({ id: 'mia', role: 'child' });
  services.putItem(profileId, { videoId: 'waits', place: { ahead: 3 } });
  const sent: { event: string; payload: unknown }[] = [];
  const feed = createChangeFeed(
    services,
    clock,
    (event, payload) => sent.push({ event, payload }),
    (error) => expect.unreachable(String(error)),
  );
  feed.follow(profileId);
  return { services, clock, sent };
}

test('an item that moved in the queue because of somebody else is sent again, at most once a second', () => {
  const { services, clock, sent } = follow('mia');
  let place = 3;
  let asked = 0;
  Object.assign(services.downloads, {
    movedInLine: () => {
      asked += 1;
      return place === 3 ? [] : ['waits'];
    },
    queueItems: (_profileId: string, ids: string[]) =>
      services.downloads
        .queue('mia')
        .filter(({ videoId }) => ids.includes(videoId))
        .map((item) => ({ ...item, place: { ahead: place } })),
  });
  services.announce('video-changed', { videoId: 'of dad' });
  clock.advance(MIN_PLACES_INTERVAL_MS);
  expect([sent, asked]).toEqual([[], 1]);
  place = 2;
  for (let tick = 0; tick < 20; tick++) {
    services.announce('video-changed', { videoId: 'of dad' });
    clock.advance(100);
  }
  expect(asked).toBeLessThanOrEqual(4);
  const [delta] = sent.map(({ payload }) => payload as EventPayloads['queue:changed']);
  expect(delta?.upserts).toMatchObject([{ videoId: 'waits', place: { ahead: 2 } }]);
  expect(sent).toHaveLength(1);
});

test('the longer it takes to compute all places, the later they are computed again', () => {
  const { services, clock } = follow('mia');
  const askedAtMs: number[] = [];
  Object.assign(services.downloads, {
    movedInLine: () => {
      askedAtMs.push(clock.monotonicMs());
      clock.advance(150);
      return [];
    },
  });
  for (let tick = 0; tick < 100; tick++) {
    services.announce('video-changed', { videoId: 'of dad' });
    clock.advance(100);
  }
  const pauses = askedAtMs.slice(1).map((at, index) => at - (askedAtMs[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(3000);
  expect(pauses.length).toBeGreaterThanOrEqual(2);
});

test('a child is told of library changes that concern it, and of nothing when none does', () => {
  const { services, clock, sent } = follow('mia');
  Object.assign(services.library, { concerning: (_profileId: string, ids: string[]) => ids.filter((id) => id === 'mine') });
  services.announce('library-changed', { videoId: 'of dad' });
  clock.advance(1000);
  expect(sent).toEqual([]);
  for (const videoId of ['of dad', 'mine']) services.announce('library-changed', { videoId });
  clock.advance(1000);
  expect(sent).toEqual([{ event: 'library:changed', payload: { videoIds: ['mine'] } }]);
});

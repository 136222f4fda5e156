import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseNext, type TurnLimits } from '../../../../main/downloads/queue/fair-turns.ts';
import type { RunningShare } from '../../../../main/downloads/run/live-run.ts';
import type { Candidate } from '../../../../main/library/queue/run-rows.ts';
import { testSeed } from '../../../model/seed.ts';

const LIMITS: TurnLimits = { parallelDownloads: 2, parallelPerProfile: 1, parallelPerSite: 4 };
const item = (profileId: string, videoId: string, lastServedAt = 0, site = 'a.test'): Candidate => ({
  videoId,
  profileId,
  site,
  lastServedAt,
});
const share = (profileId: string, site = 'a.test'): RunningShare => ({ videoId: `${profileId} runs`, profileId, site });

/** Every person's queue of video ids; starts are recorded, and which running item ends next is up to `pickEnd`. */
function playQueues(queues: Record<string, string[]>, limits: TurnLimits, pickEnd: (running: number) => number) {
  const waiting = new Map(Object.entries(queues).map(([profileId, videoIds]) => [profileId, [...videoIds]]));
  const servedAt = new Map<string, number>();
  const running: RunningShare[] = [];
  const started: RunningShare[] = [];
  const idleAtStart: string[][] = [];
  for (let now = 1; ; now += 1) {
    const candidates = [...waiting].flatMap(([profileId, videoIds]) =>
      videoIds.slice(0, 50).map((videoId) => item(profileId, videoId, servedAt.get(profileId) ?? 0)),
    );
    const next = chooseNext(candidates, running, limits);
    if (next !== undefined) {
      const isRunning = (profileId: string): boolean => running.some((share) => share.profileId === profileId);
      idleAtStart.push(
        [...waiting].flatMap(([profileId, left]) => (left.length > 0 && !isRunning(profileId) ? [profileId] : [])),
      );
      waiting.get(next.profileId)?.splice(waiting.get(next.profileId)?.indexOf(next.videoId) ?? 0, 1);
      servedAt.set(next.profileId, now);
      running.push(next);
      started.push(next);
    } else if (running.length > 0) {
      running.splice(pickEnd(running.length), 1);
    } else return { started, idleAtStart };
  }
}

const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${name}-${index}`);

describe('whose turn it is', () => {
  test('nobody when every slot is taken', () => {
    expect(chooseNext([item('mia', 'a')], [share('dad'), share('dad')], LIMITS)).toBeUndefined();
    expect(chooseNext([], [], LIMITS)).toBeUndefined();
  });

  test('the person with fewer running downloads, however long the other waits', () => {
    expect(chooseNext([item('mia', 'a', 1), item('dad', 'b', 99)], [share('mia')], LIMITS)?.videoId).toBe('b');
  });

  test('among equals who was served longest ago, and of one person the first item', () => {
    const candidates = [item('mia', 'm1', 50), item('mia', 'm2', 50), item('dad', 'd1', 20), item('dad', 'd2', 20)];
    expect(chooseNext(candidates, [], LIMITS)?.videoId).toBe('d1');
    expect(chooseNext(candidates.slice(0, 2), [], LIMITS)?.videoId).toBe('m1');
  });

  test('a lone person uses every slot', () => {
    expect(chooseNext([item('mia', 'b')], [share('mia')], LIMITS)?.videoId).toBe('b');
  });

  test('up to the common share nobody yields; above it they do', () => {
    const limits = { parallelDownloads: 8, parallelPerProfile: 2, parallelPerSite: 8 };
    const candidates = [item('mia', 'm', 10), item('dad', 'd', 20)];
    // Mia has one running and was served longest ago: within her share she need not wait for Dad.
    expect(chooseNext(candidates, [share('mia')], limits)?.videoId).toBe('m');
    expect(chooseNext(candidates, [share('mia')], { ...limits, parallelPerProfile: 1 })?.videoId).toBe('d');
    expect(chooseNext(candidates, [share('mia'), share('mia')], limits)?.videoId).toBe('d');
  });

  test('a site at its limit is passed over, for the next item of the same person too', () => {
    const limits = { parallelDownloads: 8, parallelPerProfile: 1, parallelPerSite: 2 };
    const running = [share('dad'), share('tom')];
    expect(chooseNext([item('mia', 'full'), item('mia', 'open', 0, 'b.test')], running, limits)?.videoId).toBe('open');
    expect(chooseNext([item('mia', 'full')], running, limits)).toBeUndefined();
    expect(chooseNext([item('mia', 'full')], running, { ...limits, parallelPerProfile: 1, parallelPerSite: 3 })?.videoId).toBe(
      'full',
    );
  });
});

test('one video against 300 is among the first three started, wherever its owner stands and whoever ends first', () => {
  const seed = testSeed('fair turns, 300 against 1');
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat()), (isFirst, slots, ends) => {
      const many = { mia: numbered('mia', 300) };
      const queues = isFirst ? { tom: ['the one'], ...many } : { ...many, tom: ['the one'] };
      const limits = { parallelDownloads: slots, parallelPerProfile: 1, parallelPerSite: 4 };
      const { started } = playQueues(queues, limits, (running) => (ends.next().value ?? 0) % running);
      expect(started).toHaveLength(301);
      expect(started.findIndex(({ videoId }) => videoId === 'the one')).toBeLessThan(3);
    }),
    { seed, numRuns: 100 },
  );
});

test('nobody starves: who waits and has nothing running is served before anybody else had two turns', () => {
  const seed = testSeed('fair turns, nobody starves');
  const household = fc.dictionary(fc.constantFrom('mia', 'dad', 'tom', 'eve', 'gran'), fc.integer({ min: 0, max: 30 }), {
    minKeys: 2,
  });
  fc.assert(
    fc.property(household, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat()), (sizes, slots, ends) => {
      const queues = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, numbered(name, size)]));
      const limits = { parallelDownloads: slots, parallelPerProfile: 1, parallelPerSite: 99 };
      const { started, idleAtStart } = playQueues(queues, limits, (running) => (ends.next().value ?? 0) % running);
      expect(started.map(({ videoId }) => videoId).sort()).toEqual(Object.values(queues).flat().sort());
      for (const [name, queue] of Object.entries(queues)) {
        expect(started.filter(({ profileId }) => profileId === name).map(({ videoId }) => videoId)).toEqual(queue);
        let passedOver = 0;
        started.forEach(({ profileId }, index) => {
          passedOver = profileId === name || !idleAtStart[index]?.includes(name) ? 0 : passedOver + 1;
          expect(passedOver).toBeLessThan(Object.keys(queues).length);
        });
      }
    }),
    { seed, numRuns: 200 },
  );
});

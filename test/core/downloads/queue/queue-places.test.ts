import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COUNTED_PLACES, forecastPlaces } from '../../../../main/downloads/queue/queue-places.ts';
import { createScheduler, type SchedulerOptions } from '../../../../main/downloads/queue/scheduler.ts';
import { UNMEASURED } from '../../../../main/library/queue/run-rows.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { testSeed } from '../../../model/seed.ts';
import { addProfile, addReference, addVideo, freshLibrary } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

type Claimed = { readonly runId: string; readonly videoId: string; readonly profileId: string; readonly site: string };

/**
 * The real scheduler over real rows; only the downloads are made up: they end, in the order in which they began, when nothing more
 * can start. Returns the forecast from before the first start, and what came.
 */
async function forecastAndTruth(queues: Record<string, number[]>, parallelDownloads: number) {
  const database = freshLibrary();
  const clock = createManualClock();
  const context = engineContext({ database, clock, libraryFolder: '' });
  const { runRows, runs: transitions } = context.store;
  const people = Object.keys(queues);
  for (const id of people) addProfile(database, { id });
  for (const video of new Set(Object.values(queues).flat())) addVideo(database, { id: `v${video}`, status: 'pending' });
  for (const [profileId, videos] of Object.entries(queues)) {
    for (const [position, video] of videos.entries()) addReference(database, { videoId: `v${video}`, profileId, position });
  }
  const limits = { parallelDownloads, parallelPerProfile: 1, parallelPerSite: 99 };
  const busy: Claimed[] = [];
  const started: string[] = [];
  const forecast = forecastPlaces(runRows.candidates(COUNTED_PLACES + 1, []), [], limits);
  const supervisor: SchedulerOptions['supervisor'] = {
    shares: () => busy,
    supervise: async (claim) => {
      started.push(claim.videoId);
      busy.push(claim);
      clock.advance(1);
    },
  };
  const scheduler = createScheduler(context, {
    ownerId: 'owner',
    supervisor,
    coolDowns: { closedSites: () => [], nextOpening: () => undefined },
    holds: { check: async () => undefined },
    room: () => UNMEASURED,
    limits: () => limits,
  });
  scheduler.start();
  const pending = () => runRows.countStartable();
  while (pending() > 0) {
    const before = started.length;
    await expect.poll(() => busy.length === parallelDownloads || pending() === 0).toBe(true);
    if (pending() === 0 && started.length === before) break;
    const first = busy.shift();
    if (first !== undefined) transitions.complete(first.runId, { fileName: `${first.videoId}.mp4`, bytes: 1 });
    scheduler.wake();
    await expect.poll(() => busy.length === parallelDownloads || pending() === 0).toBe(true);
  }
  scheduler.stop();
  database.close();
  return { forecast: [...forecast].sort(([, a], [, b]) => a.ahead - b.ahead).map(([videoId]) => videoId), started };
}

test('the places are the order in which the scheduler really starts', async () => {
  const seed = testSeed('places against the scheduler');
  const queue = fc.uniqueArray(fc.nat(14), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.record({ dad: queue, mia: queue, tom: queue }), fc.integer({ min: 1, max: 3 }), async (queues, slots) => {
      const { forecast, started } = await forecastAndTruth(queues, slots);
      expect(forecast).toEqual(started);
    }),
    { seed, numRuns: 15 },
  );
});

test('also for 300 of one person against one of another', async () => {
  const { forecast, started } = await forecastAndTruth({ dad: Array.from({ length: 60 }, (_, index) => index), mia: [99] }, 2);
  expect(forecast).toEqual(started.slice(0, COUNTED_PLACES + 1));
  expect(started.indexOf('v99')).toBeLessThan(3);
});

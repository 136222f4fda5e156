import { expect, test } from 'vitest';
import type { Profile } from '../../../preload/contract/types.ts';
import { type Household, openHousehold, serveMedia } from './household.ts';

const MEGABYTE = 1_000_000;

/** Resolves once a person's downloads have brought so many bytes together. */
async function untilBytes({ core, item }: Household, person: Profile, ids: readonly string[], bytes: number): Promise<void> {
  const sum = (): number => ids.reduce((total, id) => total + (item(person, id)?.bytes ?? 0), 0);
  await new Promise<void>((resolve) => {
    const stop = core.services.on('video-changed', check);
    function check(): void {
      if (sum() < bytes) return;
      stop();
      resolve();
    }
    check();
  });
}

/** Measures the bytes a second of all together, from one amount to another. */
async function speedBetween(here: Household, person: Profile, ids: readonly string[], from: number, to: number): Promise<number> {
  await untilBytes(here, person, ids, from);
  const startedAt = performance.now();
  await untilBytes(here, person, ids, to);
  return ((to - from) * 1000) / (performance.now() - startedAt);
}

test('two downloads together keep the household’s speed limit, also one that changes while they run', {
  timeout: 120_000,
}, async () => {
  const server = await serveMedia();
  const here = await openHousehold();
  const mia = await here.person('Mia');
  const limit = (bandwidthLimitBytesPerSecond: number | null) =>
    here.core.services.settings.set({ bandwidthLimitBytesPerSecond }, mia.id);
  await limit(MEGABYTE);
  const ids: string[] = [];
  for (const name of ['one', 'two']) ids.push(await here.trigger(mia, server.url(`/video/${name}.mp4?media=large.mp4`)));

  const slow = await speedBetween(here, mia, ids, 2 * MEGABYTE, 8 * MEGABYTE);
  expect(slow).toBeGreaterThan(0.6 * MEGABYTE);
  expect(slow).toBeLessThan(1.3 * MEGABYTE);
  await limit(3 * MEGABYTE);
  const faster = await speedBetween(here, mia, ids, 10 * MEGABYTE, 25 * MEGABYTE);
  expect(faster).toBeGreaterThan(1.8 * MEGABYTE);
  expect(faster).toBeLessThan(3.9 * MEGABYTE);
  await limit(null);
  for (const id of ids) await here.until(mia, id, (item) => item?.status === 'complete');
});

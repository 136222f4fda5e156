import { expect, test } from 'vitest';
import { engineHousehold, eventsOf } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

test('what is deleted for good is gone from the disk at once; what somebody wants again meanwhile is fetched anew', async () => {
  const { world, mia, dad } = await engineHousehold({ parallelDownloads: 3 });
  const [cats, dogs, kept] = [
    await world.trigger(mia, 'cats'),
    await world.trigger(mia, 'dogs'),
    await world.trigger(dad, 'kept'),
  ];
  for (const videoId of [cats, dogs, kept]) world.program(videoId).finish();
  await untilQuiet();
  for (const videoId of [cats, dogs]) world.downloads.removeFromLibrary({ profileId: mia, videoId });
  expect(world.files()).toHaveLength(3);
  const catBytes = world.video(cats)?.bytes ?? 0;
  expect(world.downloads.purge([cats, kept, 'nothing'])).toEqual({ items: 1, freedBytes: catBytes });
  await untilQuiet();
  expect(world.files().sort()).toEqual([dogs, kept].map((videoId) => `Title of ${videoId} [${videoId}].mp4`).sort());
  expect(world.video(cats)).toMatchObject({ status: 'cataloged', fileName: null });
  expect(eventsOf(world, cats).at(-1)).toBe('purged');
  world.downloads.purge([dogs]);
  expect(await world.trigger(dad, 'dogs')).toBe(dogs);
  world.program(dogs).finish();
  await untilQuiet();
  expect(world.video(dogs)?.status).toBe('complete');
  expect(world.files()).toHaveLength(2);
});

test('a purge that the app does not outlive is finished by the next start', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).finish();
  await untilQuiet();
  world.downloads.removeFromLibrary({ profileId: mia, videoId: cats });
  world.downloads.purge([cats]);
  world.app.die();
  await untilQuiet();
  await world.start();
  await untilQuiet();
  expect([world.files(), world.video(cats)?.fileName]).toEqual([[], null]);
});

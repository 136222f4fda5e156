import { expect, test } from 'vitest';
import { engineHousehold } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';
import type { EngineWorld } from '../../model/engine-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Mia and Dad, with a disk of which the test says what is free. */
async function withDisk(freeBytes: number, parallelDownloads = 2) {
  const disk = { freeBytes };
  const here = await engineHousehold({ freeBytes: () => disk.freeBytes, parallelDownloads });
  const promise = async (videoId: string, bytes: number, formatId?: string) => {
    here.world.program(videoId).promise(bytes, formatId);
    await untilQuiet();
  };
  return { ...here, disk, promise };
}

const starts = ({ trees }: EngineWorld, videoId: string): number =>
  trees.spawned.filter(({ request }) => request.cwd.endsWith(videoId) && request.args.includes('--print-to-file')).length;
const statusOf = (world: EngineWorld, ...videoIds: string[]) => videoIds.map((videoId) => world.video(videoId)?.status);
const item = (world: EngineWorld, profileId: string, videoId: string) =>
  world.downloads.queue(profileId).find((one) => one.videoId === videoId);

test('a video that has no room waits, and the rest goes on; it starts when there is room', async () => {
  const { world, mia, dad, disk, promise } = await withDisk(5000);
  const big = await world.trigger(mia, 'big');
  await promise(big, 8000);
  expect(item(world, mia, big)).toMatchObject({ status: 'pending', reason: 'disk-full' });
  for (const name of ['one', 'two', 'three']) {
    const small = await world.trigger(dad, name);
    await promise(small, 1000);
    world.program(small).finish();
    await untilQuiet();
    expect(world.video(small)?.status).toBe('complete');
  }
  await world.pass(2 * HOUR);
  expect([statusOf(world, big), starts(world, big)]).toEqual([['pending'], 1]);
  expect(item(world, mia, big)).toMatchObject({ reason: 'disk-full', attempts: 0 });
  disk.freeBytes = 9000;
  await world.pass(2 * MINUTE);
  expect(statusOf(world, big)).toEqual(['downloading']);
});

test('streams that are merged need their room twice', async () => {
  const { world, mia, promise } = await withDisk(5000);
  const [merged, whole] = [await world.trigger(mia, 'merged'), await world.trigger(mia, 'whole')];
  await promise(merged, 3000, '137+140');
  await promise(whole, 3000);
  expect(statusOf(world, merged, whole)).toEqual(['pending', 'downloading']);
});

test('a merge that had no room is not begun again until there is room for it, although its page told no size', async () => {
  const { world, mia, disk } = await withDisk(5000);
  const merged = await world.trigger(mia, 'merged');
  world.program(merged).promise(0, '137+140');
  world.program(merged).progress(3000, 3000);
  await untilQuiet();
  disk.freeBytes = 2000;
  world.program(merged).fail('ERROR: unable to write data: [Errno 28] No space left on device');
  await world.pass(HOUR);
  expect([statusOf(world, merged), starts(world, merged)]).toEqual([['pending'], 1]);
  disk.freeBytes = 7000;
  await world.pass(2 * MINUTE);
  expect([statusOf(world, merged), starts(world, merged)]).toEqual([['downloading'], 2]);
});

test('what a running one still needs is kept for it; the next starts when it has made room', async () => {
  const { world, mia, dad, disk, promise } = await withDisk(5000);
  const first = await world.trigger(mia, 'first');
  await promise(first, 3000);
  const second = await world.trigger(dad, 'second');
  await promise(second, 3000);
  expect(statusOf(world, first, second)).toEqual(['downloading', 'pending']);
  // What it has got is on the disk already, and not needed once more.
  world.program(first).progress(2500, 3000);
  disk.freeBytes = 3600;
  await world.pass(2 * MINUTE);
  expect(statusOf(world, first, second)).toEqual(['downloading', 'downloading']);
});

test('what is on the disk already is not needed once more: a large one that is nearly there goes on', async () => {
  const { world, mia, disk, promise } = await withDisk(9000);
  const big = await world.trigger(mia, 'big');
  await promise(big, 8000);
  world.program(big).progress(7000, 8000);
  await untilQuiet();
  world.downloads.pause({ profileId: mia, videoId: big });
  await untilQuiet();
  disk.freeBytes = 1500;
  world.downloads.unpause({ profileId: mia, videoId: big });
  await untilQuiet();
  await promise(big, 8000);
  expect(statusOf(world, big)).toEqual(['downloading']);
});

test('a video whose size its page told before is not even begun without room, however many such come first', async () => {
  const { world, mia, promise } = await withDisk(5000, 1);
  const blocker = await world.trigger(mia, 'blocker');
  const large: string[] = [];
  for (let index = 0; index < 60; index += 1) large.push(await world.trigger(mia, `large-${index}`));
  world.database.run(`UPDATE videos SET expected_bytes = 6000 WHERE id <> ?`, blocker);
  const small = await world.trigger(mia, 'small');
  await promise(blocker, 100);
  world.program(blocker).finish();
  await untilQuiet();
  expect([statusOf(world, small), large.filter((videoId) => starts(world, videoId) > 0)]).toEqual([['downloading'], []]);
  const forecast = world.app.engine.forecast();
  expect([...forecast.places.keys()]).toEqual([]);
  const [first] = large;
  const waiting = item(world, mia, first ?? '');
  expect(waiting).toMatchObject({ status: 'pending', reason: 'disk-full' });
  expect(waiting !== undefined && forecast.isStartable(waiting)).toBe(false);
});

test('a video that no disk of this size could hold is begun nevertheless, and fails with its sentence', async () => {
  const { world, mia } = await withDisk(5000);
  const huge = await world.trigger(mia, 'huge');
  world.downloads.pause({ profileId: mia, videoId: huge });
  await untilQuiet();
  world.database.run('UPDATE videos SET expected_bytes = 2e12 WHERE id = ?', huge);
  world.downloads.unpause({ profileId: mia, videoId: huge });
  await untilQuiet();
  world.program(huge).promise(2e12);
  await world.pass(MINUTE);
  expect(world.video(huge)).toMatchObject({ status: 'failed', reason: 'too-large' });
});

test('the trash gives way to one that has no room, if that is enough', async () => {
  const { world, mia, dad, disk, promise } = await withDisk(5000);
  const old = await world.trigger(dad, 'old');
  world.program(old).finish();
  await untilQuiet();
  world.downloads.removeFromLibrary({ profileId: dad, videoId: old });
  const bytes = world.video(old)?.bytes ?? 0;
  const big = await world.trigger(mia, 'big');
  await promise(big, 5000 + bytes + 1);
  await world.pass(10 * MINUTE);
  expect(world.files()).toHaveLength(1);
  disk.freeBytes += 1;
  await world.pass(10 * MINUTE);
  expect(world.files()).toHaveLength(0);
});

test('after a crash nobody knows how much of it is on the disk: it is begun, and says what it still needs', async () => {
  const { world, mia, disk, promise } = await withDisk(9000);
  const big = await world.trigger(mia, 'big');
  world.database.run('UPDATE videos SET expected_bytes = 8000 WHERE id = ?', big);
  await promise(big, 8000);
  world.program(big).progress(7000, 8000);
  await untilQuiet();
  world.app.die();
  for (const tree of world.trees.alive()) tree.end({ code: null, signal: 'SIGKILL' });
  disk.freeBytes = 1500;
  await world.start();
  await untilQuiet();
  await promise(big, 8000);
  expect(statusOf(world, big)).toEqual(['downloading']);
});

import { renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { engineHousehold } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';
import { linkTo } from '../../model/engine-world.ts';

describe('a reference', () => {
  test('is registered in the transaction of its caller, and told and started only after the commit', async () => {
    const { world, mia } = await engineHousehold();
    const reference = await world.downloads.prepare(mia, linkTo('cats'));
    const { videoId } = world.database.immediate(() => {
      const outcome = world.downloads.register(reference);
      expect(world.changed).not.toContain(outcome.videoId);
      return outcome;
    });
    expect([world.changed.includes(videoId), world.libraryChanged]).toEqual([true, [videoId]]);
    await untilQuiet();
    expect(world.programs().map((program) => program.videoId)).toEqual([videoId]);
  });

  test('leaves nothing and tells nobody when what its caller writes beside it fails', async () => {
    const { world, mia } = await engineHousehold();
    const reference = await world.downloads.prepare(mia, linkTo('cats'));
    const registerAndFail = () =>
      world.database.immediate(() => {
        world.downloads.register(reference);
        throw new Error('killed here');
      });
    expect(registerAndFail).toThrow('killed here');
    await untilQuiet();
    expect([world.downloads.queue(mia), world.changed, world.libraryChanged, world.programs()]).toEqual([[], [], [], []]);
    expect(world.database.prepare('SELECT count(*) AS count FROM videos').get()).toEqual({ count: 0 });
  });

  test('that was prepared before the app died is no reference', async () => {
    const { world, mia } = await engineHousehold();
    const { downloads } = world;
    const reference = await downloads.prepare(mia, linkTo('cats'));
    world.app.die();
    expect(() => downloads.register(reference)).toThrow('this app has died');
    await world.start();
    expect(world.downloads.queue(mia)).toEqual([]);
    await world.trigger(mia, 'cats');
    expect(world.downloads.queue(mia)).toMatchObject([{ status: 'downloading' }]);
  });

  test('of a finished video whose file cannot be examined now does not fetch it again', async () => {
    const { world, mia, dad } = await engineHousehold();
    const cats = await world.trigger(mia, 'cats');
    world.program(cats).finish();
    await untilQuiet();
    const file = path.join(world.libraryFolder, world.video(cats)?.fileName ?? '');
    // As on a disk with errors: the system answers, but neither that it is there nor that it is not.
    renameSync(file, `${file} moved`);
    symlinkSync(file, file);
    await world.trigger(dad, 'cats');
    expect(world.video(cats)?.status).toBe('complete');
    rmSync(file);
    await world.trigger(dad, 'cats');
    expect(world.video(cats)?.status).toBe('downloading');
  });

  test('that is paused, resumed, moved or tried again changes no library; one that is given up or put back does', async () => {
    const { world, mia, dad } = await engineHousehold();
    const videoId = await world.trigger(mia, 'cats');
    await world.trigger(dad, 'cats');
    const item = { profileId: mia, videoId };
    const told = (change: () => unknown): { queue: boolean; library: boolean } => {
      world.changed.length = 0;
      world.libraryChanged.length = 0;
      change();
      return { queue: world.changed.includes(videoId), library: world.libraryChanged.includes(videoId) };
    };
    const { downloads } = world;
    for (const change of [downloads.pause, downloads.unpause, downloads.move, downloads.retry]) {
      expect(told(() => change(item))).toEqual({ queue: true, library: false });
    }
    world.program(videoId).finish();
    await untilQuiet();
    expect(told(() => downloads.removeFromLibrary(item))).toEqual({ queue: true, library: true });
    downloads.removeFromLibrary({ profileId: dad, videoId });
    expect(told(() => downloads.undoRemove(item))).toEqual({ queue: true, library: true });
  });
});

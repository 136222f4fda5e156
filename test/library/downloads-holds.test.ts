import { describe, expect, test } from 'vitest';
import { engineHousehold, eventsOf } from '../fakes/engine-household.ts';
import { untilQuiet } from '../fakes/engine-quiet.ts';

describe('a program that does not say its version', () => {
  test('costs no download anything: they wait, say for what, and go on by themselves when it answers', async () => {
    const { world, mia } = await engineHousehold();
    world.isSilent = true;
    const cats = await world.wish(mia, 'cats');
    const dogs = await world.wish(mia, 'dogs');
    await world.pass(5 * 60_000);
    for (const id of [cats, dogs]) {
      expect([world.video(id)?.status, world.video(id)?.attempts, eventsOf(world, id)]).toEqual(['pending', 0, ['triggered']]);
    }
    expect(world.downloads.queue(mia).map(({ reason }) => reason)).toEqual(['tool-silent', 'tool-silent']);
    expect((await world.app.engine.health()).ytDlp).toMatchObject({ advice: expect.stringContaining('has not answered') });
    world.isSilent = false;
    await world.pass(40_000);
    expect([world.programs().length, world.downloads.queue(mia)[0]?.reason]).toEqual([2, undefined]);
  });

  test('keeps nobody from cancelling', async () => {
    const { world, mia } = await engineHousehold();
    world.isSilent = true;
    const cats = await world.wish(mia, 'cats');
    expect(world.downloads.cancel({ profileId: mia, videoId: cats }).stopped).toBe(true);
    expect(world.video(cats)?.status).toBe('cataloged');
  });

  test('is not waited for when its version is known', async () => {
    const { world, mia } = await engineHousehold();
    const cats = await world.wish(mia, 'cats');
    world.program(cats).finish();
    await untilQuiet();
    world.isSilent = true;
    const dogs = await world.wish(mia, 'dogs');
    expect(world.video(dogs)?.status).toBe('downloading');
  });
});

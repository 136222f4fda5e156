import { expect, test } from 'vitest';
import { CATS, catPage, codeOf, DOGS, probed, refused, waiting, world } from '../household-world.ts';

test('a yes is one commit: when the decision cannot be written, there is no reference and no expected size either', async () => {
  const here = await world();
  here.pages.set(CATS, catPage);
  const { request } = await here.home.gate.ask({ profileId: here.mia.id, url: CATS });
  await probed(here, CATS);
  here.database.sqlite.exec(
    `CREATE TRIGGER full BEFORE UPDATE OF status ON requests BEGIN SELECT raise(ABORT, 'the disk is full'); END`,
  );
  const yes = () => here.home.requests.decide({ profileId: here.dad.id, requestId: request.id, decision: 'allow' });
  await expect(yes()).rejects.toThrow('the disk is full');
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([false, 1]);
  expect(here.database.prepare('SELECT count(*) AS count FROM videos').get()).toEqual({ count: 0 });
  here.database.sqlite.exec('DROP TRIGGER full');
  expect(await refused(yes)).toBe('granted');
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([true, 0]);
  expect(here.database.prepare('SELECT expected_bytes AS bytes FROM videos').get()).toEqual({ bytes: catPage.bytes });
});

test('a child that gave up its only video of the day by mistake may have that one again, and no other', async () => {
  const here = await world();
  here.profiles.update({ profileId: here.mia.id, limits: { dailyItems: 1, needsApproval: false } }, here.dad.id);
  const { videoId } = await here.home.gate.trigger({ profileId: here.mia.id, url: CATS });
  here.database.run('UPDATE video_references SET cancelled_at = 1 WHERE video_id = ?', videoId);
  expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: DOGS }))).toBe('limit-reached');
  expect(await codeOf(() => here.home.gate.resume({ profileId: here.mia.id, videoId }))).toBe('granted');
});

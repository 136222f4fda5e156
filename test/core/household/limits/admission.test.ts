import { expect, test } from 'vitest';
import { CATS, catPage, probed, refused, waiting, world } from '../household-world.ts';

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

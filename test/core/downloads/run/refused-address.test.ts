import { expect, test } from 'vitest';
import { engineHousehold } from '../../../model/engine-household.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';
import type { EngineWorld } from '../../../model/engine-world.ts';

const passOf = (world: EngineWorld) =>
  world.gate.passes.findLast(({ name }) => name.startsWith('run ')) ?? expect.fail('no pass');

test('a run whose page leads to the home network fails for good, once, and says where it was led', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  passOf(world).refuse('192.168.1.1');
  world.program(cats).fail('ERROR: [generic] cats: Unable to download webpage: HTTP Error 403: Address Refused');
  await world.pass(60 * 60_000);
  expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'address-refused', attempts: 1 });
  const told = world.database.sqlite.prepare("SELECT detail FROM activity WHERE event = 'failed'").pluck().get();
  expect(told).toContain('192.168.1.1');
});

test('what was refused on the way does not matter to a file that came through', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  passOf(world).refuse('192.168.1.1');
  world.program(cats).finish();
  await untilQuiet();
  expect(world.video(cats)?.status).toBe('complete');
});

test('a run that stands still for what it was refused is not begun again and again', async () => {
  const { world, mia } = await engineHousehold({ timings: { noOutputMs: 20_000 } });
  const cats = await world.trigger(mia, 'cats');
  passOf(world).refuse('nas.local');
  world.program(cats).progress(10);
  await world.pass(60 * 60_000);
  expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'address-refused', attempts: 1 });
});

test('each run has a way to the network of its own, in its environment only, and it ends with the run', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  const { args, env } = world.program(cats).tree.request;
  const pass = passOf(world);
  expect([pass.isOpen, env['https_proxy'], env['HTTP_PROXY']]).toEqual([
    true,
    'http://run:secret@127.0.0.1:9',
    'http://run:secret@127.0.0.1:9',
  ]);
  expect(args.join(' ')).not.toContain('secret');
  world.program(cats).fail('ERROR: [Fake] cats: HTTP Error 404: Not Found');
  await untilQuiet();
  expect(passOf(world).isOpen).toBe(false);
});

test('bytes that go over the line keep a silent program alive; when they stop it is ended', async () => {
  const { world, mia } = await engineHousehold({ timings: { noOutputMs: 20_000 } });
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).progress(10);
  await untilQuiet();
  const pass = passOf(world);
  for (let megabytes = 1; megabytes <= 20; megabytes += 1) {
    pass.carry(megabytes * 1_000_000);
    await world.pass(8000);
  }
  expect(world.video(cats)?.status).toBe('downloading');
  await world.pass(40_000);
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'stalled' });
});

test('a head that comes byte by byte is no sign of life', async () => {
  const { world, mia } = await engineHousehold({ timings: { noOutputMs: 20_000 } });
  const cats = await world.trigger(mia, 'cats');
  world.program(cats).progress(10);
  await untilQuiet();
  const pass = passOf(world);
  for (let second = 1; second <= 60; second += 1) {
    pass.carry(second);
    await world.pass(1000);
  }
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'stalled' });
});

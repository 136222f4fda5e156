import { expect, test } from 'vitest';
import { createNamedGate } from '../../../fakes/gate-over-names.ts';
import { engineHousehold } from '../../../model/engine-household.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';
import type { EngineWorld } from '../../../model/engine-world.ts';

const NO_NETWORK =
  'ERROR: [generic] cats: Unable to download webpage: <urlopen error [Errno -3] Temporary failure in name resolution>';
const HALF_AN_HOUR_MS = 30 * 60_000;

/** Every download fails as programs do without network, as often as one is started. */
async function passOffline(world: EngineWorld, ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 8000) {
    for (const program of world.programs()) program.fail(NO_NETWORK);
    await world.pass(8000);
  }
}

test('half an hour without network fails nothing and uses up no attempt; everything goes on by itself', async () => {
  const { world, mia } = await engineHousehold({ parallelDownloads: 2 });
  const ids: string[] = [];
  for (const name of ['cats', 'dogs', 'birds', 'fish', 'mice', 'bees']) ids.push(await world.trigger(mia, name));
  world.gate.setReachability('unreachable');
  await passOffline(world, HALF_AN_HOUR_MS);
  expect(ids.map((id) => [world.video(id)?.status, world.video(id)?.attempts])).toEqual(ids.map(() => ['pending', 0]));
  const { engine } = world.app;
  expect([engine.forecast().hold, (await engine.health()).hold]).toEqual(['offline', 'offline']);
  expect(world.downloads.queue(mia).map(({ reason }) => reason)).toEqual(ids.map(() => 'offline'));

  world.gate.setReachability('reachable');
  await world.pass(20_000);
  expect(world.programs()).toHaveLength(2);
  for (let round = 0; round < 10; round += 1) {
    for (const program of world.programs()) program.finish();
    await untilQuiet();
  }
  expect(ids.map((id) => world.video(id)?.status)).toEqual(ids.map(() => 'complete'));
});

test('the same half hour while the network is there is the site’s failure, and counts (negative twin)', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  world.gate.setReachability('reachable');
  await passOffline(world, 40 * 60_000);
  expect(world.video(cats)).toMatchObject({ status: 'failed', reason: 'network' });
});

test('a run that gives up just after the network came back used up no attempt', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  world.gate.setReachability('unreachable');
  await world.pass(20_000);
  world.gate.setReachability('reachable');
  await world.pass(8000);
  world.program(cats).fail(NO_NETWORK);
  await untilQuiet();
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'offline', attempts: 0 });
  await world.pass(80_000);
  world.program(cats).fail(NO_NETWORK);
  await untilQuiet();
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'network', attempts: 1 });
});

test('what runs when the network goes is left alone, and may come through', async () => {
  const { world, mia } = await engineHousehold();
  const cats = await world.trigger(mia, 'cats');
  world.gate.setReachability('unreachable');
  await world.pass(60_000);
  expect(world.video(cats)?.status).toBe('downloading');
  world.program(cats).finish();
  await untilQuiet();
  expect(world.video(cats)?.status).toBe('complete');
});

test('the real gate tells when names lead nowhere and when they do again, and asks nobody but whom a download asked', async () => {
  let isOnline = false;
  const gate = await createNamedGate({
    lookup: async () => {
      if (!isOnline) throw Object.assign(new Error('no name server'), { code: 'EAI_AGAIN' });
      return ['93.184.216.34'];
    },
    portOf: () => 9,
    hasNetwork: async () => isOnline,
  });
  const { world, mia } = await engineHousehold({ gate });
  const cats = await world.trigger(mia, 'cats');
  await goThrough(world.program(cats).tree.request.env['http_proxy'] ?? '');
  await expect.poll(gate.reachability).toBe('unreachable');
  world.program(cats).fail(NO_NETWORK);
  await untilQuiet();
  expect(world.video(cats)).toMatchObject({ status: 'pending', reason: 'offline', attempts: 0 });
  isOnline = true;
  await gate.checkReachability();
  await world.pass(20_000);
  expect(world.video(cats)?.status).toBe('downloading');
  expect(new Set(gate.lookedUp)).toEqual(new Set(['tube.test']));
  await gate.close();
});

/** Asks for the video's page through a pass, as the program would. */
async function goThrough(proxyUrl: string): Promise<void> {
  const { hostname, port, username, password } = new URL(proxyUrl);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const { request } = await import('node:http');
  await new Promise<void>((resolve) => {
    const asked = request({ hostname, port, path: 'http://tube.test/cats', headers: { 'Proxy-Authorization': authorization } });
    asked.once('response', (answer) => answer.resume().once('close', () => resolve()));
    asked.end();
  });
}

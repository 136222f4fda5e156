import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCore } from '../../../main/core.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { temporaryFolder } from '../library/library-fixture.ts';

function openCore() {
  const root = temporaryFolder();
  const options = { userDataFolder: path.join(root, 'data'), defaultLibraryFolder: path.join(root, 'videos') };
  const core = createCore({ ...options, clock: createManualClock() });
  onTestFinished(core.stop);
  const inForce = async () => (await core.services.settings.get()).idleLockMinutes;
  return { ...core.services, inForce };
}

test('a window that never locks by itself does so again from the day that a child lives here, and everybody hears of it', async () => {
  const { settings, profiles, on, inForce } = openCore();
  const { profile: dad } = await profiles.create({ name: 'Dad' });
  let changes = 0;
  on('settings-changed', () => {
    changes += 1;
  });
  await settings.set({ idleLockMinutes: null }, dad.id);
  expect(await inForce()).toBeNull();
  const before = changes;
  const { profile: mia } = await profiles.create({ name: 'Mia', role: 'child' });
  expect(await inForce()).toBe(10);
  expect(changes).toBe(before + 1);
  await profiles.remove({ profileId: mia.id }, dad.id);
  expect(await inForce()).toBeNull();
});

test('a longer time is told to the other adults, a shorter one is not', async () => {
  const { settings, profiles } = openCore();
  const { profile: dad } = await profiles.create({ name: 'Dad' });
  const { profile: mum } = await profiles.create({ name: 'Mum' });
  const told = () => profiles.takeNews(mum.id).map(({ text }) => text);
  told();
  const sentence = 'Dad let Homereel stay open for longer when nobody is there.';
  await settings.set({ idleLockMinutes: 60 }, dad.id);
  expect(told()).toEqual([sentence]);
  await settings.set({ idleLockMinutes: 2 }, dad.id);
  expect(told()).toEqual([]);
  await settings.set({ idleLockMinutes: null }, dad.id);
  expect(told()).toEqual([sentence]);
});

test.each([0, -5, 241, 2.5, '10'])('%j is no time to lock after', async (minutes) => {
  const { settings, inForce } = openCore();
  await expect((async () => settings.set({ idleLockMinutes: minutes as number }))()).rejects.toMatchObject({
    code: 'invalid-request',
  });
  expect(await inForce()).toBe(10);
});

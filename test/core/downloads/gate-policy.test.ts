import path from 'node:path';
import { expect, test } from 'vitest';
import { createCore } from '../../../main/core.ts';
import { createFakeGate } from '../../fakes/gate.ts';
import { temporaryFolder } from '../library/library-fixture.ts';

function coreWith(options: { allowPrivateAddresses?: boolean } = {}) {
  const root = temporaryFolder();
  const gate = createFakeGate();
  const folders = { userDataFolder: path.join(root, 'data'), defaultLibraryFolder: path.join(root, 'videos') };
  return { core: createCore({ ...folders, ...options, gate }), gate };
}

test('the gate is told at once whether the home network is open, and how fast everything may go together', async () => {
  const { core, gate } = coreWith();
  const { settings } = core.services;
  expect(gate.policy).toEqual({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
  await settings.set({ bandwidthLimitBytesPerSecond: 1_000_000 });
  expect(gate.policy).toEqual({ isPrivateAllowed: false, limitBytesPerSecond: 1_000_000 });
  await settings.set({ allowPrivateAddresses: true });
  expect(gate.policy).toEqual({ isPrivateAllowed: true, limitBytesPerSecond: 1_000_000 });
  await settings.set({ allowPrivateAddresses: false, bandwidthLimitBytesPerSecond: null });
  expect(gate.policy).toEqual({ isPrivateAllowed: false, limitBytesPerSecond: undefined });
  await core.stop();
});

test('a home network that was opened from outside stays open, whatever the settings say', async () => {
  const { core, gate } = coreWith({ allowPrivateAddresses: true });
  await core.services.settings.set({ bandwidthLimitBytesPerSecond: 500_000 });
  expect(gate.policy).toEqual({ isPrivateAllowed: true, limitBytesPerSecond: 500_000 });
  await core.stop();
});

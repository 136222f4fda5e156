import { describe, expect, test } from 'vitest';
import { channelTable } from '../../../main/ipc/channel-table.ts';
import { CHANNEL_NAMES } from '../../../preload/contract/channels.ts';
import { openHousehold, PIN_FRESH_MS } from './border-fixture.ts';

const PIN_NEEDED = { ok: false, code: 'pin-needed', message: expect.stringMatching(/\.$/) };

/** Dad, who has a PIN and gave it two minutes ago, Gran without one, and Mia, a child; no call has been made yet. */
async function openHouseholdLater() {
  const household = openHousehold();
  household.services.addProfile({ id: 'dad', pin: '1234' });
  household.services.addProfile({ id: 'gran' });
  household.services.addProfile({ id: 'mia', role: 'child' });
  const window = household.openWindow();
  await window.unlock('dad', '1234');
  household.clock.advance(PIN_FRESH_MS);
  return { ...household, window };
}

const SENSITIVE = [
  ['profiles:create', { name: 'Zoe', role: 'adult' }],
  ['profiles:remove', { profileId: 'mia' }],
  ['profiles:update', { profileId: 'mia', role: 'adult' }],
  ['profiles:update', { profileId: 'mia', limits: { needsApproval: false } }],
  ['profiles:update', { profileId: 'gran', name: 'Mia' }],
  ['profiles:update', { profileId: 'dad', role: 'child' }],
  ['profiles:set-pin', { profileId: 'mia', pin: '1111' }],
  ['profiles:set-pin', { profileId: 'dad', pin: null }],
  ['profiles:plan', { profileId: 'gran', change: 'remove-pin' }],
  ['settings:allow-private-addresses', { allowed: true }],
  ['settings:choose-folder', undefined],
  ['settings:set', { idleLockMinutes: null }],
  ['settings:set', { theme: 'dark', idleLockMinutes: 11 }],
] as const;

describe.each(SENSITIVE)('%s %j', (channel, request) => {
  test(`${channel} asks for the PIN again when it was given two minutes ago, and once for two minutes`, async () => {
    const { services, clock, window } = await openHouseholdLater();
    expect(await window.invoke(channel, request)).toEqual(PIN_NEEDED);
    expect(services.calls).toEqual([]);
    expect(await window.invoke('profiles:confirm', { profileId: 'dad', pin: '0000' })).toMatchObject({ code: 'wrong-pin' });
    expect(await window.invoke(channel, request)).toEqual(PIN_NEEDED);
    expect(await window.invoke('profiles:confirm', { profileId: 'dad', pin: '1234' })).toEqual({
      ok: true,
      value: { confirmed: true },
    });
    clock.advance(PIN_FRESH_MS - 1);
    expect(await window.invoke(channel, request)).toMatchObject({ ok: true });
  });

  test(`${channel} does not ask an adult without a PIN`, async () => {
    const { clock, window } = await openHouseholdLater();
    await window.unlock('gran');
    clock.advance(PIN_FRESH_MS);
    expect(await window.invoke(channel, request)).toMatchObject({ ok: true });
  });
});

test.each([
  ['profiles:update', { profileId: 'dad', name: 'Papa', role: 'adult' }],
  ['profiles:update', { profileId: 'dad', language: 'de' }],
  ['profiles:set-pin', { profileId: 'dad', pin: '9999', oldPin: '1234' }],
  ['settings:set', { theme: 'dark', allowPrivateAddresses: false }],
  ['settings:allow-private-addresses', { allowed: false }],
  ['settings:set', { idleLockMinutes: 2 }],
  ['settings:set', { idleLockMinutes: 10 }],
  ['requests:decide', { profileId: 'dad', requestId: 'r1', decision: 'allow' }],
  ['profiles:limits', { profileId: 'mia' }],
] as const)('%s %j opens nothing and does not ask for the PIN again', async (channel, request) => {
  const { window } = await openHouseholdLater();
  expect(await window.invoke(channel, request)).toMatchObject({ ok: true });
});

test('a PIN that was given counts for its owner only, and not after a lock', async () => {
  const { services, window } = await openHouseholdLater();
  services.addProfile({ id: 'mum', pin: '5678' });
  await window.invoke('profiles:confirm', { profileId: 'dad', pin: '1234' });
  await window.unlock('mia');
  expect(await window.invoke('profiles:confirm', { profileId: 'dad', pin: '1234' })).toMatchObject({ code: 'forbidden' });
  await window.unlock('mum', '5678');
  expect(await window.invoke('profiles:create', { name: 'Zoe' })).toMatchObject({ ok: true });
  const confirming = window.invoke('profiles:confirm', { profileId: 'mum', pin: '5678' });
  window.lockIfPin('idle');
  await confirming;
  expect(await window.invoke('profiles:create', { name: 'Ben' })).toMatchObject({ code: 'forbidden' });
});

test('every channel that not everybody may use says whether it asks for the PIN', () => {
  const guarded = CHANNEL_NAMES.filter((name) => !['anyone', 'acting-profile'].includes(channelTable[name].access));
  const silent = guarded.filter((name) => channelTable[name].asksPin === undefined);
  expect(silent).toEqual([]);
  expect(guarded.length).toBeGreaterThan(10);
});

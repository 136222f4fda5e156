import { describe, expect, test } from 'vitest';
import type { Access } from '../../../main/ipc/access.ts';
import { channelTable } from '../../../main/ipc/channel-table.ts';
import { CHANNEL_NAMES, type ChannelName, channels } from '../../../preload/contract/channels.ts';
import { forbidden, openHousehold } from './border-fixture.ts';

/** A valid request of each channel; `profileId` is replaced by the tests. */
const samples = {
  'profiles:list': undefined,
  'profiles:create': { name: 'Zoe' },
  'profiles:unlock': { profileId: 'x' },
  'profiles:confirm': { profileId: 'x', pin: '1234' },
  'profiles:lock': undefined,
  'profiles:remove': { profileId: 'x' },
  'profiles:update': { profileId: 'x', name: 'Xenia' },
  'profiles:set-pin': { profileId: 'x', pin: '1234' },
  'profiles:recover': { profileId: 'x', code: 'AAAA-BBBB-CCCC-DDDD', pin: '1234' },
  'profiles:plan': { profileId: 'x', change: 'remove-pin' },
  'profiles:plans': undefined,
  'profiles:removal-preview': { profileId: 'x' },
  'profiles:limits': { profileId: 'x' },
  'profiles:storage': { profileId: 'x' },
  'profiles:choices': { profileId: 'x' },
  'profiles:choose': { profileId: 'x', kind: 'audio' },
  'videos:probe': { profileId: 'x', url: 'https://tube.example/1' },
  'downloads:trigger': { profileId: 'x', url: 'https://tube.example/1' },
  'downloads:cancel': { profileId: 'x', videoId: 'v1' },
  'downloads:resume': { profileId: 'x', videoId: 'v1' },
  'downloads:retry': { profileId: 'x', videoId: 'v1' },
  'downloads:pause': { profileId: 'x' },
  'downloads:unpause': { profileId: 'x' },
  'downloads:move': { profileId: 'x', videoId: 'v1' },
  'queue:snapshot': { profileId: 'x' },
  'queue:recently-cancelled': { profileId: 'x' },
  'library:list': { profileId: 'x' },
  'library:remove': { profileId: 'x', videoId: 'v1' },
  'library:undo': { profileId: 'x', videoId: 'v1' },
  'library:trash': { profileId: 'x' },
  'library:purge': { profileId: 'x' },
  'requests:create': { profileId: 'x', url: 'https://tube.example/1' },
  'requests:list': { profileId: 'x' },
  'requests:decide': { profileId: 'x', requestId: 'r1', decision: 'allow' },
  'requests:withdraw': { profileId: 'x', requestId: 'r1' },
  'requests:channels': { profileId: 'x' },
  'requests:forget-channel': { profileId: 'x', channelId: 'c1' },
  'household:storage': { profileId: 'x' },
  'library:reveal': { profileId: 'x', videoId: 'v1' },
  'library:open': { profileId: 'x', videoId: 'v1' },
  'library:subtitles': { profileId: 'x', videoId: 'v1' },
  'library:subtitle': { profileId: 'x', videoId: 'v1', index: 0 },
  'playback:progress': { profileId: 'x', videoId: 'v1', seconds: 1 },
  'settings:get': undefined,
  'settings:set': { theme: 'dark' },
  'settings:choose-folder': undefined,
  'settings:allow-private-addresses': { allowed: true },
  'system:health': undefined,
  'activity:list': { profileId: 'x' },
  'activity:report': { profileId: 'x' },
} as const satisfies Record<ChannelName, unknown>;

const withAccess = (...kinds: Access[]): ChannelName[] =>
  CHANNEL_NAMES.filter((name) => kinds.includes(channelTable[name].access));
const actingChannels = withAccess('acting-profile', 'acting-adult');
const as = (channel: ChannelName, profileId: string): unknown => ({ ...(samples[channel] as object), profileId });

describe.each(CHANNEL_NAMES)('%s', (channel) => {
  test(`${channel} has a valid sample here, so that the loops below mean something`, () => {
    expect(channels[channel].request.safeParse(samples[channel]).success).toBe(true);
  });

  test(`${channel} refuses a request that is no object and one with an extra field`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'x' });
    const window = openWindow();
    await window.unlock('x');
    const before = services.calls.length;
    for (const request of [7, 'x', [], { ...(samples[channel] ?? {}), extra: 1 }]) {
      expect(await window.invoke(channel, request)).toMatchObject({ ok: false, code: 'invalid-request' });
    }
    expect(services.calls).toHaveLength(before);
  });
});

describe.each(actingChannels)('%s as the unlocked profile', (channel) => {
  test(`${channel} refuses another profile, with or without a PIN, and one that does not exist`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    services.addProfile({ id: 'mia' });
    services.addProfile({ id: 'tom' });
    const window = openWindow();
    await window.unlock('mia');
    for (const other of ['dad', 'tom', 'nobody']) expect(await window.invoke(channel, as(channel, other))).toEqual(forbidden);
    expect(services.calls).toEqual([]);
    expect(await window.invoke(channel, as(channel, 'mia'))).toMatchObject({ ok: true });
  });

  test(`${channel} refuses a profile with a PIN before it is unlocked, and does as it is told after`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    const window = openWindow();
    expect(await window.invoke(channel, as(channel, 'dad'))).toEqual(forbidden);
    expect(await window.unlock('dad', '9999')).toMatchObject({ ok: false, code: 'wrong-pin' });
    expect(await window.invoke(channel, as(channel, 'dad'))).toEqual(forbidden);
    await window.unlock('dad', '1234');
    expect(await window.invoke(channel, as(channel, 'dad'))).toMatchObject({ ok: true });
  });

  test(`${channel} takes a profile without a PIN when nobody was chosen yet`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'mia' });
    const window = openWindow();
    expect(await window.invoke(channel, as(channel, 'mia'))).toMatchObject({ ok: true });
    expect(window.activeProfileId()).toBe('mia');
  });
});

describe.each(withAccess('acting-adult'))('%s for an adult who acts', (channel) => {
  test(`${channel} refuses a child that names itself`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad' });
    services.addProfile({ id: 'kid', role: 'child' });
    const window = openWindow();
    await window.unlock('kid');
    expect(await window.invoke(channel, as(channel, 'kid'))).toEqual(forbidden);
    expect(services.calls).toEqual([]);
  });
});

test.each(['library:reveal', 'library:open'] as const)(
  'a child opens no file outside the app, its own neither: %s would hand it the folder with everybody’s files',
  async (channel) => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'kid', role: 'child' });
    const window = openWindow();
    await window.unlock('kid');
    const answer = await window.invoke(channel, { profileId: 'kid', videoId: 'v1' });
    expect(answer).toEqual({ ok: false, code: 'forbidden', message: 'Only an adult of the household can do that.' });
    expect(services.calls).toEqual([]);
  },
);

describe.each(withAccess('own-or-adult'))('%s for the person it is about and for adults', (channel) => {
  test(`${channel} refuses a locked window and another child`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad' });
    services.addProfile({ id: 'kid', role: 'child' });
    services.addProfile({ id: 'x', role: 'child' });
    const window = openWindow();
    expect(await window.invoke(channel, samples[channel])).toEqual(forbidden);
    expect(window.activeProfileId()).toBeUndefined();
    await window.unlock('kid');
    expect(await window.invoke(channel, samples[channel])).toEqual(forbidden);
    expect(services.calls).toEqual([]);
    for (const allowed of ['x', 'dad']) {
      await window.unlock(allowed);
      expect(await window.invoke(channel, samples[channel])).toMatchObject({ ok: true });
    }
  });
});

describe.each(withAccess('adult'))('%s for adults', (channel) => {
  test(`${channel} refuses a locked window and a child, and does as an adult says`, async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    services.addProfile({ id: 'kid', role: 'child' });
    services.addProfile({ id: 'x' });
    const window = openWindow();
    expect(await window.invoke(channel, samples[channel])).toEqual(forbidden);
    await window.unlock('kid');
    expect(await window.invoke(channel, samples[channel])).toEqual(forbidden);
    expect(services.calls).toEqual([]);
    await window.unlock('dad', '1234');
    expect(await window.invoke(channel, samples[channel])).toMatchObject({ ok: true });
  });
});

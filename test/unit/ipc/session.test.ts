import { describe, expect, test } from 'vitest';
import type { Access } from '../../../main/ipc/access.ts';
import { channelTable } from '../../../main/ipc/channel-table.ts';
import { createBorder } from '../../../main/ipc/session.ts';
import { CHANNEL_NAMES, type ChannelName, channels } from '../../../preload/contract/channels.ts';
import type { EventName } from '../../../preload/contract/events.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';

function openHousehold() {
  const services = createFakeServices();
  const clock = createManualClock();
  const border = createBorder(
    services,
    { openFile: async () => true, revealFile: async () => true, chooseFolder: async () => undefined },
    { clock, log: { error: (message, detail) => expect.unreachable(`${message} ${String(detail.error)}`) } },
  );
  const openWindow = () => {
    const events: { event: EventName; payload: unknown }[] = [];
    const session = border.connect({ send: (event, payload) => events.push({ event, payload }) });
    return {
      ...session,
      events,
      unlock: (profileId: string, pin?: string) =>
        session.invoke('profiles:unlock', pin === undefined ? { profileId } : { profileId, pin }),
    };
  };
  return { services, clock, openWindow };
}

/** A valid request of each channel; `profileId` is replaced by the tests. */
const samples = {
  'profiles:list': undefined,
  'profiles:create': { name: 'Zoe' },
  'profiles:unlock': { profileId: 'x' },
  'profiles:lock': undefined,
  'profiles:remove': { profileId: 'x' },
  'profiles:update': { profileId: 'x', name: 'Xenia' },
  'profiles:set-pin': { profileId: 'x', pin: '1234' },
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
  'system:health': undefined,
  'activity:list': { profileId: 'x' },
  'activity:report': { profileId: 'x' },
} as const satisfies Record<ChannelName, unknown>;

const withAccess = (...kinds: Access[]): ChannelName[] =>
  CHANNEL_NAMES.filter((name) => kinds.includes(channelTable[name].access));
const actingChannels = withAccess('acting-profile', 'acting-adult');
const as = (channel: ChannelName, profileId: string): unknown => ({ ...(samples[channel] as object), profileId });
const forbidden = { ok: false, code: 'forbidden', message: expect.stringMatching(/\.$/) };

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

describe('acting profile', () => {
  test('each window decides for itself who it acts as', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'mia' });
    services.addProfile({ id: 'tom' });
    const [first, second] = [openWindow(), openWindow()];
    await first.unlock('mia');
    await second.unlock('tom');
    expect([first.activeProfileId(), second.activeProfileId()]).toEqual(['mia', 'tom']);
    expect(await second.invoke('queue:snapshot', { profileId: 'mia' })).toEqual(forbidden);
  });

  test('unlocking follows the order of the requests, also when the first PIN is still being checked', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    services.addProfile({ id: 'mia' });
    const window = openWindow();
    await Promise.all([window.unlock('dad', '1234'), window.unlock('mia')]);
    expect(window.activeProfileId()).toBe('mia');
  });

  test('the acting profile stays as it was after a wrong PIN', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    services.addProfile({ id: 'mia' });
    const window = openWindow();
    await window.unlock('mia');
    await window.unlock('dad', '0000');
    expect(window.activeProfileId()).toBe('mia');
  });

  test('a window that said so acts as nobody, whoever was being unlocked before', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    const window = openWindow();
    const unlocking = window.unlock('dad', '1234');
    expect(await window.invoke('profiles:lock', undefined)).toEqual({ ok: true, value: { locked: true } });
    expect(await unlocking).toMatchObject({ ok: true });
    expect(window.activeProfileId()).toBeUndefined();
    expect(await window.invoke('queue:snapshot', { profileId: 'dad' })).toEqual(forbidden);
  });

  test('a window acts as nobody after lock, after its profile was removed elsewhere, and after disconnect', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad', pin: '1234' });
    services.addProfile({ id: 'mia', pin: '1111' });
    const window = openWindow();
    await window.unlock('dad', '1234');
    window.lock();
    expect(await window.invoke('queue:snapshot', { profileId: 'dad' })).toEqual(forbidden);
    await window.unlock('mia', '1111');
    services.removeProfile('mia');
    expect(window.activeProfileId()).toBeUndefined();
    await window.unlock('dad', '1234');
    window.disconnect();
    expect(window.activeProfileId()).toBeUndefined();
    expect(await window.invoke('profiles:list', undefined)).toEqual(forbidden);
  });
});

describe('adding people', () => {
  test('adding people is open on the first run, and the window acts as the new one', async () => {
    const { openWindow } = openHousehold();
    const window = openWindow();
    expect(await window.invoke('profiles:create', { name: 'Mia', pin: '1234' })).toMatchObject({ ok: true });
    expect(window.activeProfileId()).toBe('p-Mia');
    expect(await window.invoke('downloads:trigger', as('downloads:trigger', 'p-Mia'))).toMatchObject({ ok: true });
  });

  test('adding people does not change who an open window acts as', async () => {
    const { openWindow } = openHousehold();
    const window = openWindow();
    await window.invoke('profiles:create', { name: 'Mia' });
    await window.invoke('profiles:create', { name: 'Tom' });
    expect(window.activeProfileId()).toBe('p-Mia');
  });

  test('adding people is free from the picker and for a child while no adult has a PIN', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad' });
    services.addProfile({ id: 'kid', role: 'child', pin: '1234' });
    const window = openWindow();
    await window.unlock('kid', '1234');
    expect(await window.invoke('profiles:create', { name: 'Zoe' })).toMatchObject({ ok: true });
  });

  test.each(['adult', 'child', undefined] as const)(
    'adding people needs an adult once an adult has a PIN (new role: %s)',
    async (role) => {
      const { services, openWindow } = openHousehold();
      services.addProfile({ id: 'dad', pin: '1234' });
      services.addProfile({ id: 'kid', role: 'child' });
      const request = role === undefined ? { name: 'Zoe' } : { name: 'Zoe', role };
      const window = openWindow();
      expect(await window.invoke('profiles:create', request)).toEqual(forbidden);
      await window.unlock('kid');
      expect(await window.invoke('profiles:create', request)).toEqual(forbidden);
      await window.unlock('dad', '1234');
      expect(await window.invoke('profiles:create', request)).toMatchObject({ ok: true });
    },
  );
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

describe('child’s window', () => {
  test('a child’s window sees its own running items only, and no sites', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad' });
    services.addProfile({ id: 'kid', role: 'child' });
    const window = openWindow();
    await window.unlock('kid');
    expect(await window.invoke('system:health', undefined)).toMatchObject({ value: { active: [], coolDowns: [] } });
    services.putItem('kid', { videoId: 'v1' });
    expect(await window.invoke('system:health', undefined)).toMatchObject({
      value: { active: [{ videoId: 'v1' }], coolDowns: [] },
    });
  });

  test('a child’s window is told of its own requests, an adult’s of all', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'dad' });
    services.addProfile({ id: 'kid', role: 'child' });
    services.addProfile({ id: 'tom', role: 'child' });
    const windows = { dad: openWindow(), kid: openWindow(), tom: openWindow() };
    for (const [profileId, window] of Object.entries(windows)) await window.unlock(profileId);
    services.announce('requests-changed', { profileId: 'kid' });
    const told = Object.entries(windows).filter(([, { events }]) => events.some(({ event }) => event === 'requests:changed'));
    expect(told.map(([profileId]) => profileId)).toEqual(['dad', 'kid']);
  });
});

describe('window without a chosen person', () => {
  test('a window without a chosen person sees that the app works, but no items and no sites', async () => {
    const { services, openWindow } = openHousehold();
    services.addProfile({ id: 'mia' });
    const window = openWindow();
    expect(await window.invoke('system:health', undefined)).toMatchObject({
      value: { ytDlp: { found: true }, active: [], coolDowns: [] },
    });
    await window.unlock('mia');
    expect(await window.invoke('system:health', undefined)).toMatchObject({ value: { active: [{ videoId: 'v1' }] } });
  });

  test('a window without a chosen person is told of profiles and settings, never of items or of notices for somebody', async () => {
    const { services, clock, openWindow } = openHousehold();
    services.addProfile({ id: 'mia' });
    const window = openWindow();
    services.putItem('mia', { videoId: 'v1' });
    services.announce('library-changed', { videoId: 'v1' });
    services.announce('requests-changed', { profileId: 'mia' });
    services.notify({ level: 'success', text: 'A secret title is ready.' }, 'mia');
    services.notify({ level: 'warning', text: 'The disk is nearly full.' });
    services.announce('settings-changed', {});
    services.addProfile({ id: 'tom' });
    clock.advance(1000);
    expect(window.events.map(({ event }) => event)).toEqual(['notice', 'settings:changed', 'profiles:changed']);
    expect(JSON.stringify(window.events)).not.toContain('secret');
  });
});

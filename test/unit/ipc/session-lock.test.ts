import { describe, expect, test } from 'vitest';
import { lockWhenIdle } from '../../../main/desktop/idle-lock.ts';
import { forbidden, openHousehold } from './border-fixture.ts';

const LOCKED_MEANWHILE = { ok: false, code: 'forbidden', message: expect.stringContaining('locked in the meantime') };

function openDadsHousehold() {
  const household = openHousehold();
  household.services.addProfile({ id: 'dad', pin: '1234' });
  household.services.addProfile({ id: 'mia', role: 'child' });
  return { ...household, window: household.openWindow() };
}

describe('a session that has a PIN', () => {
  test('a lock ends what a person with a PIN may do, and tells the window why', async () => {
    const { services, window } = openDadsHousehold();
    await window.unlock('dad', '1234');
    window.lockIfPin('window-hidden');
    expect(window.activeProfileId()).toBeUndefined();
    expect(await window.invoke('household:storage', { profileId: 'dad' })).toEqual(forbidden);
    expect(await window.invoke('profiles:update', { profileId: 'mia', role: 'adult' })).toEqual(forbidden);
    expect(await window.invoke('profiles:create', { name: 'x' })).toEqual(forbidden);
    expect(window.events.filter(({ event }) => event === 'session:locked')).toEqual([
      { event: 'session:locked', payload: { reason: 'window-hidden' } },
    ]);
    expect(services.calls).toEqual([]);
  });

  test('a person without a PIN stays, and the window is told of no lock', async () => {
    const { window } = openDadsHousehold();
    await window.unlock('mia');
    window.lockIfPin('sleep');
    expect(window.activeProfileId()).toBe('mia');
    expect(window.events.map(({ event }) => event)).not.toContain('session:locked');
  });

  test('a PIN that was still being checked when the window was left opens nothing', async () => {
    const { window } = openDadsHousehold();
    const unlocking = window.unlock('dad', '1234');
    window.lockIfPin('screen-locked');
    expect(await unlocking).toEqual(LOCKED_MEANWHILE);
    expect(window.activeProfileId()).toBeUndefined();
    expect(await window.unlock('dad', '1234')).toMatchObject({ ok: true });
  });

  test('a PIN that was still being checked when the page was loaded again opens nothing', async () => {
    const { window } = openDadsHousehold();
    const unlocking = window.unlock('dad', '1234');
    window.lock('page-reloaded');
    expect(await unlocking).toEqual(LOCKED_MEANWHILE);
    expect(window.activeProfileId()).toBeUndefined();
  });

  test('a window that is left after the library was closed asks nobody about PINs', async () => {
    const { services, window } = openDadsHousehold();
    await window.unlock('mia');
    services.announce('closing', {});
    services.profiles.get = () => expect.unreachable('The library is closed.');
    window.lockIfPin('window-hidden');
  });
});

test('a window whose page is loaded again is told why nobody acts in it, and nothing when nobody did', async () => {
  const { services, openWindow } = openHousehold();
  services.addProfile({ id: 'mia' });
  const window = openWindow();
  window.lock('page-reloaded');
  expect(window.events).toEqual([]);
  await window.unlock('mia');
  window.lock('page-reloaded');
  expect(window.activeProfileId()).toBeUndefined();
  expect(window.events).toContainEqual({ event: 'session:locked', payload: { reason: 'page-reloaded' } });
});

describe('the lock after a time without anybody', () => {
  const IDLE_LOCK_MS = 600_000;

  async function openIdleHousehold() {
    const household = openDadsHousehold();
    const { clock, window } = household;
    let touchedAtMs = clock.monotonicMs();
    let minutes: number | null = IDLE_LOCK_MS / 60_000;
    lockWhenIdle({
      session: window,
      clock,
      idleLockMinutes: () => minutes,
      longestMs: 4 * 3_600_000,
      systemIdleMs: () => clock.monotonicMs() - touchedAtMs,
    });
    await window.unlock('dad', '1234');
    const touch = (): void => {
      touchedAtMs = clock.monotonicMs();
    };
    const choose = (chosen: number | null): void => {
      minutes = chosen;
    };
    return { ...household, touch, choose };
  }

  test('a session with a PIN is locked ten minutes after the last touch, and says so once', async () => {
    const { clock, window } = await openIdleHousehold();
    clock.advance(IDLE_LOCK_MS - 1000);
    expect(window.activeProfileId()).toBe('dad');
    clock.advance(1000);
    expect(window.activeProfileId()).toBeUndefined();
    clock.advance(IDLE_LOCK_MS);
    expect(window.events.filter(({ event }) => event === 'session:locked')).toEqual([
      { event: 'session:locked', payload: { reason: 'idle' } },
    ]);
  });

  test('the time is the one that the household has chosen by then, and never means never', async () => {
    const { clock, window, choose } = await openIdleHousehold();
    choose(null);
    clock.advance(24 * 3_600_000);
    expect(window.activeProfileId()).toBe('dad');
    choose(1);
    clock.advance(10_000);
    expect(window.activeProfileId()).toBeUndefined();
  });

  test('whoever touches the computer stays', async () => {
    const { clock, window, touch } = await openIdleHousehold();
    for (let half = 0; half < 6; half += 1) {
      clock.advance(IDLE_LOCK_MS / 2);
      touch();
    }
    expect(window.activeProfileId()).toBe('dad');
  });

  test('whoever watches a film touches nothing and stays, until it ends', async () => {
    const { clock, window } = await openIdleHousehold();
    for (let half = 0; half < 6; half += 1) {
      clock.advance(IDLE_LOCK_MS / 2);
      await window.invoke('playback:progress', { profileId: 'dad', videoId: 'v1', seconds: 1 });
    }
    expect(window.activeProfileId()).toBe('dad');
    clock.advance(IDLE_LOCK_MS);
    expect(window.activeProfileId()).toBeUndefined();
  });

  test('whoever enters their PIN at a computer that nobody had touched is not locked at once', async () => {
    const { clock, window } = await openIdleHousehold();
    clock.advance(IDLE_LOCK_MS * 2);
    await window.unlock('dad', '1234');
    clock.advance(IDLE_LOCK_MS / 2);
    expect(window.activeProfileId()).toBe('dad');
  });
});

import { describe, expect, test } from 'vitest';
import { forbidden, openHousehold } from './border-fixture.ts';

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
    window.lock('page-reloaded');
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
    expect(await window.invoke('downloads:trigger', { profileId: 'p-Mia', url: 'https://tube.example/1' })).toMatchObject({
      ok: true,
    });
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

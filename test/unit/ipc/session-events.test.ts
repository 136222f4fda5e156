import { describe, expect, test } from 'vitest';
import { openHousehold } from './border-fixture.ts';

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

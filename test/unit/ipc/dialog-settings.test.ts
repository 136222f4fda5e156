import { describe, expect, test } from 'vitest';
import type { ShellActions } from '../../../main/ipc/caller.ts';
import { forbidden, openHousehold } from './border-fixture.ts';

async function atDadsWindow(shell: Partial<ShellActions> = {}) {
  const { services, openWindow } = openHousehold(shell);
  services.addProfile({ id: 'dad', pin: '1234' });
  const window = openWindow();
  await window.unlock('dad', '1234');
  const stored = (): unknown[] => services.calls.filter(({ method }) => method === 'settings:set').map(({ request }) => request);
  return { services, window, stored };
}

describe('what only a dialog of the desktop sets', () => {
  test.each([
    { libraryFolder: '/home/dad/.config/autostart' },
    { theme: 'dark', libraryFolder: '/home/dad/.config/autostart' },
    { allowPrivateAddresses: true },
  ])('a page cannot name it by itself: %j', async (patch) => {
    const { window, stored } = await atDadsWindow();
    expect(await window.invoke('settings:set', patch)).toEqual(forbidden);
    expect(stored()).toEqual([]);
  });

  test('a page that sends everything back unchanged changes the rest', async () => {
    const { window, stored } = await atDadsWindow();
    const same = { libraryFolder: 'library', allowPrivateAddresses: false };
    expect(await window.invoke('settings:set', { ...same, theme: 'dark' })).toMatchObject({ ok: true });
    expect(stored()).toEqual([{ theme: 'dark' }]);
  });

  test('the folder is the one that was picked in the dialog', async () => {
    const { window, stored } = await atDadsWindow({ chooseFolder: async () => '/films' });
    expect(await window.invoke('settings:choose-folder', undefined)).toMatchObject({ ok: true, value: { chosen: true } });
    expect(stored()).toEqual([{ libraryFolder: '/films' }]);
  });

  test('the home network is opened after the dialog only, and closed without one', async () => {
    const questions: boolean[] = [];
    const { window, stored } = await atDadsWindow({ confirmHomeNetwork: async () => questions.push(true) > 1 });
    const allow = (allowed: boolean) => window.invoke('settings:allow-private-addresses', { allowed });
    expect(await allow(true)).toMatchObject({ ok: true, value: { confirmed: false } });
    expect(stored()).toEqual([]);
    expect(await allow(true)).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(await allow(false)).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(stored()).toEqual([{ allowPrivateAddresses: true }, { allowPrivateAddresses: false }]);
    expect(questions).toHaveLength(2);
  });

  test('a dialog that stood open while the window was locked opens nothing', async () => {
    let answer = (_isAllowed: boolean): void => {};
    const confirmHomeNetwork = () =>
      new Promise<boolean>((resolve) => {
        answer = resolve;
      });
    const { window, stored } = await atDadsWindow({ confirmHomeNetwork });
    const asked = window.invoke('settings:allow-private-addresses', { allowed: true });
    await Promise.resolve();
    window.lockIfPin('idle');
    answer(true);
    expect(await asked).toEqual(forbidden);
    expect(stored()).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { type TrayState, trayCall } from '../../../main/desktop/tray-model.ts';
import { watchTrayState } from '../../../main/desktop/tray-state.ts';
import { createBorder } from '../../../main/ipc/session.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';

const allow = { kind: 'decide', requestId: 'r1', decision: 'allow' } as const;

function household() {
  const services = createFakeServices();
  services.addProfile({ id: 'mum', pin: '1234' });
  services.addProfile({ id: 'leo', role: 'child' });
  const clock = createManualClock();
  const errors: unknown[] = [];
  const session = createBorder(
    services,
    { openFile: async () => true, revealFile: async () => true, chooseFolder: async () => undefined },
    { clock, log: { error: (_message, { error }) => errors.push(error) } },
  ).connect({ send: () => {} });
  const fromTray = (profileId: string) => {
    const call = trayCall(allow, profileId);
    return session.invoke(call?.channel, call?.request);
  };
  const decided = (): unknown[] => services.calls.filter(({ method }) => method === 'requests:decide');
  return { services, session, clock, errors, fromTray, decided };
}

describe('deciding in the tray', () => {
  test('the acting adult decides a request in the tray as in the window', async () => {
    const { session, fromTray, decided } = household();
    await session.invoke('profiles:unlock', { profileId: 'mum', pin: '1234' });
    expect(await fromTray('mum')).toMatchObject({ ok: true });
    expect(decided()).toEqual([{ method: 'requests:decide', request: { profileId: 'mum', requestId: 'r1', decision: 'allow' } }]);
  });

  test.each([
    ['a locked window', undefined, 'mum'],
    ['a child', 'leo', 'leo'],
    ['a menu that was made for somebody else', 'leo', 'mum'],
  ])('a decision in the tray is refused for %s', async (_what, acting, menuOf) => {
    const { session, fromTray, decided } = household();
    if (acting !== undefined) await session.invoke('profiles:unlock', { profileId: acting });
    expect(await fromTray(menuOf)).toMatchObject({ ok: false, code: 'forbidden' });
    expect(decided()).toEqual([]);
  });
});

describe('what the tray is told of the household', () => {
  test('the tray names requests only for the person whom the window acts as, and hears of new ones', async () => {
    const { services, session, clock, errors } = household();
    const shown: TrayState[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const watch = watchTrayState({ services, session, clock, onError }, (state) => shown.push(state));
    const next = async (): Promise<TrayState | undefined> => {
      clock.advance(500);
      await new Promise((resolve) => setImmediate(resolve));
      return shown.at(-1);
    };
    expect(await next()).toMatchObject({ locked: true, requests: [] });
    expect(services.calls.filter(({ method }) => method === 'requests:list')).toEqual([]);

    await session.invoke('profiles:unlock', { profileId: 'mum', pin: '1234' });
    services.announce('requests-changed', { profileId: 'leo' });
    expect(await next()).toMatchObject({ locked: false, profile: { id: 'mum' } });
    expect(services.calls).toContainEqual({ method: 'requests:list', request: { profileId: 'mum', status: 'waiting' } });
    expect(errors).toEqual([]);

    services.downloads.queue = () => expect.unreachable('the whole queue was read again');
    services.putItem('mum', { videoId: 'film', title: 'Otters' });
    expect((await next())?.items).toMatchObject([{ videoId: 'film', title: 'Otters' }]);
    expect(errors).toEqual([]);
    watch.stop();
    expect(clock.pendingTimers()).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { type TrayState, trayCall, trayModel } from '../../../main/desktop/tray-model.ts';
import { watchTrayState } from '../../../main/desktop/tray-state.ts';
import { createBorder } from '../../../main/ipc/session.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';
import { lines, requests, state } from './tray-fixture.ts';

const allow = { kind: 'decide', requestId: 'r1', decision: 'allow' } as const;

function household() {
  const services = createFakeServices();
  services.addProfile({ id: 'mum', pin: '1234' });
  services.addProfile({ id: 'leo', role: 'child' });
  const clock = createManualClock();
  const errors: unknown[] = [];
  const session = createBorder(
    services,
    {
      openFile: async () => true,
      revealFile: async () => true,
      chooseFolder: async () => undefined,
      confirmHomeNetwork: async () => true,
    },
    { clock, pinFreshMs: 120_000, log: { error: (_message, { error }) => errors.push(error) } },
  ).connect({ send: () => {} });
  const fromTray = (profileId: string) => {
    const call = trayCall(allow, profileId);
    return session.invoke(call?.channel, call?.request);
  };
  const decided = (): unknown[] => services.calls.filter(({ method }) => method === 'requests:decide');
  return { services, session, clock, errors, fromTray, decided };
}

describe('requests in the tray', () => {
  test('requests are for an adult to decide, and who waited longest comes first', () => {
    expect(lines(trayModel(state({ requests, waitingRequestCount: 2 }))).slice(0, 9)).toEqual([
      'Mia: nothing in the queue',
      '---',
      '2 requests waiting for you',
      'Ada: Request one',
      '  Allow => allow r1',
      '  Decline => refuse r1',
      'Leo: Request two',
      '  Allow => allow r2',
      '  Decline => refuse r2',
    ]);
  });

  test('a child’s tray only counts requests, whatever else it is given', () => {
    const leo = { id: 'leo', name: 'Leo', role: 'child' } as const;
    const menu = lines(trayModel(state({ profile: leo, requests, waitingRequestCount: 1 })));
    expect(menu.slice(0, 3)).toEqual(['Leo: nothing in the queue', '1 request is waiting for a grown-up', '---']);
    expect(menu.join()).not.toMatch(/Request|Allow|Decline/);
  });

  test('requests in the tray are capped, shortened, and cannot turn the text around', () => {
    const many = Array.from({ length: 7 }, (_, at) => ({
      id: `r${at}`,
      profileName: 'Le\u202eo',
      title: 'x'.repeat(200),
      createdAt: at,
    }));
    const entries = trayModel(state({ requests: many, waitingRequestCount: 7 }));
    const texts = entries.flatMap((entry) => (entry.type === 'submenu' ? [entry.text] : []));
    expect(texts).toHaveLength(5);
    expect(texts[0]).toBe(`\u2068Le o\u2069: \u2068${'x'.repeat(39)}…\u2069`);
    expect(lines(entries)).toContain('and 2 more');
  });

  test('requests in the tray are decided through the border, as the profile that the menu was made for', () => {
    const decide = { kind: 'decide', requestId: 'r1', decision: 'refuse' } as const;
    expect(trayCall(decide, 'mia')).toEqual({
      channel: 'requests:decide',
      request: { profileId: 'mia', requestId: 'r1', decision: 'refuse' },
    });
    expect(trayCall({ kind: 'call', channel: 'downloads:pause' }, 'mia')).toEqual({
      channel: 'downloads:pause',
      request: { profileId: 'mia' },
    });
    expect([trayCall({ kind: 'open' }, 'mia'), trayCall({ kind: 'quit' }, 'mia')]).toEqual([undefined, undefined]);
  });
});

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
    const watch = watchTrayState({ services, session, clock, speaker: () => createSpeaker('en'), onError }, (state) =>
      shown.push(state),
    );
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

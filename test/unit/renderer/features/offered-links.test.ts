import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startOfferedLinks } from '../../../../renderer/features/frame/offered-links.ts';
import { addLink, pasteFieldStore, typeText } from '../../../../renderer/store/paste/paste-field.ts';
import { sessionStore } from '../../../../renderer/store/window/acting-profile.ts';
import { createFakeBridge } from '../../../preview/bridge.ts';
import { DEMO_PROFILES } from '../../../preview/demo-data.ts';

const actAs = (activeId: string | undefined) => sessionStore.setState({ profiles: DEMO_PROFILES, activeId });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { getElementById: () => null });
});
afterEach(() => {
  typeText('');
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a link from outside', () => {
  test('waits until somebody is picked', async () => {
    actAs(undefined);
    let offer: (payload: { url: string }) => void = () => {};
    vi.stubGlobal('window', {
      homereel: {
        on: (_event: string, listener: typeof offer) => {
          offer = listener;
          return () => {};
        },
        invoke: createFakeBridge({ waiting: 0 }).invoke,
      },
    });
    startOfferedLinks();
    offer({ url: 'https://video.example/first' });
    vi.runAllTimers();
    expect(pasteFieldStore.getState().text).toBe('');
    actAs('mia');
    offer({ url: 'https://video.example/second' });
    vi.advanceTimersByTime(1);
    expect(pasteFieldStore.getState().choice?.entries.map(({ url }) => url)).toEqual([
      'https://video.example/first',
      'https://video.example/second',
    ]);
  });

  test('is asked about by nobody until the person presses the button', async () => {
    actAs('mia');
    const { invoke } = createFakeBridge({ waiting: 0 });
    const asked: string[] = [];
    let offer: (payload: { url: string }) => void = () => {};
    vi.stubGlobal('window', {
      homereel: {
        on: (_event: string, listener: typeof offer) => {
          offer = listener;
          return () => {};
        },
        invoke: (...call: Parameters<typeof invoke>) => {
          asked.push(call[0]);
          return invoke(...call);
        },
      },
    });
    startOfferedLinks();
    offer({ url: 'https://video.example/first' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pasteFieldStore.getState()).toMatchObject({ link: 'https://video.example/first', probing: false });
    expect(asked).toEqual([]);
    const added = addLink();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await added).toBe(true);
    expect(asked.slice(0, 2)).toEqual(['videos:probe', 'downloads:trigger']);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChannelName } from '../../../../preload/contract/channels.ts';
import {
  addCopiedLink,
  copiedLinkStore,
  forgetCopiedLink,
  startCopiedLinks,
} from '../../../../renderer/store/paste/copied-link.ts';
import { pasteFieldStore, resetPasteField, takeText, typeText } from '../../../../renderer/store/paste/paste-field.ts';
import { sessionStore } from '../../../../renderer/store/window/acting-profile.ts';
import { createFakeBridge } from '../../../preview/bridge.ts';
import { DEMO_PROFILES } from '../../../preview/demo-data.ts';

const LINK = 'https://video.example/copied';
let asked: ChannelName[];
let copied: (payload: { readonly url: string }) => void;
let stop: () => void;

beforeEach(() => {
  const bridge = createFakeBridge({ waiting: 0 });
  asked = [];
  vi.stubGlobal('window', {
    location: { hash: '' },
    homereel: {
      on: (_event: string, listener: typeof copied) => {
        copied = listener;
        return () => {};
      },
      invoke: (channel: ChannelName, request: never) => {
        asked.push(channel);
        return bridge.invoke(channel, request);
      },
    },
  });
  sessionStore.setState({ profiles: DEMO_PROFILES, activeId: 'mia' });
  stop = startCopiedLinks();
});
afterEach(() => {
  stop();
  forgetCopiedLink();
  resetPasteField();
  vi.unstubAllGlobals();
});

const offered = (): string | undefined => copiedLinkStore.getState().url;

describe('a copied link that is offered', () => {
  test('asks for nothing until somebody says yes, then is looked at and added', async () => {
    copied({ url: LINK });
    expect([offered(), pasteFieldStore.getState().text, asked]).toEqual([LINK, '', []]);
    addCopiedLink();
    expect([offered(), pasteFieldStore.getState().link]).toEqual([undefined, LINK]);
    await vi.waitFor(() => expect(asked).toEqual(['videos:probe', 'downloads:trigger']));
    await vi.waitFor(() => expect(pasteFieldStore.getState().text).toBe(''));
  });

  test('opens the list of a playlist instead of adding all of it', async () => {
    copied({ url: 'https://video.example/list' });
    addCopiedLink();
    await vi.waitFor(() => expect(pasteFieldStore.getState().choice?.entries).toHaveLength(24));
    expect(asked).toEqual(['videos:probe']);
  });

  test('stays in the field with its problem when the look failed', async () => {
    copied({ url: 'https://192.168.0.1/film' });
    addCopiedLink();
    await vi.waitFor(() => expect(pasteFieldStore.getState().problem).toBeDefined());
    expect(asked).toEqual(['videos:probe']);
  });

  test('is not added when other words came into the field meanwhile', async () => {
    copied({ url: LINK });
    addCopiedLink();
    takeText('https://video.example/other');
    await vi.waitFor(() => expect(pasteFieldStore.getState().found).toBeDefined());
    expect(asked).toEqual(['videos:probe', 'videos:probe']);
  });

  test('leaves with a no, or when it comes into the field by itself; and what is in the field already is not offered', () => {
    copied({ url: LINK });
    forgetCopiedLink();
    expect(offered()).toBeUndefined();
    copied({ url: LINK });
    typeText('https://video.example/oth');
    expect(offered()).toBe(LINK);
    typeText(LINK);
    expect(offered()).toBeUndefined();
    copied({ url: LINK });
    expect(offered()).toBeUndefined();
  });
});

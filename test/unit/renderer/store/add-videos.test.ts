import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HomereelBridge } from '../../../../preload/contract/bridge.ts';
import { addVideos } from '../../../../renderer/store/paste/add-videos.ts';
import { addChosen, addLink, pasteFieldStore, typeText } from '../../../../renderer/store/paste/paste-field.ts';
import { closeQuotaDialog, offerToFreeSpace } from '../../../../renderer/store/paste/quota-exceeded.ts';
import { sessionStore } from '../../../../renderer/store/window/acting-profile.ts';
import { createFakeBridge } from '../../../preview/bridge.ts';
import { DEMO_PROFILES } from '../../../preview/demo-data.ts';

const form = { kind: 'video', preset: 'good' } as const;
const links = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => ({ url: `https://video.example/${word}/${index}`, title: `${word} ${index}` }));

let bridge: HomereelBridge;
let asked: string[];
const actAs = (activeId: string | undefined) => sessionStore.setState({ profiles: DEMO_PROFILES, activeId });

beforeEach(() => {
  bridge = createFakeBridge({ waiting: 0 });
  asked = [];
  vi.stubGlobal('window', {
    location: { hash: '' },
    homereel: {
      on: bridge.on,
      invoke: (channel: 'downloads:trigger', request: never) => {
        asked.push(channel);
        return bridge.invoke(channel, request);
      },
    },
  });
  vi.stubGlobal('document', { getElementById: () => null });
});
afterEach(() => {
  typeText('');
  closeQuotaDialog();
  vi.unstubAllGlobals();
});

describe('getting what is in the field', () => {
  test('asks an adult when a child gets something new, and empties the field', async () => {
    actAs('leo');
    typeText('https://video.example/a');
    expect(await addLink()).toBe(true);
    expect(pasteFieldStore.getState().text).toBe('');
    const answer = await bridge.invoke('requests:list', { profileId: 'leo' });
    expect(answer.ok && answer.value.requests[0]).toMatchObject({ url: 'https://video.example/a', status: 'waiting' });
  });

  test('at the day’s limit a child may ask anyway; an adult is not offered that', async () => {
    actAs('leo');
    typeText('https://video.example/limit');
    expect(await addLink()).toBe(false);
    expect(pasteFieldStore.getState()).toMatchObject({ mayRequestAnyway: true, sending: false });
    typeText('https://video.example/other');
    expect(pasteFieldStore.getState().mayRequestAnyway).toBe(false);
  });

  test('keeps the link when there is no room, and offers a way', async () => {
    actAs('mia');
    typeText('https://video.example/quota');
    expect(await addLink()).toBe(false);
    expect(pasteFieldStore.getState().link).toBe('https://video.example/quota');
  });
});

describe('getting several', () => {
  beforeEach(() => actAs('mia'));

  test('counts what came of them', async () => {
    expect(await addVideos(links(3, 'a'), form, () => true)).toMatchObject({ added: 3, requested: 0, left: [] });
    actAs('leo');
    expect(await addVideos(links(2, 'b'), form, () => true)).toMatchObject({ added: 0, requested: 2 });
  });

  test('stops where every further one would be refused, and says what is left', async () => {
    const outcome = await addVideos([...links(2, 'a'), ...links(3, 'quota')], form, () => true);
    expect(outcome).toMatchObject({ added: 2, failure: { code: 'quota-exceeded' } });
    expect(outcome.left).toHaveLength(3);
    expect(asked).toHaveLength(3);
  });

  test('goes on after one that is no good', async () => {
    const bad = { url: 'http://192.168.0.1/a', title: 'Router' };
    expect(await addVideos([bad, ...links(1, 'a')], form, () => true)).toMatchObject({
      added: 1,
      failure: { code: 'private-address' },
      left: [],
    });
  });

  test('keeps what comes from one playlist together, and nothing else', async () => {
    const groups = async () => {
      const answer = await bridge.invoke('queue:snapshot', { profileId: 'mia' });
      return answer.ok ? new Set(answer.value.items.flatMap(({ group }) => group ?? [])) : new Set();
    };
    pasteFieldStore.setState({ choice: { title: '2 links', entries: [], isPlaylist: false } });
    await addChosen(links(2, 'a'));
    expect(await groups()).toEqual(new Set());
    pasteFieldStore.setState({ choice: { title: 'Slow trains', entries: [], isPlaylist: true } });
    await addChosen(links(3, 'b'));
    expect([...(await groups())]).toMatchObject([{ title: 'Slow trains' }]);
  });

  test('stops when the list is closed', async () => {
    pasteFieldStore.setState({ choice: { title: 'List', entries: [], isPlaylist: true } });
    const working = addChosen(links(5, 'a'));
    pasteFieldStore.setState({ choice: undefined });
    await working;
    expect(asked.length).toBeLessThan(2);
  });
});

describe('making room', () => {
  test('is offered for a quota with its numbers, and for nothing else', () => {
    const storage = { usedBytes: 1, quotaBytes: 1, neededBytes: 1, safeToFree: [] };
    expect(offerToFreeSpace({ ok: false, code: 'quota-exceeded', message: '', detail: { storage } }, [], form)).toBe(true);
    expect(offerToFreeSpace({ ok: false, code: 'quota-exceeded', message: '' }, [], form)).toBe(false);
    expect(offerToFreeSpace({ ok: false, code: 'no-space', message: '', detail: { storage } }, [], form)).toBe(false);
  });
});

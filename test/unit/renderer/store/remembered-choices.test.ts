import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HomereelBridge } from '../../../../preload/contract/bridge.ts';
import { pasteFieldStore, resetPasteField, typeText } from '../../../../renderer/store/paste/paste-field.ts';
import { choose, loadAddingChoices } from '../../../../renderer/store/paste/remembered-choices.ts';
import { sessionStore } from '../../../../renderer/store/window/acting-profile.ts';
import { createFakeBridge } from '../../../preview/bridge.ts';
import { DEMO_PROFILES } from '../../../preview/demo-data.ts';

let bridge: HomereelBridge;
const actAs = (activeId: string): void => {
  resetPasteField();
  sessionStore.setState({ profiles: DEMO_PROFILES, activeId });
};
const chosen = () => ({ kind: pasteFieldStore.getState().kind, preset: pasteFieldStore.getState().preset });

beforeEach(() => {
  bridge = createFakeBridge({ waiting: 0 });
  vi.stubGlobal('window', { homereel: bridge });
  actAs('mia');
});
afterEach(() => {
  resetPasteField();
  vi.unstubAllGlobals();
});

describe('what was chosen for what is added', () => {
  test('is there the next time, and belongs to the person', async () => {
    choose({ kind: 'audio' });
    choose({ preset: 'small' });
    actAs('leo');
    await loadAddingChoices('leo');
    expect(chosen()).toEqual({ kind: 'video', preset: undefined });
    actAs('mia');
    await loadAddingChoices('mia');
    expect(chosen()).toEqual({ kind: 'audio', preset: 'small' });
  });

  test('stays while the link changes', () => {
    choose({ kind: 'audio' });
    typeText('https://video.example/a');
    expect(chosen()).toMatchObject({ kind: 'audio' });
  });

  test('is not overruled by an answer that comes late', async () => {
    choose({ kind: 'audio', preset: 'small' });
    actAs('mia');
    const loading = loadAddingChoices('mia');
    pasteFieldStore.setState({ preset: 'best' });
    await loading;
    expect(chosen()).toEqual({ kind: 'audio', preset: 'best' });
  });

  test('does not reach somebody who came to the window meanwhile', async () => {
    choose({ kind: 'audio' });
    const loading = loadAddingChoices('mia');
    actAs('leo');
    await loading;
    expect(chosen()).toEqual({ kind: 'video', preset: undefined });
  });
});

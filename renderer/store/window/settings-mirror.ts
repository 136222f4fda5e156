import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { Settings } from '../../../preload/contract/types.ts';
import { call, listen } from '../border/main-process.ts';

interface SettingsState {
  readonly settings: Settings | undefined;
}

export const settingsStore = createStore<SettingsState>(() => ({ settings: undefined }));
export const useSettings = (): Settings | undefined => useStore(settingsStore, (state) => state.settings);

/** Keeps the settings up to date and the page in the chosen theme; the returned function stops it. */
export function startSettings(): () => void {
  const stopListening = listen('settings:changed', () => void loadSettings());
  const stopTheme = settingsStore.subscribe(({ settings }) => applyTheme(settings?.theme ?? 'system'));
  void loadSettings();
  return () => {
    stopListening();
    stopTheme();
  };
}

/** Asks for the settings again; a refusal keeps the old ones. */
export async function loadSettings(): Promise<void> {
  const answer = await call('settings:get');
  if (answer.ok) settingsStore.setState({ settings: answer.value });
}

/** Changes some settings; the answer carries all of them. */
export async function changeSettings(patch: ChannelInput<'settings:set'>): Promise<Result<Settings>> {
  const answer = await call('settings:set', patch);
  if (answer.ok) settingsStore.setState({ settings: answer.value });
  return answer;
}

/** Lets the person pick another library folder; the answer says whether they did. */
export async function chooseLibraryFolder(): Promise<Result<{ chosen: boolean; settings: Settings }>> {
  const answer = await call('settings:choose-folder');
  if (answer.ok) settingsStore.setState({ settings: answer.value.settings });
  return answer;
}

/** Opens the home network to links, which a dialog of the desktop asks about, or closes it. */
export async function allowHomeNetwork(allowed: boolean): Promise<Result<{ confirmed: boolean; settings: Settings }>> {
  const answer = await call('settings:allow-private-addresses', { allowed });
  if (answer.ok) settingsStore.setState({ settings: answer.value.settings });
  return answer;
}

function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

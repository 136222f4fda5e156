import { useSyncExternalStore } from 'react';
import type { Language } from '../../../preload/contract/spoken-languages.ts';
import { onSpeak, speak, spokenLanguage } from '../../words/say.ts';
import { activeProfile, sessionStore } from './acting-profile.ts';

/** Speaks the language of whoever is at the window, on the page's root, too; the returned function stops it. */
export function startSpeaking(): () => void {
  const follow = (): void => {
    speak(activeProfile()?.language);
    document.documentElement.lang = spokenLanguage();
  };
  follow();
  return sessionStore.subscribe(follow);
}

/** Reads the language that is spoken now. Whoever is drawn again only when its own values change calls it to change its words, too. */
export const useSpokenLanguage = (): Language => useSyncExternalStore(onSpeak, spokenLanguage);

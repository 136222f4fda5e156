import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { say } from '../../words/say.ts';
import { listen } from '../border/main-process.ts';
import { announce } from '../window/messages.ts';
import { linkFrom } from './links-in-text.ts';
import { addLink, pasteFieldStore, takeText } from './paste-field.ts';

interface CopiedLinkState {
  /** A link from the clipboard that waits for a yes or no. */
  readonly url: string | undefined;
}

export const copiedLinkStore = createStore<CopiedLinkState>(() => ({ url: undefined }));
export const useCopiedLink = (): string | undefined => useStore(copiedLinkStore, (state) => state.url);

/** Offers links that the main process finds on the clipboard, until they are in the field anyway; the returned function stops it. */
export function startCopiedLinks(): () => void {
  const stopListening = listen('link:copied', ({ url }) => {
    if (linkFrom(url) === pasteFieldStore.getState().link) return;
    copiedLinkStore.setState({ url });
    announce(say('copiedLink.announcement'));
  });
  const stopWatching = pasteFieldStore.subscribe(({ link }) => {
    const { url } = copiedLinkStore.getState();
    if (url !== undefined && linkFrom(url) === link) forgetCopiedLink();
  });
  return () => {
    stopListening();
    stopWatching();
  };
}

/** Forgets the offered link, after "Not now" or when another person comes. */
export function forgetCopiedLink(): void {
  copiedLinkStore.setState({ url: undefined });
}

/** Puts the offered link into the field and adds it once the probe has answered; a playlist opens its list. */
export function addCopiedLink(): void {
  const { url } = copiedLinkStore.getState();
  if (url === undefined) return;
  forgetCopiedLink();
  takeText(url);
  const wanted = pasteFieldStore.getState().link;
  const stop = pasteFieldStore.subscribe(({ link, probing, problem, sending }) => {
    if (link === wanted && probing) return;
    stop();
    // Another text in the field is another video, and what went wrong stands below it.
    if (link === wanted && problem === undefined && !sending) void addLink();
  });
}

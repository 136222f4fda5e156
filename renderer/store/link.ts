import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../preload/contract/errors.ts';
import type { MediaKind, Preset, ProbeEntry, ProbeResult } from '../../preload/contract/types.ts';
import { linkFrom, linksIn } from '../features/paste/links.ts';
import { formatCount } from '../ui/format.ts';
import { ERROR_SENTENCES, sentenceFor } from '../ui/sentences.ts';
import { call } from './bridge.ts';
import { actingProfileId } from './session.ts';
import { settingsStore } from './settings.ts';
import { showToast } from './toasts.ts';

/** The one "Paste a link" field: what is in it, what the background look found, and what was chosen. */
export interface LinkState {
  readonly text: string;
  readonly link: string | undefined;
  readonly looking: boolean;
  readonly found: ProbeResult | undefined;
  readonly kind: MediaKind;
  readonly preset: Preset | undefined;
  /** A sentence to stand next to the field. */
  readonly problem: string | undefined;
  readonly sending: boolean;
  /** Several videos to tick: a playlist, or several links at once. */
  readonly choice: { readonly title: string; readonly entries: readonly ProbeEntry[] } | undefined;
}

const EMPTY: LinkState = {
  text: '',
  link: undefined,
  looking: false,
  found: undefined,
  kind: 'video',
  preset: undefined,
  problem: undefined,
  sending: false,
  choice: undefined,
};

/** Typing is followed by a look once the person pauses this long; a paste is looked at right away. */
const TYPING_PAUSE_MS = 350;

export const linkStore = createStore<LinkState>(() => EMPTY);
export const useLink = <Value>(selector: (state: LinkState) => Value): Value => useStore(linkStore, selector);

/** Only the newest look may answer: each change of the text bumps the number. */
let look = 0;
let typingTimer: ReturnType<typeof setTimeout> | undefined;

/** The text as it is typed. */
export function typeLink(text: string): void {
  setText(text);
  typingTimer = setTimeout(() => void lookAtLink(), TYPING_PAUSE_MS);
}

/** A pasted or dropped text: one link is looked at now, several open the list to tick. */
export function takeText(text: string): void {
  const links = linksIn(text);
  if (links.length > 1) {
    setText('');
    linkStore.setState({ choice: { title: `${links.length} links`, entries: links.map((url) => ({ url, title: url })) } });
    return;
  }
  setText(links[0] ?? text.trim());
  void lookAtLink();
}

/** Empties the field and forgets what was found. */
export function clearLink(): void {
  setText('');
}

/** Back to how it was at the start, choices included: the next person has their own. */
export function forgetLink(): void {
  setText('');
  linkStore.setState(EMPTY, true);
}

export const chooseKind = (kind: MediaKind): void => linkStore.setState({ kind });
export const choosePreset = (preset: Preset): void => linkStore.setState({ preset });

/**
 * Asks for the video in the field; true when it is in the queue now. It never waits for the look: what is not known yet, the
 * download finds out itself.
 */
export async function getIt(): Promise<boolean> {
  const { text, link, found, sending } = linkStore.getState();
  if (sending) return false;
  if (link === undefined) {
    linkStore.setState({
      problem: text.trim() === '' ? 'Paste or type the link of a video first.' : ERROR_SENTENCES['invalid-url'].sentence,
    });
    return false;
  }
  if (found?.kind === 'playlist') {
    linkStore.setState({ choice: { title: found.title, entries: found.entries ?? [] } });
    return false;
  }
  linkStore.setState({ sending: true, problem: undefined });
  const answer = await trigger(link, found?.title);
  if (!answer.ok) {
    linkStore.setState({ sending: false, problem: sentenceFor(answer) });
    return false;
  }
  clearLink();
  const { status, joined } = answer.value;
  const [level, words] =
    status === 'complete'
      ? (['success', 'It is already in the library, so it is yours right away.'] as const)
      : joined
        ? (['success', 'Somebody at home is getting it already. You get it too.'] as const)
        : (['success', 'Added to your queue.'] as const);
  showToast({ level, text: words });
  return true;
}

/** Asks for every ticked video of the list, one after another, and says how many were added. */
export async function getChosen(entries: readonly ProbeEntry[]): Promise<void> {
  linkStore.setState({ sending: true });
  let added = 0;
  let refusal: Failure | undefined;
  for (const entry of entries) {
    const answer = await trigger(entry.url, entry.title === entry.url ? undefined : entry.title);
    if (answer.ok) added += 1;
    else refusal = answer;
  }
  clearLink();
  if (added > 0) showToast({ level: 'success', text: `${formatCount(added, 'video')} added to your queue.` });
  if (refusal) showToast({ level: 'error', text: sentenceFor(refusal) });
}

/** Closes the list without asking for anything. */
export const closeChoice = (): void => linkStore.setState({ choice: undefined });

/** The quality that applies: the chosen one, else the household's. */
export function effectivePreset(chosen: Preset | undefined): Preset {
  return chosen ?? settingsStore.getState().settings?.defaultPreset ?? 'best';
}

function setText(text: string): void {
  clearTimeout(typingTimer);
  look += 1;
  const { kind, preset } = linkStore.getState();
  const link = linkFrom(text);
  linkStore.setState({ ...EMPTY, text, link, kind, preset, looking: link !== undefined }, true);
}

async function lookAtLink(): Promise<void> {
  const { link } = linkStore.getState();
  if (link === undefined) return;
  const mine = look;
  const answer = await call('videos:probe', { profileId: actingProfileId(), url: link });
  if (mine !== look) return;
  linkStore.setState(answer.ok ? { looking: false, found: answer.value } : { looking: false, problem: sentenceFor(answer) });
}

const trigger = (url: string, title: string | undefined) => {
  const { kind, preset } = linkStore.getState();
  return call('downloads:trigger', {
    profileId: actingProfileId(),
    url,
    kind,
    preset: effectivePreset(preset),
    ...(title === undefined ? {} : { title: title.slice(0, 2000) }),
  });
};

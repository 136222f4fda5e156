import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MediaKind, Preset, ProbeEntry, ProbeResult, SubtitlesChoice } from '../../../preload/contract/types.ts';
import { ERROR_SENTENCES, sentenceFor } from '../../words/error-sentences.ts';
import { formatCount } from '../../words/format.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId, activeProfile } from '../window/acting-profile.ts';
import { showToast } from '../window/messages.ts';
import { goTo } from '../window/page-address.ts';
import { reportFailure } from '../window/report-failure.ts';
import { settingsStore } from '../window/settings-mirror.ts';
import { addedSentence, addOne, addSeveral, askFor, groupOf, type WantedForm } from './add-videos.ts';
import { linkFrom, linksIn, MOST_LINKS } from './links-in-text.ts';
import { offerRoom } from './quota-exceeded.ts';

/** The one "Paste a link" field: what is in it, what the background look found, and what was chosen. */
export interface LinkState {
  readonly text: string;
  readonly link: string | undefined;
  readonly looking: boolean;
  readonly found: ProbeResult | undefined;
  readonly kind: MediaKind;
  readonly preset: Preset | undefined;
  readonly subtitles: SubtitlesChoice | undefined;
  /** A sentence to stand next to the field. */
  readonly problem: string | undefined;
  readonly sending: boolean;
  /** The day's limit said no, but a child may still ask an adult. */
  readonly mayAskAnyway: boolean;
  /** Several videos to tick: a playlist, or several links at once. */
  readonly choice: { readonly title: string; readonly entries: readonly ProbeEntry[]; readonly isPlaylist: boolean } | undefined;
  /** How many of the ticked ones were asked for. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
}

const EMPTY: LinkState = {
  text: '',
  link: undefined,
  looking: false,
  found: undefined,
  kind: 'video',
  preset: undefined,
  subtitles: undefined,
  problem: undefined,
  sending: false,
  mayAskAnyway: false,
  choice: undefined,
  progress: undefined,
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
    const entries = links.slice(0, MOST_LINKS).map((url) => ({ url, title: url }));
    const all = formatCount(links.length, 'link');
    const title = entries.length < links.length ? `The first ${entries.length.toLocaleString()} of ${all}` : all;
    linkStore.setState({ choice: { title, entries, isPlaylist: false } });
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

/**
 * Asks for the video in the field; true when it is in the queue, or with an adult, now. It never waits for the look: what is not
 * known yet, the download finds out itself.
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
    linkStore.setState({ choice: { title: found.title, entries: found.entries ?? [], isPlaylist: true } });
    return false;
  }
  linkStore.setState({ sending: true, problem: undefined });
  const entry = { url: link, title: found?.title ?? link };
  const outcome = await addOne(entry, wantedForm());
  if (outcome.kind === 'refused') {
    const mayAskAnyway = outcome.failure.code === 'limit-reached' && activeProfile()?.role === 'child';
    linkStore.setState({ sending: false, problem: sentenceFor(outcome.failure), mayAskAnyway });
    offerRoom(outcome.failure, [entry], wantedForm());
    return false;
  }
  clearLink();
  if (outcome.kind === 'asked') tellAsked(1);
  else showToast({ level: 'success', text: addedSentence(outcome) });
  return true;
}

/** Sends the wish to an adult although the day's limit is reached. */
export async function askAnyway(): Promise<boolean> {
  const { link, found } = linkStore.getState();
  if (link === undefined) return false;
  linkStore.setState({ sending: true });
  const failure = await askFor({ url: link, title: found?.title ?? link }, wantedForm());
  if (failure) {
    linkStore.setState({ sending: false, problem: sentenceFor(failure) });
    return false;
  }
  clearLink();
  tellAsked(1);
  return true;
}

/** Asks for every ticked video of the list, one after another, shows how far it is, and says what came of it. A playlist's stay a group. */
export async function getChosen(entries: readonly ProbeEntry[]): Promise<void> {
  const { choice } = linkStore.getState();
  const form = { ...wantedForm(), ...(choice?.isPlaylist ? groupOf(choice.title, entries.length) : {}) };
  linkStore.setState({ sending: true, progress: { done: 0, total: entries.length } });
  const mine = look;
  const result = await addSeveral(entries, form, (done) => {
    if (mine !== look || linkStore.getState().choice === undefined) return false;
    linkStore.setState({ progress: { done, total: entries.length } });
    return true;
  });
  if (mine === look) clearLink();
  if (result.added > 0) showToast({ level: 'success', text: `${formatCount(result.added, 'video')} added to your queue.` });
  if (result.asked > 0) tellAsked(result.asked);
  if (result.failure && !offerRoom(result.failure, result.left, form)) {
    reportFailure(result.failure);
  }
}

/** Closes the list; what is being added stops with the video it is at. */
export const closeChoice = (): void => linkStore.setState({ choice: undefined, progress: undefined });

/** The quality that applies: the chosen one, else the household's. */
export function effectivePreset(chosen: Preset | undefined): Preset {
  return chosen ?? settingsStore.getState().settings?.defaultPreset ?? 'best';
}

function setText(text: string): void {
  clearTimeout(typingTimer);
  look += 1;
  const { kind, preset, subtitles } = linkStore.getState();
  const link = linkFrom(text);
  linkStore.setState({ ...EMPTY, text, link, kind, preset, subtitles, looking: link !== undefined }, true);
}

async function lookAtLink(): Promise<void> {
  const { link } = linkStore.getState();
  if (link === undefined) return;
  const mine = look;
  const answer = await call('videos:probe', { profileId: actingProfileId(), url: link });
  if (mine !== look) return;
  linkStore.setState(answer.ok ? { looking: false, found: answer.value } : { looking: false, problem: sentenceFor(answer) });
}

/** What was chosen for all that is added now. */
function wantedForm(): WantedForm {
  const { kind, preset, subtitles = 'none' } = linkStore.getState();
  const withSubtitles = kind === 'video' && subtitles !== 'none';
  return { kind, preset: effectivePreset(preset), ...(withSubtitles ? { subtitles } : {}) };
}

function tellAsked(count: number): void {
  showToast({
    level: 'success',
    text:
      count === 1
        ? 'Asked. A grown-up sees your wish now.'
        : `Asked for ${formatCount(count, 'video')}. A grown-up sees your wishes now.`,
    action: { label: 'My wishes', run: () => goTo('wishes') },
  });
}

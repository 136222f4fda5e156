import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MediaKind, Preset, ProbeEntry, ProbeResult, SubtitlesChoice } from '../../../preload/contract/types.ts';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId, activeProfile } from '../window/acting-profile.ts';
import { showToast } from '../window/messages.ts';
import { goTo } from '../window/page-address.ts';
import { reportFailure } from '../window/report-failure.ts';
import { settingsStore } from '../window/settings-mirror.ts';
import { type AddOptions, addedSentence, addVideo, addVideos, newGroup, requestVideo } from './add-videos.ts';
import { linkFrom, linksIn, MOST_LINKS } from './links-in-text.ts';
import { offerToFreeSpace } from './quota-exceeded.ts';

/** The one "Paste a link" field: what is in it, what the probe behind it found, and what was chosen. */
export interface PasteFieldState {
  readonly text: string;
  readonly link: string | undefined;
  readonly probing: boolean;
  /** The link came from outside the window: nobody is asked about it until the person presses the button. */
  readonly isOffered: boolean;
  readonly found: ProbeResult | undefined;
  readonly kind: MediaKind;
  readonly preset: Preset | undefined;
  readonly subtitles: SubtitlesChoice | undefined;
  /** A sentence to stand next to the field. */
  readonly problem: string | undefined;
  readonly sending: boolean;
  /** The day's limit said no, but a child may still ask an adult. */
  readonly mayRequestAnyway: boolean;
  /** Several videos to choose from: a playlist, or several links at once. */
  readonly choice: { readonly title: string; readonly entries: readonly ProbeEntry[]; readonly isPlaylist: boolean } | undefined;
  /** How many of the chosen ones were added so far. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
}

const EMPTY: PasteFieldState = {
  text: '',
  link: undefined,
  probing: false,
  isOffered: false,
  found: undefined,
  kind: 'video',
  preset: undefined,
  subtitles: undefined,
  problem: undefined,
  sending: false,
  mayRequestAnyway: false,
  choice: undefined,
  progress: undefined,
};

/** A typed link is probed once the person pauses this long; a pasted one right away. */
const TYPING_PAUSE_MS = 350;

export const pasteFieldStore = createStore<PasteFieldState>(() => EMPTY);
export const usePasteField = <Value>(selector: (state: PasteFieldState) => Value): Value => useStore(pasteFieldStore, selector);

/** Only the newest probe may answer: each change of the text bumps the number. */
let latestProbe = 0;
let typingTimer: ReturnType<typeof setTimeout> | undefined;

/** Takes the text as it is typed. */
export function typeText(text: string): void {
  setText(text);
  typingTimer = setTimeout(() => void probeLink(), TYPING_PAUSE_MS);
}

/** Takes a pasted or dropped text: one link is probed now, several open the list to choose from. */
export function takeText(text: string): void {
  putText(text);
  if (pasteFieldStore.getState().link !== undefined) void probeLink();
}

/** Takes what another program handed over. Any page of the web can do that, so the link is probed when the person presses the button, not before. */
export function offerText(text: string): void {
  putText(text);
  pasteFieldStore.setState(({ link }) => ({ probing: false, isOffered: link !== undefined }));
}

/** Puts one link into the field; several open the list to choose from. */
function putText(text: string): void {
  const links = linksIn(text);
  if (links.length > 1) {
    setText('');
    const entries = links.slice(0, MOST_LINKS).map((url) => ({ url, title: url }));
    const all = say('count.links', { count: links.length });
    const title = entries.length < links.length ? say('choice.firstOf', { count: entries.length, all }) : all;
    pasteFieldStore.setState({ choice: { title, entries, isPlaylist: false } });
    return;
  }
  setText(links[0] ?? text.trim());
}

/** Empties the field and forgets what was found. */
export function clearPasteField(): void {
  setText('');
}

/** Resets the field, choices included: the next person has their own. */
export function resetPasteField(): void {
  setText('');
  pasteFieldStore.setState(EMPTY, true);
}

/**
 * Adds the video in the field; true when it is in the queue now, or an adult was asked. It waits for no probe but that of a link from
 * outside, which begins now: what is not known yet, the download finds out itself.
 */
export async function addLink(): Promise<boolean> {
  if (pasteFieldStore.getState().isOffered && !(await probeOffered())) return false;
  const { text, link, found, sending } = pasteFieldStore.getState();
  if (sending) return false;
  if (link === undefined) {
    pasteFieldStore.setState({
      problem: say(text.trim() === '' ? 'paste.pasteFirst' : 'error.invalid-url'),
    });
    return false;
  }
  if (found?.kind === 'playlist') {
    pasteFieldStore.setState({ choice: { title: found.title, entries: found.entries ?? [], isPlaylist: true } });
    return false;
  }
  pasteFieldStore.setState({ sending: true, problem: undefined });
  const entry = { url: link, title: found?.title ?? link };
  const outcome = await addVideo(entry, chosenOptions());
  if (outcome.kind === 'refused') {
    const mayRequestAnyway = outcome.failure.code === 'limit-reached' && activeProfile()?.role === 'child';
    pasteFieldStore.setState({ sending: false, problem: sentenceFor(outcome.failure), mayRequestAnyway });
    offerToFreeSpace(outcome.failure, [entry], chosenOptions());
    return false;
  }
  clearPasteField();
  if (outcome.kind === 'requested') confirmRequested(1);
  else showToast({ level: 'success', text: addedSentence(outcome) });
  return true;
}

/** Asks an adult for the video in the field although the day's limit is reached. */
export async function requestAnyway(): Promise<boolean> {
  const { link, found } = pasteFieldStore.getState();
  if (link === undefined) return false;
  pasteFieldStore.setState({ sending: true });
  const failure = await requestVideo({ url: link, title: found?.title ?? link }, chosenOptions());
  if (failure) {
    pasteFieldStore.setState({ sending: false, problem: sentenceFor(failure) });
    return false;
  }
  clearPasteField();
  confirmRequested(1);
  return true;
}

/** Adds every chosen video of the list, one after another, shows how far it is, and says what came of it. A playlist's stay a group. */
export async function addChosen(entries: readonly ProbeEntry[]): Promise<void> {
  const { choice } = pasteFieldStore.getState();
  const options = { ...chosenOptions(), ...(choice?.isPlaylist ? newGroup(choice.title, entries.length) : {}) };
  pasteFieldStore.setState({ sending: true, progress: { done: 0, total: entries.length } });
  const mine = latestProbe;
  const result = await addVideos(entries, options, (done) => {
    if (mine !== latestProbe || pasteFieldStore.getState().choice === undefined) return false;
    pasteFieldStore.setState({ progress: { done, total: entries.length } });
    return true;
  });
  if (mine === latestProbe) clearPasteField();
  if (result.added > 0) showToast({ level: 'success', text: say('paste.addedVideos', { count: result.added }) });
  if (result.requested > 0) confirmRequested(result.requested);
  if (result.failure && !offerToFreeSpace(result.failure, result.left, options)) {
    reportFailure(result.failure);
  }
}

/** Closes the list; what is being added stops with the video it is at. */
export const closeChoice = (): void => pasteFieldStore.setState({ choice: undefined, progress: undefined });

/** Says which quality applies: the chosen one, else the household's. */
export function effectivePreset(chosen: Preset | undefined): Preset {
  return chosen ?? settingsStore.getState().settings?.defaultPreset ?? 'best';
}

function setText(text: string): void {
  clearTimeout(typingTimer);
  latestProbe += 1;
  const { kind, preset, subtitles } = pasteFieldStore.getState();
  const link = linkFrom(text);
  pasteFieldStore.setState({ ...EMPTY, text, link, kind, preset, subtitles, probing: link !== undefined }, true);
}

/** Probes a link from outside; false when it cannot be had, or is not the one in the field any more. */
async function probeOffered(): Promise<boolean> {
  const mine = latestProbe;
  pasteFieldStore.setState({ isOffered: false, probing: true });
  await probeLink();
  return mine === latestProbe && pasteFieldStore.getState().problem === undefined;
}

async function probeLink(): Promise<void> {
  const { link } = pasteFieldStore.getState();
  if (link === undefined) return;
  const mine = latestProbe;
  const answer = await call('videos:probe', { profileId: actingProfileId(), url: link });
  if (mine !== latestProbe) return;
  pasteFieldStore.setState(
    answer.ok ? { probing: false, found: answer.value } : { probing: false, problem: sentenceFor(answer) },
  );
}

/** Reads what was chosen for all that is added now. */
function chosenOptions(): AddOptions {
  const { kind, preset, subtitles = 'none' } = pasteFieldStore.getState();
  const withSubtitles = kind === 'video' && subtitles !== 'none';
  return { kind, preset: effectivePreset(preset), ...(withSubtitles ? { subtitles } : {}) };
}

function confirmRequested(count: number): void {
  showToast({
    level: 'success',
    text: count === 1 ? say('paste.requestSent') : say('paste.requestsSent', { count }),
    action: { label: say('frame.myRequests'), run: () => goTo('requests') },
  });
}

import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import { call, listen } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';
import { report } from '../window/report-failure.ts';

export type LibrarySort = 'newest' | 'oldest' | 'title' | 'largest';

export interface LibraryState {
  readonly search: string;
  readonly sort: LibrarySort;
  readonly videos: readonly LibraryVideo[];
  readonly nextCursor: string | undefined;
  readonly loaded: boolean;
  readonly failure: Failure | undefined;
}

const PAGE_SIZE = 100;
const EMPTY: LibraryState = { search: '', sort: 'newest', videos: [], nextCursor: undefined, loaded: false, failure: undefined };

export const libraryStore = createStore<LibraryState>(() => EMPTY);
export const useLibrary = <Value>(selector: (state: LibraryState) => Value): Value => useStore(libraryStore, selector);

/** Only the newest question may answer: each one bumps the number. */
let question = 0;

/** Mirrors one person's library while it is on screen; the returned function stops it. */
export function mirrorLibrary(): () => void {
  const stop = listen('library:changed', () => void refreshLibrary());
  void refreshLibrary();
  return () => {
    stop();
    question += 1;
    libraryStore.setState(EMPTY, true);
  };
}

/** Searches as the person types. */
export function searchLibrary(search: string): void {
  libraryStore.setState({ search });
  void refreshLibrary();
}

export function sortLibrary(sort: LibrarySort): void {
  libraryStore.setState({ sort });
  void refreshLibrary();
}

/** Asks for the list again, as much of it as is already on screen. */
export async function refreshLibrary(): Promise<void> {
  question += 1;
  const mine = question;
  const wanted = Math.max(PAGE_SIZE, libraryStore.getState().videos.length);
  const videos: LibraryVideo[] = [];
  let cursor: string | undefined;
  do {
    const answer = await askPage(cursor);
    if (mine !== question) return;
    if (!answer.ok) {
      libraryStore.setState({ failure: answer, loaded: true });
      return;
    }
    videos.push(...answer.value.videos);
    cursor = answer.value.nextCursor;
  } while (cursor !== undefined && videos.length < wanted);
  libraryStore.setState({ videos, nextCursor: cursor, loaded: true, failure: undefined });
}

/** Asks for the next page when the end of the wall comes into view. */
export async function loadMoreOfLibrary(): Promise<void> {
  const { nextCursor } = libraryStore.getState();
  if (nextCursor === undefined) return;
  const mine = question;
  const answer = await askPage(nextCursor);
  if (mine !== question || !answer.ok || libraryStore.getState().nextCursor !== nextCursor) return;
  libraryStore.setState((state) => ({ videos: [...state.videos, ...answer.value.videos], nextCursor: answer.value.nextCursor }));
}

/** Finds one finished video by id, for playing it from another page; undefined when it is not (or no longer) there. */
export async function findLibraryVideo(videoId: string, title: string): Promise<LibraryVideo | undefined> {
  const answer = await call('library:list', { profileId: actingProfileId(), search: title.slice(0, 100), limit: 200 });
  return answer.ok ? answer.value.videos.find((video) => video.videoId === videoId) : undefined;
}

const askPage = (cursor: string | undefined) => {
  const { search, sort } = libraryStore.getState();
  const trimmed = search.trim();
  return call('library:list', {
    profileId: actingProfileId(),
    sort,
    limit: PAGE_SIZE,
    ...(trimmed === '' ? {} : { search: trimmed.slice(0, 200) }),
    ...(cursor === undefined ? {} : { cursor }),
  });
};

/** Shows the file in the system's file manager. */
export async function revealVideo(videoId: string): Promise<void> {
  report(await call('library:reveal', { profileId: actingProfileId(), videoId }));
}

/** Opens the file with the system's own player. */
export async function openVideo(videoId: string): Promise<void> {
  report(await call('library:open', { profileId: actingProfileId(), videoId }));
}

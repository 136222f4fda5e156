import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import { say } from '../../words/say.ts';
import { showToast } from '../window/messages.ts';
import { findLibraryVideo } from './library-pages.ts';

interface PlayerState {
  readonly video: LibraryVideo | undefined;
}

const playerStore = createStore<PlayerState>(() => ({ video: undefined }));

export const usePlayingVideo = (): LibraryVideo | undefined => useStore(playerStore, (state) => state.video);
export const play = (video: LibraryVideo): void => playerStore.setState({ video });
export const closePlayer = (): void => playerStore.setState({ video: undefined });

/** Plays a finished item of the queue, from where this person stopped. */
export async function playById(videoId: string, title: string): Promise<void> {
  const video = await findLibraryVideo(videoId, title);
  if (video) play(video);
  else showToast({ level: 'warning', text: say('library.gone') });
}

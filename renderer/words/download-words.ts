import type { MediaKind, Preset, RunPhase } from '../../preload/contract/types.ts';

/** What a running download is doing, in words. */
export const PHASE_WORDS: Readonly<Record<RunPhase, string>> = {
  starting: 'Getting ready',
  probing: 'Checking the video',
  downloading: 'Downloading',
  'post-processing': 'Joining video and sound',
  finalizing: 'Checking it and moving it to the library',
};

/** Quality in plain words, and what it means. */
export const PRESET_WORDS: Readonly<Record<Preset, { readonly name: string; readonly meaning: string }>> = {
  best: { name: 'Best', meaning: 'The sharpest there is, a large file' },
  good: { name: 'Good', meaning: 'Sharp on a TV, a medium-sized file' },
  small: { name: 'Small', meaning: 'Fine on a phone, a small file' },
};

export const KIND_WORDS: Readonly<Record<MediaKind, string>> = { video: 'Video', audio: 'Audio only' };

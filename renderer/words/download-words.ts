import type { MediaKind, Preset, RunPhase } from '../../preload/contract/types.ts';

/** What a running download is doing, in words. */
export const PHASE_WORDS: Readonly<Record<RunPhase, string>> = {
  starting: 'Getting ready',
  probing: 'Looking at the video',
  downloading: 'Downloading',
  'post-processing': 'Putting picture and sound together',
  finalizing: 'Checking it and moving it to the library',
};

/** Quality in plain words, with what it means. */
export const PRESET_WORDS: Readonly<Record<Preset, { readonly name: string; readonly meaning: string }>> = {
  best: { name: 'Best', meaning: 'The sharpest there is, a big file' },
  good: { name: 'Good', meaning: 'Sharp on a television, a medium file' },
  small: { name: 'Small', meaning: 'Fine on a phone, a small file' },
};

export const KIND_WORDS: Readonly<Record<MediaKind, string>> = { video: 'Video', audio: 'Only sound' };

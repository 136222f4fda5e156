import type { FaultCase } from '../fault-case.ts';
import { scriptFfmpeg } from '../scripted-programs.ts';
import { NOTICED_WITHIN_MS, page, START_NOTICED_WITHIN_MS } from './addresses.ts';

const healthy = '/merge/film.mpd';
const whole = { status: 'complete', file: { sameAs: healthy } } as const;
const audio = (path: string): string => `/merge/film.mpd?audio=${encodeURIComponent(path)}`;
const QUICK_MERGE = { postProcessingSilenceMs: 7500 };
const finished = page('/video/film.mp4');

/** Two files and their merge, and the last steps of a download. */
export const mergeCases: readonly FaultCase[] = [
  { fault: 'none', phase: 'two files', address: healthy, media: '/m/', expect: { ...whole, retries: 0, fetchedTwiceAtMost: 0 } },
  {
    fault: 'second file stalls, once',
    phase: 'two files',
    address: audio('/stall-once/20000/audio-only.m4a'),
    media: '/m/',
    expect: { ...whole, retries: 1, noticedWithinMs: NOTICED_WITHIN_MS, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'second file stalls, always',
    phase: 'two files',
    address: audio('/stall/20000/audio-only.m4a'),
    media: '/m/',
    expect: { status: 'failed', reason: 'stalled', retries: 3, partials: 'kept', fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'second file slow',
    phase: 'two files',
    address: '/merge-slow/film.mpd',
    media: '/slow/',
    expect: { ...whole, retries: 0, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'second file is 404',
    phase: 'two files',
    address: audio('/status/404/audio.m4a'),
    media: '/m/',
    expect: { status: 'failed', reason: 'not-found', retries: 0 },
  },
  {
    fault: 'long silent work',
    phase: 'merging',
    address: healthy,
    timings: QUICK_MERGE,
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'works' }) }),
    expect: { ...whole, retries: 0 },
  },
  {
    fault: 'hangs, once',
    phase: 'merging',
    address: healthy,
    media: '/m/',
    timings: QUICK_MERGE,
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'hangs', once: true }) }),
    expect: { ...whole, retries: 1, noticedWithinMs: START_NOTICED_WITHIN_MS, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'hangs, always',
    phase: 'merging',
    address: healthy,
    media: '/m/',
    timings: QUICK_MERGE,
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'hangs' }) }),
    expect: { status: 'failed', reason: 'stalled', retries: 3, partials: 'kept', fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'fails, once',
    phase: 'merging',
    address: healthy,
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'fails', once: true }) }),
    expect: { ...whole, retries: 1, dropped: [0, 1] },
  },
  {
    fault: 'ffmpeg is killed, once',
    phase: 'merging',
    address: healthy,
    media: '/m/',
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'isKilled', once: true }) }),
    expect: { ...whole, retries: 1, dropped: [0, 1] },
  },
  {
    // yt-dlp takes it for missing, leaves the transport stream as it came under an MP4's name, and ends well.
    fault: 'ffmpeg is killed when it is asked, once',
    phase: 'HLS',
    address: '/hls/index.m3u8',
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'isKilled', during: 'ask', once: true }) }),
    // The newest yt-dlp leaves the stream as it came, and the app repacks it; 2025.04.30 falls over its own missing answer, and runs again.
    expect: { status: 'complete', file: { sameAs: '/hls/index.m3u8', container: 'mp4' }, retries: [0, 1] },
  },
  {
    fault: 'long silent work',
    phase: 'finalizing',
    address: finished,
    timings: QUICK_MERGE,
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'works', during: 'check' }) }),
    expect: { status: 'complete', file: { media: 'clip.mp4' }, retries: 0 },
  },
  {
    fault: 'check hangs, once',
    phase: 'finalizing',
    address: finished,
    media: '/video/',
    timings: { mediaCheckMs: 6000 },
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'hangs', during: 'check', once: true }) }),
    expect: { status: 'complete', file: { media: 'clip.mp4' }, retries: 1, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'check is killed, once',
    phase: 'finalizing',
    address: finished,
    media: '/video/',
    options: async (folder) => ({ ffmpegPath: await scriptFfmpeg(folder, { deed: 'isKilled', during: 'check', once: true }) }),
    expect: { status: 'complete', file: { media: 'clip.mp4' }, retries: 1, fetchedTwiceAtMost: 0 },
  },
];

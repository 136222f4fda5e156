import path from 'node:path';
import type { FaultCase } from '../fault-case.ts';
import { scriptYtDlp } from '../scripted-programs.ts';

const missing = { status: 'failed', reason: 'tool-missing', retries: 0, partials: 'none' } as const;

/** Programs that are not there, or too old. */
export const toolCases: readonly FaultCase[] = [
  {
    fault: 'yt-dlp is missing',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: path.join(folder, 'no-yt-dlp') }),
    expect: missing,
  },
  {
    fault: 'yt-dlp is too old',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: await scriptYtDlp(folder, '2022.11.11') }),
    expect: { ...missing, reason: 'tool-too-old' },
  },
  {
    fault: 'yt-dlp does not run',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: await scriptYtDlp(folder, 'Segmentation fault') }),
    expect: missing,
  },
  {
    fault: 'ffmpeg is missing',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ffmpegPath: path.join(folder, 'no-ffmpeg') }),
    expect: missing,
  },
];

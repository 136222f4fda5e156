import path from 'node:path';
import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { FaultCase, Stage } from '../fault-case.ts';
import { installProgram, scriptYtDlp } from '../scripted-programs.ts';

/** The queue waits for a program and fails nothing; it goes on by itself when somebody installs the program. */
function heldUntil(reason: HoldReason, install: (stage: Stage) => Promise<void>) {
  return {
    drive: async (stage: Stage): Promise<void> => {
      await stage.untilHold(reason);
      stage.check(`it waits, and says for what: ${reason}`, stage.item()?.reason === reason);
      stage.check('it used up no attempt', stage.item()?.attempts === 0);
      await install(stage);
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: 0, file: { media: 'film.mp4' } },
  } as const;
}

const installYtDlp = ({ folder, ytDlpPath }: Stage): Promise<void> =>
  installProgram(path.join(folder, 'tools', 'yt-dlp'), ytDlpPath);
const installFfmpeg = ({ folder }: Stage): Promise<void> => installProgram(path.join(folder, 'tools', 'ffmpeg'), 'ffmpeg');

/** Programs that are not there, or too old. */
export const toolCases: readonly FaultCase[] = [
  {
    fault: 'yt-dlp is missing',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: path.join(folder, 'tools', 'yt-dlp') }),
    ...heldUntil('tool-missing', installYtDlp),
  },
  {
    fault: 'yt-dlp is too old',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: await scriptYtDlp(folder, '2024.06.30') }),
    ...heldUntil('tool-too-old', installYtDlp),
  },
  {
    fault: 'yt-dlp does not run',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ytDlpPath: await scriptYtDlp(folder, 'Segmentation fault') }),
    ...heldUntil('tool-missing', installYtDlp),
  },
  {
    fault: 'ffmpeg is missing',
    phase: 'starting',
    address: '/video/film.mp4',
    options: async (folder) => ({ ffmpegPath: path.join(folder, 'tools', 'ffmpeg') }),
    ...heldUntil('tool-missing', installFfmpeg),
  },
];

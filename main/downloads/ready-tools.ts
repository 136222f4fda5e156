import type { ToolHealth } from '../../preload/contract/types.ts';
import type { DetectedTools, MissingTool } from '../yt-dlp/tools.ts';
import type { ReadyTools } from './run-attempt.ts';
import { ToolsMissing } from './run-result.ts';

/** Looks for the programs each time it is asked (cheap when unchanged): who installs yt-dlp need not restart the app. */
export interface ToolCheck {
  /** Throws `ToolsMissing` with what to do. */
  ready(): Promise<ReadyTools>;
  health(): Promise<{ ytDlp: ToolHealth; ffmpeg: ToolHealth }>;
}

export function createToolCheck(detect: () => Promise<DetectedTools>): ToolCheck {
  let underWay: Promise<DetectedTools> | undefined;
  /** Downloads that start together share one look. */
  const look = (): Promise<DetectedTools> => {
    underWay ??= detect().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    async ready() {
      const { ytDlp, ffmpeg } = await look();
      return { ytDlp: present(ytDlp), ffmpeg: present(ffmpeg) };
    },
    async health() {
      const { ytDlp, ffmpeg } = await look();
      return {
        ytDlp: 'missing' in ytDlp ? absent(ytDlp) : { found: true, path: ytDlp.path, version: ytDlp.version },
        ffmpeg: 'missing' in ffmpeg ? absent(ffmpeg) : { found: true, path: ffmpeg.ffmpegPath, version: ffmpeg.version },
      };
    },
  };
}

function present<Tool extends object>(tool: Tool | MissingTool): Tool {
  if ('missing' in tool) throw new ToolsMissing(tool.reason, tool.advice);
  return tool;
}

function absent({ advice }: MissingTool): ToolHealth {
  return { found: false, advice };
}

import type { ToolHealth } from '../../../preload/contract/types.ts';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import { silentAdvice } from '../../yt-dlp/tool-advice.ts';
import { type DetectedTools, type MissingTool, type ReadyTools, ToolsMissing } from '../../yt-dlp/tools.ts';

/** Under load a first answer takes many seconds; what takes longer than this is told, and nobody stands waiting for it. */
const PATIENCE_MS = 10_000;
/** A program that did not answer is asked again after this long. */
const ASK_AGAIN_MS = 15_000;

/** Looks for the programs each time it is asked (cheap when unchanged): who installs yt-dlp need not restart the app. */
export interface ToolCheck {
  /** Throws `ToolsMissing` with what to do. */
  ready(): Promise<ReadyTools>;
  /** Whether it is known what the programs are (good or not): false, soon, while one says nothing. Never rejects. */
  isAnswered(): Promise<boolean>;
  /** As far as is known by now: a program says nothing, and downloads wait for it. */
  isSilent(): boolean;
  /** Answers soon, with what is waited for if a program does not. */
  health(): Promise<{ ytDlp: ToolHealth; ffmpeg: ToolHealth }>;
  stop(): void;
}

export interface ToolCheckOptions {
  /** `onAsk` is told of each program that has to be started for its answer. */
  readonly detect: (onAsk: (file: string) => void) => Promise<DetectedTools>;
  readonly clock: Clock;
  /** A program says nothing; told once, until all answer. */
  readonly onSilent: (file: string) => void;
  /** The silence is over. */
  readonly onAnswer: () => void;
}

interface Look {
  readonly outcome: Promise<DetectedTools>;
  readonly startedAtMs: number;
}

export function createToolCheck({ detect, clock, onSilent, onAnswer }: ToolCheckOptions): ToolCheck {
  let underWay: Look | undefined;
  let last: DetectedTools | undefined;
  let asked: string | undefined;
  let isSilent = false;
  let isStopped = false;
  let cancelAskAgain: (() => void) | undefined;

  function fallSilent(): void {
    if (isSilent || isStopped) return;
    isSilent = true;
    onSilent(asked ?? 'yt-dlp');
  }

  function answered(tools: DetectedTools): void {
    last = tools;
    if (isStopped) return;
    if (says('tool-silent', tools)) {
      fallSilent();
      cancelAskAgain?.();
      cancelAskAgain = clock.after(ASK_AGAIN_MS, () => void look().outcome.catch(() => undefined));
    } else if (isSilent) {
      isSilent = false;
      onAnswer();
    }
  }

  /** Everybody who asks at the same time shares one look. */
  function look(): Look {
    underWay ??= {
      startedAtMs: clock.monotonicMs(),
      outcome: detect((file) => {
        asked = file;
      })
        .then((tools) => {
          underWay = undefined;
          answered(tools);
          asked = undefined;
          return tools;
        })
        .finally(() => {
          underWay = undefined;
        }),
    };
    return underWay;
  }

  /** The look's outcome, or undefined when it takes longer than anybody should stand waiting: not at all for what was silent before. */
  async function soon(): Promise<DetectedTools | undefined> {
    const { outcome, startedAtMs } = look();
    const leftMs = PATIENCE_MS - (clock.monotonicMs() - startedAtMs);
    if (isSilent || leftMs <= 0) return undefined;
    const tools = await waitAtMost(outcome, leftMs, clock);
    if (tools === undefined) fallSilent();
    return tools;
  }

  return {
    async ready() {
      const tools = await soon();
      if (tools === undefined) throw new ToolsMissing('tool-silent', silentAdvice(asked ?? 'yt-dlp'));
      return { ytDlp: present(tools.ytDlp), ffmpeg: present(tools.ffmpeg) };
    },
    async isAnswered() {
      const tools = await soon().catch(() => undefined);
      return tools !== undefined && !says('tool-silent', tools);
    },
    isSilent: () => isSilent,
    async health() {
      const known = (await soon()) ?? last;
      const waiting = { found: asked !== undefined, advice: silentAdvice(asked ?? 'yt-dlp') };
      if (known === undefined) return { ytDlp: waiting, ffmpeg: waiting };
      const { ytDlp, ffmpeg } = known;
      return {
        ytDlp: 'missing' in ytDlp ? absent(ytDlp) : { found: true, path: ytDlp.path, version: ytDlp.version },
        ffmpeg: 'missing' in ffmpeg ? absent(ffmpeg) : { found: true, path: ffmpeg.ffmpegPath, version: ffmpeg.version },
      };
    },
    stop() {
      isStopped = true;
      cancelAskAgain?.();
    },
  };
}

function says(reason: MissingTool['reason'], { ytDlp, ffmpeg }: DetectedTools): boolean {
  return [ytDlp, ffmpeg].some((tool) => 'missing' in tool && tool.reason === reason);
}

function present<Tool extends object>(tool: Tool | MissingTool): Tool {
  if ('missing' in tool) throw new ToolsMissing(tool.reason, tool.advice);
  return tool;
}

/** What is silent is there all the same. */
function absent({ advice, reason }: MissingTool): ToolHealth {
  return { found: reason === 'tool-silent', advice };
}

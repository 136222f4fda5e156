import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { SpokenPhrase } from '../../../preload/contract/spoken-phrase.ts';
import type { ToolHealth } from '../../../preload/contract/types.ts';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import { oldAdvice, silentAdvice } from '../../yt-dlp/tool-advice.ts';
import {
  type DetectedTools,
  type MissingTool,
  type ReadyTools,
  type ToolDetector,
  ToolsMissing,
  type YtDlpTool,
} from '../../yt-dlp/tools.ts';
import { isOld } from '../../yt-dlp/version.ts';
import type { Hold } from './hold.ts';

/** Under load a first answer takes many seconds; what takes longer than this is told, and nobody stands waiting for it. */
const PATIENCE_MS = 10_000;
/** Programs that cannot be used are looked for again after this long. */
const ASK_AGAIN_MS = 15_000;

/** Holds the queue while yt-dlp or ffmpeg is missing, too old or silent; nobody who installs one has to restart the app. */
export interface ToolHold extends Hold {
  /** Finds the programs; cheap while they are unchanged. Throws `ToolsMissing` with what to do. */
  ready(): Promise<ReadyTools>;
  /** Asks the programs afresh, whatever they answered before: a run said that one is missing. */
  recheck(): Promise<HoldReason | undefined>;
  /** Describes both programs; resolves soon, while one has not answered with what is waited for. */
  health(): Promise<{ ytDlp: ToolHealth; ffmpeg: ToolHealth }>;
  /** Tells whether the yt-dlp that was found last works and wants an update; asks nobody. */
  wantsUpdate(): boolean;
}

interface Problem {
  readonly reason: HoldReason & MissingTool['reason'];
  readonly advice: string;
  readonly advicePhrase?: SpokenPhrase;
}

export function createToolHold(detector: ToolDetector, clock: Clock): ToolHold {
  let last: DetectedTools | undefined;
  let problem: Problem | undefined;
  let isStopped = false;
  let cancelAskAgain: (() => void) | undefined;
  let onChanged: () => void = () => undefined;
  const detections = createSharedDetections(detector, clock, answered);

  function setProblem(found: Problem | undefined): void {
    const isNew = found?.reason !== problem?.reason;
    problem = found;
    if (isNew) onChanged();
  }

  function answered(tools: DetectedTools): void {
    last = tools;
    if (isStopped) return;
    cancelAskAgain?.();
    cancelAskAgain = undefined;
    const found = problemOf(tools);
    if (found !== undefined) cancelAskAgain = clock.after(ASK_AGAIN_MS, () => void detections.begin());
    setProblem(found);
  }

  /** Resolves to undefined when it takes longer than anybody should stand waiting: at once for what was silent before. */
  async function soon(): Promise<DetectedTools | undefined> {
    const { outcome, startedAtMs } = detections.begin();
    if (problem?.reason === 'tool-silent') return undefined;
    const leftMs = PATIENCE_MS - (clock.monotonicMs() - startedAtMs);
    const tools = leftMs <= 0 ? undefined : await waitAtMost(outcome, leftMs, clock);
    if (tools === undefined && !isStopped) setProblem(silence());
    return tools;
  }

  async function check(): Promise<HoldReason | undefined> {
    const tools = await soon();
    return tools === undefined ? 'tool-silent' : problemOf(tools)?.reason;
  }

  const silence = (): Problem => ({ reason: 'tool-silent', ...silentAdvice(detections.asked() ?? 'yt-dlp') });

  return {
    async ready() {
      const tools = await soon();
      if (tools === undefined) throw new ToolsMissing('tool-silent', silence().advice);
      return { ytDlp: requireTool(tools.ytDlp), ffmpeg: requireTool(tools.ffmpeg) };
    },
    reason: () => problem?.reason,
    check,
    async recheck() {
      // One that is under way may have taken a remembered answer already.
      await detections.underWay();
      detector.forget();
      return check();
    },
    advice: () => problem?.advice,
    // Not asked here: starting Python costs a second, and the first download asks anyway.
    async start(listener) {
      onChanged = listener;
    },
    stop() {
      isStopped = true;
      cancelAskAgain?.();
    },
    async health() {
      const known = (await soon()) ?? last;
      return known === undefined ? unknownHealth(detections.asked() !== undefined, silence()) : healthOf(known, clock.now());
    },
    wantsUpdate: () => last !== undefined && !('missing' in last.ytDlp) && isOld(last.ytDlp.version, clock.now()),
  };
}

interface Detection {
  readonly outcome: Promise<DetectedTools>;
  readonly startedAtMs: number;
}

/** Lets everybody who asks at the same time share one detection. */
function createSharedDetections(detector: ToolDetector, clock: Clock, onAnswer: (tools: DetectedTools) => void) {
  let underWay: Detection | undefined;
  let asked: string | undefined;

  async function detect(): Promise<DetectedTools> {
    const tools = await detector.detect((file) => {
      asked = file;
    });
    underWay = undefined;
    onAnswer(tools);
    asked = undefined;
    return tools;
  }

  return {
    begin(): Detection {
      underWay ??= { startedAtMs: clock.monotonicMs(), outcome: detect() };
      return underWay;
    },
    underWay: () => underWay?.outcome,
    /** Returns the program that was started last and has not answered. */
    asked: () => asked,
  };
}

/** What is gone or too old comes before what is silent: the first needs somebody, the second only time. */
function problemOf({ ytDlp, ffmpeg }: DetectedTools): Problem | undefined {
  const problems = [ytDlp, ffmpeg].filter((tool) => 'missing' in tool);
  return problems.find(({ reason }) => reason !== 'tool-silent') ?? problems[0];
}

function requireTool<Tool extends object>(tool: Tool | MissingTool): Tool {
  if ('missing' in tool) throw new ToolsMissing(tool.reason, tool.advice);
  return tool;
}

function unknownHealth(found: boolean, problem: Problem): { ytDlp: ToolHealth; ffmpeg: ToolHealth } {
  const health = { found, ...adviceOf(problem) };
  return { ytDlp: health, ffmpeg: health };
}

const adviceOf = ({ advice, advicePhrase }: Pick<MissingTool, 'advice' | 'advicePhrase'>) => ({
  advice,
  ...(advicePhrase && { advicePhrase }),
});

function healthOf({ ytDlp, ffmpeg }: DetectedTools, now: number): { ytDlp: ToolHealth; ffmpeg: ToolHealth } {
  return {
    ytDlp: 'missing' in ytDlp ? missingHealth(ytDlp) : ytDlpHealth(ytDlp, now),
    ffmpeg: 'missing' in ffmpeg ? missingHealth(ffmpeg) : { found: true, path: ffmpeg.ffmpegPath, version: ffmpeg.version },
  };
}

function ytDlpHealth({ path, version }: YtDlpTool, now: number): ToolHealth {
  return { found: true, path, version, ...(isOld(version, now) && oldAdvice(process.platform)) };
}

/** What is silent or too old is there all the same. */
function missingHealth(tool: MissingTool): ToolHealth {
  const { reason, version } = tool;
  return { found: reason !== 'tool-missing', ...adviceOf(tool), ...(version !== undefined && { version }) };
}

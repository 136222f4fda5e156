import { setTimeout as pause } from 'node:timers/promises';
import type { Findings } from './findings.ts';
import { processesAround, type SeenProcess, signal, untilGone } from './process-watch.ts';
import type { Chance } from './random.ts';
import { RECOVERY_LIMIT_MS } from './timings.ts';
import { phaseOf, type Victim } from './victim/victim-process.ts';

/** What is done to the app or to one of its programs; `frozen-tree`: a whole tree stands still, guard and all, when the app is killed. */
export type Blow = 'app' | 'yt-dlp' | 'ffmpeg' | 'freeze-yt-dlp' | 'freeze-ffmpeg' | 'freeze-app' | 'frozen-tree' | 'quit';

const SHARES: Readonly<Record<Blow, number>> = {
  app: 62,
  'yt-dlp': 9,
  ffmpeg: 7,
  'freeze-yt-dlp': 6,
  'freeze-ffmpeg': 3,
  'freeze-app': 4,
  'frozen-tree': 4,
  quit: 5,
};

/** ffmpeg also runs for a moment in `probing`: yt-dlp asks it what it can do, and leaves a stream as it came when it has no answer. */
const FFMPEG_PHASES = ['post-processing', 'post-processing', 'finalizing', 'probing', 'probing'];
const YT_DLP_PHASES = ['starting', 'probing', 'downloading', 'downloading', 'post-processing'];

/** For so long only a program in the wanted phase will do. */
const LONGEST_CHOICE_MS = 8000;
const LONGEST_HUNT_MS = 12_000;
/** yt-dlp is struck some time into its phase; ffmpeg at once, for it is soon over. */
const LONGEST_AMBUSH_MS = 300;
const HUNT_PAUSE_MS = 4;

export function chooseBlow(chance: Chance): Blow {
  return chance.weighted(SHARES);
}

export interface BlowResult {
  /** False when there was nothing to strike. */
  readonly hit: boolean;
  /** What the struck program's video was doing. */
  readonly phase: string | undefined;
  /** Processes that stand still and cannot die with their app: the next start has to find them. */
  readonly frozen: readonly SeenProcess[];
}

const NOTHING: BlowResult = { hit: false, phase: undefined, frozen: [] };

/** Strikes one program of the living app, and waits until the app is over it. */
export async function strikeProgram(
  blow: Exclude<Blow, 'app' | 'quit'>,
  victim: Victim,
  root: string,
  chance: Chance,
  findings: Findings,
): Promise<BlowResult> {
  if (blow === 'freeze-app') {
    victim.signal('SIGSTOP');
    await pause(chance.between(200, 2500));
    if (chance.percent(50)) victim.signal('SIGCONT');
    return { hit: true, phase: undefined, frozen: [] };
  }
  const isProgram = blow === 'ffmpeg' || blow === 'freeze-ffmpeg' ? isFfmpeg : isYtDlp;
  const wanted = chance.pick(isProgram === isFfmpeg ? FFMPEG_PHASES : YT_DLP_PHASES);
  const phaseOfVideo = (seen: SeenProcess) => phaseOf(victim.states.get(videoIdOf(seen) ?? ''));
  const target = await hunt(victim, root, chance, isProgram, (seen) => phaseOfVideo(seen) === wanted);
  if (target === undefined) return NOTHING;
  if (isProgram === isYtDlp) await pause(chance.between(0, LONGEST_AMBUSH_MS));
  const phase = phaseOfVideo(target);
  if (blow === 'frozen-tree') {
    const tree = processesAround(root, [victim.pid]).filter((seen) => seen.groupId === target.groupId);
    for (const member of tree) signal(member, 'SIGSTOP');
    return { hit: true, phase, frozen: tree };
  }
  const isFreeze = blow === 'freeze-yt-dlp' || blow === 'freeze-ffmpeg';
  signal(target, isFreeze ? 'SIGSTOP' : 'SIGKILL');
  const isSame = (seen: SeenProcess): boolean => seen.pid === target.pid && seen.startTicks === target.startTicks;
  const { left } = await untilGone(() => processesAround(root, [victim.pid]).filter(isSame), RECOVERY_LIMIT_MS);
  if (left.length > 0 && victim.isAlive()) findings.add('stuck', `${blow} in ${phase}: ${target.command} was never ended`);
  return { hit: true, phase, frozen: [] };
}

/** Waits for a program of that kind, at first for one in the wanted phase. */
async function hunt(
  victim: Victim,
  root: string,
  chance: Chance,
  isProgram: (seen: SeenProcess) => boolean,
  isInPhase: (seen: SeenProcess) => boolean,
): Promise<SeenProcess | undefined> {
  const startedMs = performance.now();
  while (victim.isAlive() && performance.now() - startedMs < LONGEST_HUNT_MS) {
    const isChoosy = performance.now() - startedMs < LONGEST_CHOICE_MS;
    const found = processesAround(root, [victim.pid]).filter(
      (seen) => isProgram(seen) && videoIdOf(seen) !== undefined && (!isChoosy || isInPhase(seen)),
    );
    if (found.length > 0) return chance.pick(found);
    await pause(HUNT_PAUSE_MS);
  }
  return undefined;
}

/** The video that it works at: in its work folder, or (a check of the finished file) naming it. */
function videoIdOf(seen: SeenProcess): string | undefined {
  return seen.videoId ?? /\/work\/([\w-]+)\//.exec(seen.command)?.[1];
}

function isYtDlp(seen: SeenProcess): boolean {
  return !isFfmpeg(seen) && /^\S*python\S* \S*yt-dlp/.test(seen.command);
}

function isFfmpeg(seen: SeenProcess): boolean {
  return seen.name === 'ffmpeg' || seen.name === 'ffprobe';
}

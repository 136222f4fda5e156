import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { READABLE_FORMATS } from '../../main/media/containers.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { createProcessTrees } from '../../main/platform/processes/process-tree.ts';
import { createNonce, downloadArguments } from '../../main/yt-dlp/arguments.ts';
import { minimalEnvironment } from '../../main/yt-dlp/child-environment.ts';
import { createProgramRunner } from '../../main/yt-dlp/run-program.ts';
import { detectTools } from '../../main/yt-dlp/tools.ts';
import { openBenchHome, removeBenchFolders } from './home.ts';
import { type Cost, measure, median, round } from './measure.ts';
import type { ServerProcess } from './server-process.ts';

const SINGLE_PAIRS = 5;
const BATCH_PAIRS = 3;
const ENVIRONMENT_PAIRS = 7;
const BATCH_FILES = 40;
const BATCH_PARALLEL = 4;

interface Tools {
  readonly ytDlp: string;
  readonly version: string;
  readonly ffmpeg: string;
}

async function findTools(): Promise<Tools> {
  const { ytDlp, ffmpeg } = await detectTools({
    programs: createProgramRunner(createProcessTrees(), systemClock),
    ...(process.env['HOMEREEL_YTDLP'] !== undefined && { ytDlpPath: process.env['HOMEREEL_YTDLP'] }),
  });
  if ('missing' in ytDlp || 'missing' in ffmpeg) throw new Error('yt-dlp or ffmpeg is missing');
  return { ytDlp: ytDlp.path, version: ytDlp.version, ffmpeg: ffmpeg.ffmpegPath };
}

/** The engine's own arguments, run by hand. */
function bareArguments(url: string, tools: Tools): string[] {
  return downloadArguments({
    url,
    nonce: createNonce(),
    runFolder: 'run-bare',
    ytDlpVersion: tools.version,
    kind: 'video',
    preset: 'good',
    ffmpegPath: tools.ffmpeg,
    readableFormats: READABLE_FORMATS,
  });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-bare-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Environment = Readonly<Record<string, string>>;

async function runBare(command: string, args: readonly string[], cwd: string, environment: Environment = {}): Promise<void> {
  const env = { ...minimalEnvironment(process.env, cwd), ...environment };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${path.basename(command)} ended with ${code}`);
}

/** Runs pairs in turn and gives the median of the ratios engine / bare. */
async function compare(pairs: number, bare: (round: number) => Promise<Cost>, engine: (round: number) => Promise<Cost>) {
  const wall: number[] = [];
  const cpu: number[] = [];
  const bareCosts: Cost[] = [];
  const engineCosts: Cost[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const bareCost = await bare(pair);
    const engineCost = await engine(pair);
    bareCosts.push(bareCost);
    engineCosts.push(engineCost);
    wall.push(engineCost.wallMs / bareCost.wallMs);
    cpu.push(engineCost.cpuMs / bareCost.cpuMs);
  }
  const middle = (costs: readonly Cost[], key: keyof Cost) => Math.round(median(costs.map((cost) => cost[key])));
  return {
    wallRatio: round(median(wall)),
    cpuRatio: round(median(cpu)),
    bareWallMs: middle(bareCosts, 'wallMs'),
    engineWallMs: middle(engineCosts, 'wallMs'),
    bareCpuMs: middle(bareCosts, 'cpuMs'),
    engineCpuMs: middle(engineCosts, 'cpuMs'),
  };
}

async function engineCost(urls: readonly string[], parallel: number): Promise<Cost> {
  const home = await openBenchHome({ parallel });
  try {
    return await measure(async () => {
      const videoIds = await Promise.all(urls.map((url) => home.trigger(url)));
      await home.allComplete(videoIds);
    });
  } finally {
    await home.close();
    await removeBenchFolders(home.folders);
  }
}

/** Fetches one file of 500 MB by yt-dlp alone. */
async function fetchBare(url: string, tools: Tools, environment: Environment = {}): Promise<Cost> {
  let cost: Cost = { wallMs: 0, cpuMs: 0 };
  await inFolder(async (folder) => {
    await mkdir(path.join(folder, 'run-bare'));
    cost = await measure(() => runBare(tools.ytDlp, bareArguments(url, tools), folder, environment));
  });
  return cost;
}

/** One file of 500 MB: bare yt-dlp with something in its environment, such as a proxy, against bare yt-dlp without. */
export async function benchEnvironment(server: ServerProcess, environment: Environment) {
  const tools = await findTools();
  const fetch = (name: string, added: Environment): Promise<Cost> => fetchBare(server.url(`/big/500/${name}.mp4`), tools, added);
  await fetch('first', {});
  const [without, added]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < ENVIRONMENT_PAIRS; pair += 1) {
    without.push((await fetch(`without-${pair}`, {})).wallMs);
    added.push((await fetch(`with-${pair}`, environment)).wallMs);
  }
  // The fastest of each: whatever else the machine does only slows them down, and by more than the two percent in question.
  const [wallWithoutMs, wallWithMs] = [Math.min(...without), Math.min(...added)];
  return {
    wallRatio: round(wallWithMs / wallWithoutMs),
    wallWithoutMs: Math.round(wallWithoutMs),
    wallWithMs: Math.round(wallWithMs),
  };
}

/** One file of 500 MB: the engine (with its check and move) against bare yt-dlp with the same arguments. */
export async function benchSingle(server: ServerProcess) {
  const tools = await findTools();
  const bare = (pair: number): Promise<Cost> => fetchBare(server.url(`/big/500/bare-${pair}.mp4`), tools);
  await bare(-1);
  return compare(SINGLE_PAIRS, bare, (pair) => engineCost([server.url(`/big/500/engine-${pair}.mp4`)], 1));
}

/** 40 files of 2 MB, 4 at a time, against `xargs -P4` of bare yt-dlp. */
export async function benchBatch(server: ServerProcess) {
  const tools = await findTools();
  const urls = (name: string) => Array.from({ length: BATCH_FILES }, (_, index) => server.url(`/video/${name}-${index}.mp4`));
  const bare = async (pair: number): Promise<Cost> => {
    let cost: Cost = { wallMs: 0, cpuMs: 0 };
    await inFolder(async (folder) => {
      const list = path.join(folder, 'urls.txt');
      await mkdir(path.join(folder, 'run-bare'));
      await writeFile(list, `${urls(`bare-${pair}`).join('\n')}\n`);
      const common = bareArguments('x', tools).slice(0, -1);
      cost = await measure(() =>
        runBare('xargs', ['-a', list, '-P', String(BATCH_PARALLEL), '-n', '1', tools.ytDlp, ...common], folder),
      );
    });
    return cost;
  };
  return compare(BATCH_PAIRS, bare, (pair) => engineCost(urls(`engine-${pair}`), BATCH_PARALLEL));
}

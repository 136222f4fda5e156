import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGate, type Gate } from '../../../main/gate/gate.ts';
import { READABLE_FORMATS } from '../../../main/media/containers.ts';
import { systemBox } from '../../../main/platform/box/system-box.ts';
import { systemClock } from '../../../main/platform/clock.ts';
import { silentLogger } from '../../../main/platform/logger.ts';
import { createProcessTrees, type TreeExit } from '../../../main/platform/processes/process-tree.ts';
import { createNonce, type DownloadRequest, downloadArguments } from '../../../main/yt-dlp/arguments.ts';
import { cacheFolder, minimalEnvironment, proxyEnvironment, reachOfYtDlp } from '../../../main/yt-dlp/child-environment.ts';
import { createOutputParser, type OutputRecord } from '../../../main/yt-dlp/output-parser.ts';
import { type DoneEntry, type MetaEntry, parseDoneReport, parseMetaReport } from '../../../main/yt-dlp/reports.ts';
import { createProgramRunner } from '../../../main/yt-dlp/run-program.ts';
import { detectTools, type FfmpegTool, type YtDlpTool } from '../../../main/yt-dlp/tools.ts';

/** One finished run of the real program. */
export interface FinishedDownload {
  readonly exit: TreeExit;
  readonly records: readonly OutputRecord[];
  readonly stderr: string;
  readonly meta: readonly MetaEntry[];
  readonly done: readonly DoneEntry[];
  /** Hosts that the gate refused it. */
  readonly refusedHosts: readonly string[];
}

export type ChosenRequest = Partial<DownloadRequest> & Pick<DownloadRequest, 'url'>;

/** A work folder and the real programs; `HOMEREEL_YTDLP`, or a test that names one, chooses another yt-dlp. */
export interface DownloadFixture {
  readonly ytDlp: YtDlpTool;
  readonly ffmpeg: FfmpegTool;
  readonly folder: string;
  /** The only way to the network of all that the fixture starts; it is closed with it. */
  readonly gate: Gate;
  /** Runs a download to its end in the work folder `work` (another name makes another one). */
  download(request: ChosenRequest, work?: string): Promise<FinishedDownload>;
  workFile(relative: string, work?: string): string;
  remove(): Promise<void>;
}

const trees = createProcessTrees();
const programs = createProgramRunner(trees, systemClock);
let runCount = 0;

/** Opens a gate that lets programs to this computer, where the tests' servers are. */
function openGate(): Gate {
  const gate = createGate({ logger: silentLogger });
  gate.setPolicy({ isPrivateAllowed: true, limitBytesPerSecond: undefined });
  return gate;
}

export async function createDownloadFixture(
  chosen = process.env.HOMEREEL_YTDLP,
  gate: Gate = openGate(),
): Promise<DownloadFixture> {
  const { ytDlp, ffmpeg } = await detectTools({ programs, ...(chosen ? { ytDlpPath: chosen } : {}) });
  if ('missing' in ytDlp) throw new Error(ytDlp.advice);
  if ('missing' in ffmpeg) throw new Error(ffmpeg.advice);
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-download-'));

  const download = async (request: ChosenRequest, work = 'work'): Promise<FinishedDownload> => {
    runCount += 1;
    const runFolder = `run-${runCount}`;
    const cwd = path.join(folder, work);
    await mkdir(path.join(cwd, runFolder), { recursive: true });
    const nonce = createNonce();
    const args = downloadArguments({
      nonce,
      runFolder,
      ytDlpVersion: ytDlp.version,
      kind: 'video',
      preset: 'best',
      ffmpegPath: ffmpeg.ffmpegPath,
      readableFormats: READABLE_FORMATS,
      network: { socketTimeoutSeconds: 5, retries: 1, retrySleepMaxSeconds: 0 },
      ...request,
    });
    const pass = await gate.open('test');
    const home = path.join(folder, 'home');
    await mkdir(cacheFolder(home), { recursive: true });
    const env = { ...minimalEnvironment(process.env, home), ...proxyEnvironment(pass.proxyUrl) };
    const token = `fixture-${runCount}`;
    const { ffmpegPath = ffmpeg.ffmpegPath } = request;
    const reach = reachOfYtDlp(cwd, home, pass, [ffmpegPath, path.join(path.dirname(ffmpegPath), 'ffprobe')]);
    const boxed = await (await systemBox()).wrap({ command: ytDlp.path, args, cwd, env, ...reach });
    const tree = await trees.spawn({ ...boxed, cwd, token, runFolder: path.join(cwd, runFolder) });
    const parser = createOutputParser(nonce);
    const records: OutputRecord[] = [];
    let stderr = '';
    tree.stdout.on('data', (chunk: Buffer) => records.push(...parser.push(chunk)));
    tree.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    const drained = Promise.all(
      [tree.stdout, tree.stderr].map((stream) => new Promise((resolve) => stream.once('close', resolve))),
    );
    const exit = await tree.exit;
    await drained;
    pass.close();
    records.push(...parser.end());
    const report = (name: string): Promise<string> => readFile(path.join(cwd, runFolder, name), 'utf8').catch(() => '');
    return {
      exit,
      records,
      stderr,
      meta: parseMetaReport(await report('meta.jsonl')),
      done: parseDoneReport(await report('done.jsonl')),
      refusedHosts: pass.refusedHosts(),
    };
  };

  return {
    ytDlp,
    ffmpeg,
    folder,
    gate,
    download,
    workFile: (relative, work = 'work') => path.join(folder, work, relative),
    async remove() {
      await gate.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export { programs, systemClock, trees };

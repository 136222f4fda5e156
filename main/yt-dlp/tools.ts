import { access, constants, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SpokenPhrase } from '../../preload/contract/spoken-phrase.ts';
import { leaveOutOfBox, systemBox } from '../platform/box/system-box.ts';
import { minimalEnvironment } from './child-environment.ts';
import type { ProgramRunner } from './run-program.ts';
import { brokenAdvice, missingAdvice, silentAdvice, type ToolAdvice, tooOldAdvice } from './tool-advice.ts';
import { MINIMUM_YT_DLP_VERSION, versionAtLeast } from './version.ts';

export interface YtDlpTool {
  readonly path: string;
  readonly version: string;
}

export interface FfmpegTool {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  readonly version: string;
}

/** A program that cannot be used. */
export interface MissingTool {
  readonly missing: true;
  /** What to do, in plain words. */
  readonly advice: string;
  /** Known of one that is too old. */
  readonly version?: string;
  /** The same, to be said in another language. */
  readonly advicePhrase?: SpokenPhrase;
  /** `tool-silent`: it is there, and has not said its version in time; nothing else is known against it. */
  readonly reason: 'tool-missing' | 'tool-too-old' | 'tool-silent';
}

export interface DetectedTools {
  readonly ytDlp: YtDlpTool | MissingTool;
  readonly ffmpeg: FfmpegTool | MissingTool;
}

/** The programs of a run, found and old enough. */
export interface ReadyTools {
  readonly ytDlp: { readonly path: string; readonly version: string };
  readonly ffmpeg: { readonly ffmpegPath: string; readonly ffprobePath: string };
}

/** yt-dlp or ffmpeg is not there, too old, or does not answer; the message says what to do. */
export class ToolsMissing extends Error {
  readonly reason: MissingTool['reason'];

  constructor(reason: MissingTool['reason'], advice: string) {
    super(advice);
    this.name = 'ToolsMissing';
    this.reason = reason;
  }
}

/** Answers of programs that have not changed since, by path, time of change and size. */
export type VersionCache = Map<string, string>;

export interface ToolSearch {
  readonly programs: ProgramRunner;
  /** A chosen program: only this one is considered. A name without a folder is searched for as usual. */
  readonly ytDlpPath?: string | undefined;
  readonly ffmpegPath?: string | undefined;
  /** Folders to search; by default the app's own `PATH`. */
  readonly pathVariable?: string;
  readonly platform?: NodeJS.Platform;
  /** Keep one and pass it again: an unchanged program is then not started again. */
  readonly cache?: VersionCache;
  readonly timeoutMs?: number;
  /** Told of a program that is started to be asked, because its answer is not known. */
  readonly onAsk?: (file: string) => void;
}

/** Python unpacks and compiles at its first start, on a slow disk for many seconds. */
const VERSION_TIMEOUT_MS = 20_000;
const MAX_VERSION_BYTES = 256 * 1024;
const YT_DLP_VERSION = /^\s*(\d{4}\.\d{2}\.\d{2}(?:\.\d+)?)/m;
const FFMPEG_VERSION = /^ff(?:mpeg|probe) version (\S+)/m;

/** Searches for the programs and asks each for its version. Never rejects: what does not work is `missing`, with advice. */
export async function detectTools(search: ToolSearch): Promise<DetectedTools> {
  const [ytDlp, ffmpeg] = await Promise.all([detectYtDlp(search), detectFfmpeg(search)]);
  return { ytDlp, ffmpeg };
}

/** Searches for the same programs again and again; one that has not changed since is not started again. */
export interface ToolDetector {
  /** `onAsk` is told of each program that has to be started for its answer. Never rejects. */
  detect(onAsk: (file: string) => void): Promise<DetectedTools>;
  /** Forgets the answers: what a program needs may be gone while its own file is unchanged. */
  forget(): void;
}

export function createToolDetector(search: Omit<ToolSearch, 'cache' | 'onAsk'>): ToolDetector {
  const cache: VersionCache = new Map();
  return { detect: (onAsk) => detectTools({ ...search, cache, onAsk }), forget: () => cache.clear() };
}

/** Takes the newest of all that are there: a recent one that somebody installed beside the system's old one is found by itself. */
async function detectYtDlp(search: ToolSearch): Promise<YtDlpTool | MissingTool> {
  const platform = search.platform ?? process.platform;
  const files = await findPrograms(search.ytDlpPath ?? 'yt-dlp', search);
  const answers = await Promise.all(
    files.map(async (file) => ({
      path: file,
      version: await askVersion(file, ['--ignore-config', '--version'], YT_DLP_VERSION, search),
    })),
  );
  const tools = answers.filter((answer): answer is YtDlpTool => typeof answer.version === 'string');
  const newest = tools.reduce<YtDlpTool | undefined>(
    (best, tool) => (best !== undefined && versionAtLeast(best.version, tool.version) ? best : tool),
    undefined,
  );
  if (newest !== undefined && versionAtLeast(newest.version, MINIMUM_YT_DLP_VERSION)) return newest;
  const silentOne = answers.find(({ version }) => version === SILENT);
  if (silentOne !== undefined) return silent(silentOne.path);
  if (newest !== undefined) {
    const { version } = newest;
    return { missing: true, reason: 'tool-too-old', ...tooOldAdvice(version, MINIMUM_YT_DLP_VERSION, platform), version };
  }
  return missing((files.length > 0 ? brokenAdvice : missingAdvice)('yt-dlp', platform));
}

async function detectFfmpeg(search: ToolSearch): Promise<FfmpegTool | MissingTool> {
  const platform = search.platform ?? process.platform;
  const ffmpegPath = await findProgram(search.ffmpegPath ?? 'ffmpeg', search);
  if (ffmpegPath === undefined) return missing(missingAdvice('ffmpeg', platform));
  const sibling = path.join(path.dirname(ffmpegPath), 'ffprobe');
  const ffprobePath = (await findProgram(sibling, search)) ?? (await findProgram('ffprobe', search));
  if (ffprobePath === undefined) return missing(missingAdvice('ffmpeg', platform));
  const ask = (file: string) => askVersion(file, ['-version'], FFMPEG_VERSION, search);
  const [version, probeVersion] = await Promise.all([ask(ffmpegPath), ask(ffprobePath)]);
  if (version === SILENT) return silent(ffmpegPath);
  if (probeVersion === SILENT) return silent(ffprobePath);
  if (version === undefined || probeVersion === undefined) return missing(brokenAdvice('ffmpeg', platform));
  return { ffmpegPath, ffprobePath, version };
}

function missing(advice: ToolAdvice): MissingTool {
  return { missing: true, reason: 'tool-missing', ...advice };
}

function silent(file: string): MissingTool {
  return { missing: true, reason: 'tool-silent', ...silentAdvice(file) };
}

/** Finds the absolute path of a program without a shell; on Windows with the usual endings. */
async function findProgram(nameOrPath: string, search: ToolSearch): Promise<string | undefined> {
  return (await findPrograms(nameOrPath, search))[0];
}

/** Finds every program of this name, in the order of the path; one that has two names is found once. */
async function findPrograms(nameOrPath: string, { pathVariable, platform = process.platform }: ToolSearch): Promise<string[]> {
  const isPath = path.isAbsolute(nameOrPath) || nameOrPath.includes('/') || nameOrPath.includes(path.sep);
  const folders = (pathVariable ?? process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = platform === 'win32' ? ['', '.exe'] : [''];
  const places = isPath ? [path.resolve(nameOrPath)] : folders.map((folder) => path.join(folder, nameOrPath));
  const found = new Map<string, string>();
  for (const file of places.flatMap((place) => endings.map((ending) => place + ending))) {
    if (!(await isProgram(file))) continue;
    const target = await realpath(file).catch(() => file);
    if (!found.has(target)) found.set(target, file);
  }
  return [...found.values()];
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false; // not there, or not ours to run
  }
}

/** A program that runs and says nothing. */
const SILENT = Symbol('no answer in time');

type Version = string | typeof SILENT | undefined;

/** Asks a program for its version; undefined if it does not start or says something else. One that starts outside of the box only stays outside. */
async function askVersion(file: string, args: string[], pattern: RegExp, search: ToolSearch): Promise<Version> {
  try {
    const { size, mtimeMs } = await stat(file);
    const key = `${file}|${mtimeMs}|${size}`;
    const cached = search.cache?.get(key);
    if (cached !== undefined) return cached;
    search.onAsk?.(file);
    const hasBox = (await systemBox()).strength !== 'none';
    leaveOutOfBox(file, false);
    let version = await askOnce(file, args, pattern, search, hasBox);
    if (version === undefined && hasBox) {
      version = await askOnce(file, args, pattern, search, false);
      leaveOutOfBox(file, typeof version === 'string');
    }
    if (typeof version === 'string') search.cache?.set(key, version);
    return version;
  } catch {
    return undefined;
  }
}

async function askOnce(file: string, args: string[], pattern: RegExp, search: ToolSearch, isBoxed: boolean): Promise<Version> {
  try {
    const answer = await search.programs.run({
      command: file,
      args,
      cwd: isBoxed ? '/' : tmpdir(),
      // Below a file there is no folder: nobody can put settings or plug-ins there.
      env: minimalEnvironment(process.env, path.join(file, 'no-home')),
      ...(isBoxed && { reach: { writable: [], readable: [], network: 'none' } }),
      timeoutMs: search.timeoutMs ?? VERSION_TIMEOUT_MS,
      maxOutputBytes: MAX_VERSION_BYTES,
    });
    // At the end of the app nothing is known against a program either: no download fails for it.
    if (answer.cutShort === 'timeout' || answer.cutShort === 'stopped') return SILENT;
    return answer.exit.code === 0 ? pattern.exec(answer.stdout)?.[1] : undefined;
  } catch {
    return undefined;
  }
}

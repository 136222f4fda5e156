import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ByteSource, fileSource } from './byte-source.ts';
import { clipSeconds, ffmpegRuns, folders, textFiles } from './recipes.ts';

const run = promisify(execFile);

/** Where made media are kept between runs: outside version control, safe to delete. */
export const defaultMediaFolder = fileURLToPath(new URL('../../.cache/media', import.meta.url));

const largestBigMegabytes = 8192;

/** What a file name that is not in the folder stands for, so that any number of distinct videos can be asked for. */
const standIns: Readonly<Record<string, string>> = {
  '.mp4': 'clip.mp4',
  '.webm': 'clip.webm',
  '.mp3': 'audio.mp3',
  '.m4a': 'audio-only.m4a',
  '.jpg': 'poster.jpg',
  '.vtt': 'subtitles.en.vtt',
};

/** The real media that the server hands out. */
export type Media = {
  /** Bytes of exactly this file of the folder, or of `big/<megabytes>/<name>`; undefined if there is none. */
  find(name: string): Promise<ByteSource | undefined>;
  /** Like {@link Media.find}, but a name that is unknown gets the stand-in of its extension (`any.mp4` is `clip.mp4`). */
  resolve(name: string): Promise<ByteSource | undefined>;
  /** SHA-256 in hex of what {@link Media.resolve} finds. Rejects for an unknown name. */
  sha256(name: string): Promise<string>;
};

async function ffmpeg(folder: string, args: readonly string[]): Promise<void> {
  await run('ffmpeg', ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...args], { cwd: folder });
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Makes `target` by letting `make` fill a private path next to it and renaming that. Processes that do this at the same time each make one;
 * the first rename wins and the others throw theirs away, so nobody ever sees half a file.
 */
async function makeOnce(target: string, make: (draft: string) => Promise<void>): Promise<void> {
  if (await exists(target)) return;
  const draft = `${target}.${randomUUID()}${path.extname(target)}`;
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await make(draft);
    await rename(draft, target);
  } catch (error) {
    if (!(await exists(target))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function makeMedia(draft: string): Promise<void> {
  for (const folder of folders) await mkdir(path.join(draft, folder), { recursive: true });
  for (const args of ffmpegRuns) await ffmpeg(draft, args);
  await leaveARest(path.join(draft, 'clip.mp4'));
  for (const [name, text] of Object.entries(textFiles)) await writeFile(path.join(draft, name), text);
}

/**
 * Sees to it that three people cannot share the film's bytes evenly, or no test would see who gets the rest: ffmpeg makes another size on
 * another machine. An empty box behind an MP4 changes nothing of it.
 */
async function leaveARest(file: string): Promise<void> {
  const { size } = await stat(file);
  if (size % 3 === 0) await appendFile(file, Buffer.from('\0\0\0\x08free', 'latin1'));
}

/** A valid MP4 of about this many megabytes: the large clip, repeated without encoding. */
async function makeBig(folder: string, megabytes: number, draft: string): Promise<void> {
  const { size } = await stat(path.join(folder, 'large.mp4'));
  const seconds = ((megabytes * 1_000_000) / size) * clipSeconds;
  await ffmpeg(folder, ['-stream_loop', '-1', '-i', 'large.mp4', '-t', seconds.toFixed(2), '-c', 'copy', draft]);
}

/**
 * Opens the media folder, making its files with ffmpeg if this recipe was never made there (about ten seconds, once).
 * Rejects when ffmpeg is missing or fails.
 */
export async function openMedia(root: string = defaultMediaFolder): Promise<Media> {
  const recipe = createHash('sha256').update(JSON.stringify([ffmpegRuns, folders, textFiles]));
  const folder = path.join(root, recipe.digest('hex').slice(0, 16));
  await makeOnce(folder, makeMedia);
  const hashes = new Map<string, Promise<string>>();
  const bigs = new Map<number, Promise<void>>();

  async function big(megabytes: number): Promise<string> {
    const target = path.join(root, `big-${path.basename(folder)}-${megabytes}.mp4`);
    const making = bigs.get(megabytes) ?? makeOnce(target, (draft) => makeBig(folder, megabytes, draft));
    bigs.set(megabytes, making);
    await making;
    return target;
  }

  async function locate(name: string): Promise<string | undefined> {
    const megabytes = Number(/^big\/(\d+)\/[^/]+\.mp4$/.exec(name)?.[1] ?? Number.NaN);
    if (megabytes >= 1 && megabytes <= largestBigMegabytes) return big(megabytes);
    const file = path.join(folder, name);
    const inside = file.startsWith(folder + path.sep) && !name.includes('\0');
    return inside && (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
  }

  async function locateOrStandIn(name: string): Promise<string | undefined> {
    const standIn = standIns[path.extname(name)];
    return (await locate(name)) ?? (standIn === undefined ? undefined : path.join(folder, standIn));
  }

  async function hash(file: string): Promise<string> {
    const digest = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) digest.update(chunk);
    return digest.digest('hex');
  }

  return {
    async find(name) {
      const file = await locate(name);
      return file === undefined ? undefined : fileSource(file);
    },
    async resolve(name) {
      const file = await locateOrStandIn(name);
      return file === undefined ? undefined : fileSource(file);
    },
    async sha256(name) {
      const file = await locateOrStandIn(name);
      if (file === undefined) throw new Error(`The media server has no file ${name}.`);
      const known = hashes.get(file) ?? hash(file);
      hashes.set(file, known);
      return known;
    },
  };
}

import { lstat, readdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { MEMORY_LIMIT, READING_MEDIA, runMediaProgram } from './media-program.ts';
import { languageTag, threeLetters } from './subtitle-languages.ts';

export interface EmbedRequest {
  /** The finished video; its subtitles lie beside it as `<its name>.<language>.<format>`. It is not touched. */
  readonly file: string;
  readonly ffmpegPath: string;
  /** For all of it; the copy takes as long as the disk needs. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A subtitle file that yt-dlp left. */
interface Sidecar {
  readonly path: string;
  readonly language: string | undefined;
}

/** How each container holds text. */
const TEXT_CODEC: Readonly<Record<string, string>> = {
  '.mp4': 'mov_text',
  '.m4v': 'mov_text',
  '.mov': 'mov_text',
  '.mkv': 'srt',
  '.webm': 'webvtt',
};
/** By ending, what ffmpeg calls it: named, so that a file of a site is never read as a list of other files. */
const FORMATS: Readonly<Record<string, string>> = { vtt: 'webvtt', srt: 'srt', ass: 'ass' };
const MOST_LANGUAGES = 40;
const MOST_BYTES = 20_000_000;
/** Room that is left alone beside the copy: subtitles are not worth holding up anybody's download. */
const SPARE_BYTES = 200_000_000;

/** Subtitles beside a finished file. */
export async function findSubtitles(file: string): Promise<readonly Sidecar[]> {
  const stem = `${path.basename(file, path.extname(file))}.`;
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => []);
  const found: Sidecar[] = [];
  for (const name of names.sort()) {
    const [language, format = '', ...more] = name.startsWith(stem) ? name.slice(stem.length).split('.') : [];
    if (more.length > 0 || !Object.hasOwn(FORMATS, format)) continue;
    const stats = await lstat(path.join(folder, name)).catch(() => undefined);
    if (stats?.isFile() && stats.size > 0 && stats.size <= MOST_BYTES) {
      found.push({ path: path.join(folder, name), language: languageTag(language) });
    }
  }
  return found.slice(0, MOST_LANGUAGES);
}

/**
 * Makes a copy of a finished video that holds the subtitles which lie beside it, and returns its path. Subtitles are a bonus: whatever is
 * wrong with one of them, or with the disk, the answer is a copy without it, or `undefined`. Never rejects.
 */
export async function embedSubtitles(request: EmbedRequest): Promise<string | undefined> {
  const extension = path.extname(request.file).toLowerCase();
  const codec = TEXT_CODEC[extension];
  if (codec === undefined) return undefined;
  const folder = path.dirname(request.file);
  const target = path.join(folder, `with-subtitles${extension}`);
  const readable: Sidecar[] = [];
  try {
    const found = await findSubtitles(request.file);
    if (found.length === 0 || !(await hasRoomFor(request.file))) return undefined;
    for (const [index, { path: source, language }] of found.entries()) {
      const clean = path.join(folder, `subtitle-${index}.srt`);
      if (await toSrt(source, clean, request)) readable.push({ path: clean, language });
    }
    if (readable.length === 0) return undefined;
    if (await copyWith(readable, target, codec, request)) return target;
    await rm(target, { force: true });
    return undefined;
  } catch {
    return undefined; // the video is as whole as it was
  } finally {
    await Promise.allSettled(readable.map(({ path: clean }) => rm(clean, { force: true })));
  }
}

async function hasRoomFor(file: string): Promise<boolean> {
  const [{ size }, disk] = await Promise.all([lstat(file), statfs(path.dirname(file))]);
  return disk.bavail * disk.bsize > size + SPARE_BYTES;
}

/** One format for all, by the program that has to read it anyway: what it cannot read must not spoil the copy. */
async function toSrt(source: string, target: string, { ffmpegPath, timeoutMs, signal }: EmbedRequest): Promise<boolean> {
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      ...[...QUIETLY, ...READING_FILES, '-f', FORMATS[path.extname(source).slice(1)] ?? 'srt', '-i', `file:${source}`],
      ...['-map', '0:s:0', '-fs', String(MOST_BYTES), '-f', 'srt', `file:${target}`],
    ],
    reads: [source],
    makes: target,
    timeoutMs,
    signal,
  });
  const isReadable = exitCode === 0 && (await lstat(target)).size > 0;
  if (!isReadable) await rm(target, { force: true });
  return isReadable;
}

async function copyWith(
  subtitles: readonly Sidecar[],
  target: string,
  codec: string,
  { file, ffmpegPath, timeoutMs, signal }: EmbedRequest,
): Promise<boolean> {
  const inputs = subtitles.flatMap(({ path: source }) => [...READING_FILES, '-f', 'srt', '-i', `file:${source}`]);
  const streams = subtitles.flatMap(({ language }, index) => [
    ...['-map', `${index + 1}:s:0`, `-metadata:s:s:${index}`, `language=${threeLetters(language)}`],
    // Three letters do not hold `pt-BR`; the name of the stream does, in every container.
    ...(language === undefined
      ? []
      : [`-metadata:s:s:${index}`, `title=${language}`, `-metadata:s:s:${index}`, `handler_name=${language}`]),
  ]);
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      ...[...QUIETLY, ...READING_MEDIA, '-i', `file:${file}`, ...inputs, '-map', '0:v?', '-map', '0:a?', ...streams],
      ...['-c', 'copy', '-c:s', codec, '-disposition:s', '0', '-movflags', '+faststart', `file:${target}`],
    ],
    reads: [file, ...subtitles.map(({ path: source }) => source)],
    makes: target,
    timeoutMs,
    signal,
  });
  return exitCode === 0;
}

const QUIETLY = ['-nostdin', '-v', 'error', '-y', ...MEMORY_LIMIT];
const READING_FILES = ['-protocol_whitelist', 'file'];

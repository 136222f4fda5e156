import { copyFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MEMORY_LIMIT, READING_MEDIA, runMediaProgram } from './media-program.ts';

export interface ThumbnailOptions {
  readonly ffmpegPath: string;
  /** 0 or absent where it is not known: then the frame is from the beginning. */
  readonly durationSeconds?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Past the titles, before the story gives itself away. */
const POSITION = 0.2;
const WIDTH_PIXELS = 640;
const CANDIDATES = 3;
/** A larger file holds more detail than a thumbnail ever shows. */
const MOST_KEPT_BYTES = 300 * 1024;

/** Writes a JPEG, 640 pixels wide, of a frame about a fifth into the video. Best effort: false when there is no frame to be had. */
export async function makeThumbnail(file: string, target: string, options: ThumbnailOptions): Promise<boolean> {
  const seconds = (options.durationSeconds ?? 0) * POSITION;
  return (await grab(file, target, seconds, options)) || (seconds > 0 && (await grab(file, target, 0, options)));
}

function grab(file: string, target: string, seconds: number, options: ThumbnailOptions): Promise<boolean> {
  return intoPlace(target, (draft) =>
    draw(file, draft, options, [
      // Key frames alone are cheap to decode, and seconds apart.
      ...[...READING_MEDIA, '-skip_frame', 'nokey', '-ss', seconds.toFixed(3), '-i', `file:${file}`],
      // The most typical of some frames: seldom a black one or a flash.
      ...['-vf', `thumbnail=${CANDIDATES},scale=${WIDTH_PIXELS}:-2`],
    ]),
  );
}

const READING_IMAGE = [...MEMORY_LIMIT, '-protocol_whitelist', 'file'];
/** Names ffmpeg's reader for each ending: left to the bytes, a file of a site could choose any reader. */
const READERS: Readonly<Record<string, string>> = { '.jpg': 'jpeg_pipe', '.png': 'png_pipe', '.webp': 'webp_pipe' };

/** Keeps a site's thumbnail as a JPEG. Best effort: false when it cannot be read. */
export async function keepSiteThumbnail(file: string, target: string, options: ThumbnailOptions): Promise<boolean> {
  const reader = READERS[path.extname(file)];
  if (reader === undefined) return false;
  return await intoPlace(target, async (draft) => {
    if (reader === 'jpeg_pipe' && (await stat(file)).size <= MOST_KEPT_BYTES) {
      await copyFile(file, draft);
      return true;
    }
    return await draw(file, draft, options, [
      ...READING_IMAGE,
      '-f',
      reader,
      '-i',
      `file:${file}`,
      '-vf',
      `scale='min(${WIDTH_PIXELS},iw)':-2`,
    ]);
  });
}

/** Has ffmpeg write one image of what `source` names: the file, and how it is read. */
async function draw(file: string, draft: string, { ffmpegPath, timeoutMs, signal }: ThumbnailOptions, source: readonly string[]) {
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      ...['-nostdin', '-v', 'error', '-y'],
      ...source,
      ...['-map', '0:v:0', '-frames:v', '1', '-q:v', '4', '-threads', '1'],
      ...['-f', 'image2', '-update', '1', `file:${draft}`],
    ],
    reads: [file],
    makes: draft,
    timeoutMs,
    isIdleWork: true,
    ...(signal && { signal }),
  });
  return exitCode === 0;
}

/** Writes to a draft first, so that the thumbnail is there whole or not at all. */
async function intoPlace(target: string, make: (draft: string) => Promise<boolean>): Promise<boolean> {
  const draft = `${target}.draft`;
  try {
    if (!(await make(draft)) || (await stat(draft)).size === 0) return false;
    await rename(draft, target);
    return true;
  } catch {
    return false; // best effort: the video is shown without it
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

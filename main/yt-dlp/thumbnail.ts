import { rename, rm, stat } from 'node:fs/promises';
import { runMediaProgram } from './media-program.ts';

export interface ThumbnailOptions {
  readonly ffmpegPath: string;
  /** 0 or absent where it is not known: then the picture is from the beginning. */
  readonly durationSeconds?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Past the titles, before the story gives itself away. */
const POSITION = 0.2;
const WIDTH_PIXELS = 640;
const CANDIDATES = 3;

/** Writes a JPEG, 640 pixels wide, of a frame about a fifth into the video. Best effort: false when there is no picture to be had. */
export async function makeThumbnail(file: string, target: string, options: ThumbnailOptions): Promise<boolean> {
  const seconds = (options.durationSeconds ?? 0) * POSITION;
  return (await grab(file, target, seconds, options)) || (seconds > 0 && (await grab(file, target, 0, options)));
}

async function grab(
  file: string,
  target: string,
  seconds: number,
  { ffmpegPath, timeoutMs, signal }: ThumbnailOptions,
): Promise<boolean> {
  const draft = `${target}.draft`;
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      // Key frames alone are cheap to decode, and seconds apart.
      ...['-nostdin', '-v', 'error', '-y', '-protocol_whitelist', 'file', '-skip_frame', 'nokey'],
      ...['-ss', seconds.toFixed(3), '-i', `file:${file}`],
      // Of some frames the one with the most usual picture: seldom a black one or a flash.
      ...[
        '-map',
        '0:v:0',
        '-frames:v',
        '1',
        '-vf',
        `thumbnail=${CANDIDATES},scale=${WIDTH_PIXELS}:-2`,
        '-q:v',
        '4',
        '-threads',
        '1',
      ],
      ...['-f', 'image2', '-update', '1', `file:${draft}`],
    ],
    timeoutMs,
    isIdleWork: true,
    ...(signal && { signal }),
  });
  try {
    if (exitCode !== 0 || (await stat(draft)).size === 0) return false;
    await rename(draft, target);
    return true;
  } catch {
    return false;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

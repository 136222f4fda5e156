import { rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { READING_MEDIA, runMediaProgram } from './media-program.ts';

export interface RepackRequest {
  /** It is not touched. */
  readonly file: string;
  /** What the copy ends in, such as `.mp4`: that says how it is packed. */
  readonly ending: string;
  readonly ffmpegPath: string;
  /** For all of it; the copy takes as long as the disk needs. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The copy; `failed`: the container cannot hold what is in the file; `no-end`: ffmpeg was ended, which tells nothing of the file. */
export type Repacked = { readonly copy: string } | 'failed' | 'no-end';

/** What a copy needs beside the size of its source. */
const SPARE_BYTES = 50_000_000;

/**
 * Copies the video and audio streams of a file into another container, without encoding anything. The copy lies beside the file. Throws
 * `ENOSPC` when the disk has no room for it.
 */
export async function repack({ file, ending, ffmpegPath, timeoutMs, signal }: RepackRequest): Promise<Repacked> {
  const folder = path.dirname(file);
  const copy = path.join(folder, `repacked${ending}`);
  const [{ size }, disk] = await Promise.all([stat(file), statfs(folder)]);
  if (disk.bavail * disk.bsize < size + SPARE_BYTES) {
    throw Object.assign(new Error('No space left on device for the copy that is packed as it should be'), { code: 'ENOSPC' });
  }
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      ...['-nostdin', '-v', 'error', '-y', ...READING_MEDIA, '-i', `file:${file}`],
      ...['-map', '0:V?', '-map', '0:a?', '-c', 'copy', '-movflags', '+faststart', `file:${copy}`],
    ],
    reads: [file],
    makes: copy,
    timeoutMs,
    signal,
  });
  if (exitCode === 0) return { copy };
  await rm(copy, { force: true });
  return exitCode === null ? 'no-end' : 'failed';
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkMedia, type MediaCheckOptions, type MediaVerdict } from '../../../main/media/media-check.ts';
import { systemClock } from '../../../main/platform/clock.ts';
import { createProcessTrees } from '../../../main/platform/processes/process-tree.ts';
import { createProgramRunner } from '../../../main/yt-dlp/run-program.ts';
import { detectTools, type FfmpegTool } from '../../../main/yt-dlp/tools.ts';

export const run = promisify(execFile);
export const SECONDS = 12;
export const SEGMENTS = 6;

let folder: string;
export let tools: FfmpegTool;

export const at = (name: string): string => path.join(folder, name);
export const ffmpeg = (...args: string[]): Promise<unknown> =>
  run(tools.ffmpegPath, ['-nostdin', '-v', 'error', '-y', ...args], { cwd: folder });
export const check = (name: string, options: Partial<MediaCheckOptions> = {}): Promise<MediaVerdict> =>
  checkMedia(at(name), { ...tools, kind: 'video', timeoutMs: 60_000, expectedDurationSeconds: SECONDS, ...options });

/** Noise does not compress, so that every byte of the picture matters. */
export const picture = (size = '320x180') => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=25:duration=${SECONDS},noise=alls=40:allf=t:all_seed=1`,
];
export const tone = (hertz = 440) => ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`];
export const h264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-bf',
  '2',
  '-b:v',
  '800k',
  '-g',
  '50',
  '-keyint_min',
  '50',
  '-sc_threshold',
  '0',
  '-pix_fmt',
  'yuv420p',
];
export const aac = ['-c:a', 'aac', '-b:a', '96k'];
export const copy = ['-c', 'copy'];

/** Makes the clips that the tests cut and splice. */
export async function prepareClips(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'homereel-media-'));
  const { ffmpeg: found } = await detectTools({ programs: createProgramRunner(createProcessTrees(), systemClock) });
  if ('missing' in found) throw new Error(found.advice);
  tools = found;
  await ffmpeg(...picture(), ...tone(), ...h264, ...aac, '-shortest', '-movflags', '+faststart', 'clip.mp4');
  await ffmpeg(
    ...picture(),
    ...tone(660),
    '-vf',
    'hue=h=90',
    ...h264,
    ...aac,
    '-shortest',
    '-movflags',
    '+faststart',
    'other.mp4',
  );
  await ffmpeg(
    '-i',
    'clip.mp4',
    ...copy,
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_list_size',
    '0',
    '-hls_segment_filename',
    'segment-%d.ts',
    'index.m3u8',
  );
}

export const removeClips = (): Promise<void> => rm(folder, { recursive: true, force: true });

/** What yt-dlp makes of HLS pieces: one after the other, then put into MP4 without encoding. */
export async function joinPieces(target: string, pieces: readonly Buffer[]): Promise<void> {
  await writeFile(at('joined.ts'), Buffer.concat(pieces));
  await ffmpeg('-i', 'joined.ts', '-map', '0', '-dn', ...copy, '-bsf:a', 'aac_adtstoasc', '-movflags', '+faststart', target);
}

export const pieces = (): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: SEGMENTS }, (_, index) => readFile(at(`segment-${index}.ts`))));

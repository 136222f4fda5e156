import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes an executable shell script and returns its path. */
async function script(file: string, lines: readonly string[]): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(file, 0o755);
  return file;
}

/** Keeps a core busy for so many seconds without a word. */
const busy = (seconds: number): string => `timeout ${seconds} sh -c 'while :; do :; done'`;

/** Misdeeds of ffmpeg while it is asked, merges or remuxes; each ends in the real program, or never. */
export const FFMPEG_DEEDS = {
  /** Works without output or a growing file. */
  works: busy(15),
  /** Neither works nor ends. */
  hangs: 'exec sleep 600',
  fails: 'echo "Conversion failed!" >&2; exit 1',
  isKilled: 'kill -KILL $$',
} as const;

/** When a deed is done: always, or only the first time. */
export interface ScriptedFfmpeg {
  readonly deed: keyof typeof FFMPEG_DEEDS;
  readonly once?: boolean;
  /** `ask`: when yt-dlp asks what it can do; `check`: while the finished file is read; default `merge`: while a file is made. */
  readonly during?: 'ask' | 'merge' | 'check';
}

/** Which program does it, what yt-dlp passes when it asks, when it has a file made, and what only the whole-file check passes. */
const PURPOSE = {
  ask: { program: 'ffmpeg', pattern: '*" -bsfs "*' },
  merge: { program: 'ffmpeg', pattern: '*"repeat+info"*' },
  check: { program: 'ffprobe', pattern: '*"packet=stream_index"*' },
} as const;

/** An ffmpeg, with its ffprobe beside it, that misbehaves as asked and is the real one otherwise; returns its path. */
export async function scriptFfmpeg(folder: string, { deed, once = false, during = 'merge' }: ScriptedFfmpeg): Promise<string> {
  const seen = path.join(folder, 'tools', 'done-once');
  const act = once ? `if [ ! -e '${seen}' ]; then : > '${seen}'; ${FFMPEG_DEEDS[deed]}; fi` : FFMPEG_DEEDS[deed];
  const { program, pattern } = PURPOSE[during];
  const outside = path.join(folder, 'tools', 'outside');
  await mkdir(path.dirname(outside), { recursive: true });
  await writeFile(outside, '');
  for (const name of ['ffmpeg', 'ffprobe']) {
    // Where it could not note that it was done, which is inside the box, it does not start, and is left outside.
    const mark = once ? [`[ -e '${outside}' ] || exit 1`] : [];
    const misdeed = name === program ? [`case " $* " in ${pattern}) ${act};; esac`] : [];
    await script(path.join(folder, 'tools', name), [...mark, ...misdeed, `exec ${name} "$@"`]);
  }
  return path.join(folder, 'tools', 'ffmpeg');
}

/** A program that calls itself a yt-dlp of this version. */
export function scriptYtDlp(folder: string, version: string): Promise<string> {
  return script(path.join(folder, 'tools', 'yt-dlp'), [`echo ${version}`]);
}

/** Installs a program late: a file that runs `program`, a name on the path or a path, under another path. */
export async function installProgram(file: string, program: string): Promise<void> {
  await script(file, [`exec '${program}' "$@"`]);
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { runMediaProgram } from '../../../main/media/media-program.ts';
import { isBoxHere } from '../platform/box/boxed.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'homereel-media-box-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['own.mp4', 'private.mp4']) writeFileSync(path.join(folder, name), `bytes of ${name}`);
});

const at = (name: string): string => path.join(folder, name);

/** An ffmpeg that a media file has taken over. */
function taken(script: string): string {
  mkdirSync(at('bin'), { recursive: true });
  writeFileSync(at('bin/ffmpeg'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return at('bin/ffmpeg');
}

test.skipIf(!isBoxHere())(
  'an ffmpeg that a file has taken over sees that file alone, and writes the one that it is to make',
  async () => {
    const lines: string[] = [];
    const { exitCode } = await runMediaProgram({
      command: taken(
        `cat '${at('own.mp4')}'; echo; cat '${at('private.mp4')}'; ls '${folder}'; echo made > '${at('made.mp4')}'; echo x >> '${at('own.mp4')}'; :`,
      ),
      args: [],
      reads: [at('own.mp4')],
      makes: at('made.mp4'),
      timeoutMs: 20_000,
      onLine: (line) => lines.push(line),
    });
    expect(exitCode).toBe(0);
    expect(lines).toEqual(['bytes of own.mp4', 'bin', 'made.mp4', 'own.mp4']);
    expect(readFileSync(at('made.mp4'), 'utf8')).toBe('made\n');
    expect(readFileSync(at('own.mp4'), 'utf8')).toBe('bytes of own.mp4');
  },
);

test('what ffmpeg makes never goes through a link that was planted under its name', async () => {
  symlinkSync(at('private.mp4'), at('made.mp4'));
  const command = taken(`echo made > '${at('made.mp4')}'`);
  expect(await runMediaProgram({ command, args: [], reads: [], makes: at('made.mp4'), timeoutMs: 20_000 })).toMatchObject({
    exitCode: 0,
  });
  expect(readFileSync(at('private.mp4'), 'utf8')).toBe('bytes of private.mp4');
  expect(readFileSync(at('made.mp4'), 'utf8')).toBe('made\n');
});

test('a box that could not start the program says nothing of the file', async () => {
  const command = taken("echo 'bwrap: Creating new namespace failed: No space left on device' >&2; exit 1");
  expect(await runMediaProgram({ command, args: [], reads: [], timeoutMs: 20_000 })).toMatchObject({ exitCode: null });
  expect(await runMediaProgram({ command, args: [], reads: [at('missing.mp4')], timeoutMs: 20_000 })).toMatchObject({
    exitCode: null,
  });
});

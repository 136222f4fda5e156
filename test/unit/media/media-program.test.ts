import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { runMediaProgram } from '../../../main/media/media-program.ts';

afterEach(() => vi.unstubAllEnvs());

async function program(script: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-program-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'program');
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

test.skipIf(process.platform === 'win32')(
  'a media program sees nothing of the app’s environment but where programs are',
  async () => {
    vi.stubEnv('FFREPORT', 'file=/tmp/homereel-report.log');
    vi.stubEnv('HTTPS_PROXY', 'http://name:secret@proxy:1');
    vi.stubEnv('SOME_TOKEN', 'secret');
    const lines: string[] = [];
    const command = await program('env');
    expect(
      await runMediaProgram({ command, args: [], reads: [], timeoutMs: 20_000, onLine: (line) => lines.push(line) }),
    ).toMatchObject({
      exitCode: 0,
    });
    const names = lines.map((line) => line.split('=')[0] ?? '');
    expect(names).toContain('PATH');
    const shellsOwn = ['PWD', 'OLDPWD', 'SHLVL', '_'];
    const allowed = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', ...shellsOwn];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')('a media program that prints a line without end is ended', async () => {
  const command = await program('exec yes "$(head -c 100000 /dev/zero | tr "\\0" x)" | tr -d "\\n"');
  const { exitCode } = await runMediaProgram({ command, args: [], reads: [], timeoutMs: 20_000, onLine: () => undefined });
  expect(exitCode).toBeNull();
});

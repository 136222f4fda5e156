import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findProgramNeeds } from '../../../../main/platform/box/program-needs.ts';

vi.mock('node:os', async (load) => ({ ...(await load<typeof import('node:os')>()), homedir: vi.fn(() => '/home/nobody-here') }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'homereel-needs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);

function program(name: string, text: string): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text, { mode: 0o755 });
  return at(name);
}

const needsOf = async (file: string): Promise<readonly string[]> => (await findProgramNeeds(file, '/usr/bin:/bin')).paths;

describe.skipIf(process.platform === 'win32')('what a program needs in the box', () => {
  test('a program of the system needs nothing besides the system', async () => {
    expect(await findProgramNeeds('env', '/nowhere:/usr/bin:/bin')).toEqual({ file: expect.stringMatching(/\/env$/), paths: [] });
  });

  test('a lone file needs itself, through all links', async () => {
    const real = program('store/ffmpeg-7', 'machine language');
    symlinkSync(real, at('ffmpeg-latest'));
    symlinkSync('ffmpeg-latest', at('ffmpeg'));
    expect(await needsOf(at('ffmpeg'))).toEqual([at('ffmpeg'), at('ffmpeg-latest'), real]);
  });

  test('a program of pip needs the Python of its first line, with the modules of both its environment and its origin', async () => {
    program('pyenv/versions/3.12/bin/python3.12', 'machine language');
    mkdirSync(at('pyenv/versions/3.12/lib'));
    mkdirSync(at('venv/bin'), { recursive: true });
    mkdirSync(at('venv/lib'));
    writeFileSync(at('venv/pyvenv.cfg'), '');
    symlinkSync(at('pyenv/versions/3.12/bin/python3.12'), at('venv/bin/python'));
    const ytDlp = program('venv/bin/yt-dlp', `#!${at('venv/bin/python')}\nimport yt_dlp\n`);
    expect((await needsOf(ytDlp)).toSorted()).toEqual(
      [
        ytDlp,
        ...['venv/lib', 'venv/pyvenv.cfg', 'venv/bin/python'].map((name) => at(name)),
        ...['pyenv/versions/3.12/bin/python3.12', 'pyenv/versions/3.12/lib'].map((name) => at(name)),
      ].toSorted(),
    );
  });

  test('a launcher needs its own folder only if it asks for it, and the programs that it names', async () => {
    const real = program('elsewhere/yt-dlp', 'machine language');
    const plain = program('plain/yt-dlp', `#!/bin/sh\n# of /etc/passwd\nexec '${real}' "$@"\n`);
    expect(await needsOf(plain)).toEqual([plain, real]);
    const own = program('own/yt-dlp', '#!/bin/sh\nhere=$(dirname -- "$0")\nexec /usr/bin/python3 "$here/files/yt-dlp" "$@"\n');
    expect(await needsOf(own)).toEqual([own, at('own')]);
  });

  test('the home folder, and what holds it, is never part of what a program needs', async () => {
    vi.mocked(homedir).mockReturnValue(at('home', 'mum'));
    const launcher = program('home/mum/yt-dlp', '#!/bin/sh\nexec "$(dirname "$0")/files/yt-dlp" "$@"\n');
    expect(await needsOf(launcher)).toEqual([launcher]);
  });

  test('a program that is not there, or is none, is refused as a start would be', async () => {
    await expect(findProgramNeeds(at('missing'), undefined)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(findProgramNeeds('no-such-program', undefined)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(findProgramNeeds(folder, undefined)).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('launchers that name each other come to an end', async () => {
    const one = program('one', `#!/bin/sh\nexec ${at('two')}\n`);
    const two = program('two', `#!/bin/sh\nexec ${at('one')}\n`);
    expect(await needsOf(one)).toEqual([one, two]);
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const scripts = join(import.meta.dirname, '..', '..', '..', 'scripts');

/** Set-up is plain JavaScript, because it runs before anything is installed; its functions are typed here as they are documented there. */
async function load<T>(path: string): Promise<T> {
  return (await import(join(scripts, path))) as T;
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-set-up-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = '', modifiedAtMs?: number): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  if (modifiedAtMs !== undefined) utimesSync(join(folder, path), modifiedAtMs / 1000, modifiedAtMs / 1000);
}

describe('installed npm packages', async () => {
  type Lock = { packages: Record<string, { version?: string; optional?: boolean }> };
  const { isInstalled } = await load<{ isInstalled(wanted: Lock, installed: Lock | null): boolean }>('set-up/packages.mjs');
  const wanted: Lock = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
  };

  test.each([
    ['all as locked', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }, true],
    ['without a package for another system', { 'node_modules/a': { version: '1.0.0' } }, true],
    ['with packages beyond the lock', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '9.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['a missing package', {}, false],
  ])('whether the packages are installed is known: %s', (_name, packages, expected) => {
    expect(isInstalled(wanted, { packages })).toBe(expected);
  });

  test('an interrupted installation has no lock of its own, so it is none', () => {
    expect(isInstalled(wanted, null)).toBe(false);
  });
});

describe('instructions for systems where a person installs by hand', async () => {
  type Part = { title: string; debian: readonly string[]; purpose: string };
  const { installCommand, installInstructions } = await load<{
    installCommand(parts: readonly Part[], system: { platform: string; family: readonly string[] }): string | null;
    installInstructions(parts: readonly Part[], system: { platform: string; family: readonly string[] }): string;
  }>('set-up/instructions.mjs');
  const { systemParts } = await load<{ systemParts: readonly Part[] }>('set-up/system-parts.mjs');
  const { parseOsRelease } = await load<{ parseOsRelease(text: string): { id: string; family: string[]; codename: string } }>(
    'set-up/operating-system.mjs',
  );

  test.each([
    ['darwin', [], 'brew install yt-dlp ffmpeg'],
    ['win32', [], 'winget install yt-dlp.yt-dlp Gyan.FFmpeg'],
    ['linux', ['debian'], 'sudo apt-get install --no-install-recommends yt-dlp ffmpeg unzip libgtk-3-0 libnss3'],
    ['linux', ['nobara', 'fedora'], 'sudo dnf install yt-dlp ffmpeg-free unzip gtk3 nss'],
    ['linux', ['arch'], 'sudo pacman -S --needed yt-dlp ffmpeg unzip gtk3 nss'],
    ['linux', ['opensuse-tumbleweed', 'opensuse', 'suse'], 'sudo zypper install yt-dlp ffmpeg unzip libgtk-3-0 mozilla-nss'],
  ])('the instructions for %s %j start with %s', (platform, family, start) => {
    expect(installCommand(systemParts, { platform, family })).toMatch(new RegExp(`^${start.replaceAll('.', '\\.')}`));
  });

  test('an unknown system is told what to install, if not how', () => {
    const text = installInstructions(systemParts, { platform: 'linux', family: ['gentoo'] });
    expect(text).toContain('yt-dlp');
    expect(text).toContain('libgtk-3.so.0');
    expect(text).toContain('package manager');
  });

  test('a child of Debian is told by what it is like', () => {
    expect(parseOsRelease('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=wilma\n')).toEqual({
      id: 'linuxmint',
      family: ['linuxmint', 'ubuntu', 'debian'],
      codename: 'wilma',
    });
  });
});

describe('stale builds', async () => {
  const { isBuildStale } = await load<{ isBuildStale(root: string): boolean }>('set-up/build.mjs');
  const results = [
    ...['out/main/index.cjs', 'out/main/gate-worker.cjs', 'out/main/document-worker.cjs'],
    ...['out/preload/index.cjs', 'out/renderer/index.html'],
  ];

  function lay(): void {
    for (const path of ['main/a.ts', 'preload/b.ts', 'renderer/c.tsx']) write(path, '', 1_000_000);
    for (const path of ['main', 'preload', 'renderer']) utimesSync(join(folder, path), 1000, 1000);
    for (const path of results) write(path, '', 2_000_000);
  }

  test('a build newer than all sources is not stale', () => {
    lay();
    expect(isBuildStale(folder)).toBe(false);
  });

  test.each(results)('a build without %s is stale', (path) => {
    lay();
    rmSync(join(folder, path));
    expect(isBuildStale(folder)).toBe(true);
  });

  test('a source that changed makes a build stale', () => {
    lay();
    write('renderer/c.tsx', 'changed', 3_000_000);
    expect(isBuildStale(folder)).toBe(true);
  });

  test('a source that was removed makes a build stale', () => {
    lay();
    rmSync(join(folder, 'main/a.ts'));
    expect(isBuildStale(folder)).toBe(true);
  });
});

describe('bounded programs', async () => {
  const { runBounded } = await load<{
    runBounded(
      command: string,
      args: readonly string[],
      options: { timeoutMs: number; onLine?: (line: string) => void },
    ): Promise<{ code: number | null; timedOut: boolean; stdout: string; stderr: string }>;
  }>('set-up/bounded-process.mjs');

  test('a bounded program gives its code, output and lines', async () => {
    const lines: string[] = [];
    const finished = await runBounded('sh', ['-c', 'echo one; echo two >&2; exit 3'], {
      timeoutMs: 10_000,
      onLine: (line) => lines.push(line),
    });
    expect(finished).toEqual({ code: 3, timedOut: false, stdout: 'one\n', stderr: 'two\n' });
    expect(lines.sort()).toEqual(['one', 'two']);
  });

  test('a bounded program is killed with its children when time is up', async () => {
    const mark = join(folder, 'survived');
    const finished = await runBounded('sh', ['-c', `(sleep 2; touch '${mark}') & wait`], { timeoutMs: 200 });
    expect(finished).toMatchObject({ code: null, timedOut: true });
    // The streams only closed because the child that held them is gone.
    expect(existsSync(mark)).toBe(false);
  });

  test('a bounded program that does not exist is an answer, not an exception', async () => {
    expect(await runBounded('homereel-no-such-program', [], { timeoutMs: 1000 })).toMatchObject({ code: null, timedOut: false });
  });
});

describe('set-up lock', async () => {
  const { withLock } = await load<{
    withLock<T>(path: string, work: () => Promise<T>, options: { waitMs: number; reason: string }): Promise<T>;
  }>('set-up/lock.mjs');
  const options = { waitMs: 20_000, reason: 'Waiting.' };

  test('the lock lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const turn = () =>
      withLock(
        join(folder, 'lock'),
        async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        },
        options,
      );
    await Promise.all([turn(), turn(), turn()]);
    expect(most).toBe(1);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('the lock of a dead process is taken over', async () => {
    const dead = spawnSync('true');
    write('lock/owner', String(dead.pid));
    expect(await withLock(join(folder, 'lock'), async () => 'in', options)).toBe('in');
  });

  test('the lock of a living process is respected', async () => {
    const holder = spawn('sh', ['-c', 'echo up; sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const { ownerMark } = await load<{ ownerMark(pid: number): string }>('set-up/lock.mjs');
    write('lock/owner', ownerMark(holder.pid ?? 0));
    await expect(withLock(join(folder, 'lock'), async () => 'in', { waitMs: 300, reason: 'Waiting.' })).rejects.toThrow(
      'try again',
    );
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    expect(await withLock(join(folder, 'lock'), async () => 'in', options)).toBe('in');
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMUM_YT_DLP_VERSION } from '../../../main/yt-dlp/version.ts';

/** Set-up is plain JavaScript, because it runs before anything is installed; its functions are typed here as they are documented there. */
async function load<T>(path: string): Promise<T> {
  return (await import(join(import.meta.dirname, '..', '..', '..', 'scripts', 'set-up', path))) as T;
}

interface Offer {
  readonly version: string;
}

const { ageInDays, compareVersions, parseMadison, ...versions } = await load<{
  oldestUsable: string;
  ageInDays(version: string, nowMs: number): number;
  compareVersions(left: string, right: string): number;
  missingAmong(usable: readonly string[], nowMs: number): { recent: boolean; oldest: boolean };
  parseMadison(output: string): { debianVersion: string; version: string }[];
  versionOfWheel(name: string): string | null;
  worthTrying(offers: readonly Offer[], usable: readonly string[], wanted: 'recent' | 'oldest'): Offer[];
}>('yt-dlp/versions.mjs');

describe('yt-dlp versions', () => {
  test('yt-dlp versions are ordered by date, then by number', () => {
    const sorted = ['2026.10.26', '2023.03.04', '2025.04.30.1', '2025.04.30', '2025.12.1'].sort(compareVersions);
    expect(sorted).toEqual(['2023.03.04', '2025.04.30', '2025.04.30.1', '2025.12.1', '2026.10.26']);
  });

  test('a yt-dlp version tells its age', () => {
    expect(ageInDays('2023.03.04', Date.UTC(2023, 2, 14))).toBe(10);
    expect(ageInDays('master', Date.UTC(2023, 2, 14))).toBe(0);
  });

  test('yt-dlp versions are read from the list of candidates, newest first, each once', () => {
    const output = [
      '    yt-dlp | 2025.04.30-1~bpo12+1 | mirror bookworm-backports/main amd64 Packages',
      '    yt-dlp | 2026.10.26-1~bpo13+1 | mirror trixie-backports/main amd64 Packages',
      '    yt-dlp | 2026.10.26-1~bpo13+1 | mirror trixie-backports/main all Packages',
      'N: nothing more',
    ].join('\n');
    expect(parseMadison(output)).toEqual([
      { debianVersion: '2026.10.26-1~bpo13+1', version: '2026.10.26' },
      { debianVersion: '2025.04.30-1~bpo12+1', version: '2025.04.30' },
    ]);
    expect(parseMadison('')).toEqual([]);
  });

  test('a yt-dlp version may come from the backports of this release and the next', async () => {
    const { backportSuites } = await load<{ backportSuites(codename: string): string[] }>('yt-dlp/isolated-apt.mjs');
    expect(backportSuites('bookworm')).toEqual(['bookworm-backports', 'trixie-backports']);
    expect(backportSuites('noble')).toEqual([]);
  });
});

describe('what set-up fetches of yt-dlp', () => {
  const today = Date.UTC(2026, 10, 26);
  const offers = ['2025.04.30', '2026.10.26', '2024.04.09', '2025.12.08'].map((version) => ({ version }));
  const worth = (usable: readonly string[], wanted: 'recent' | 'oldest'): string[] =>
    versions.worthTrying(offers, usable, wanted).map(({ version }) => version);

  test('set-up and the app refuse the same yt-dlp', () => {
    expect(versions.oldestUsable).toBe(MINIMUM_YT_DLP_VERSION);
  });

  test.each([
    [[], { recent: true, oldest: true }],
    [['2025.04.30'], { recent: true, oldest: false }],
    [['2026.10.26'], { recent: false, oldest: true }],
    [['2025.04.30', '2026.10.26'], { recent: false, oldest: false }],
    [['2024.12.23', '2026.07.01'], { recent: true, oldest: false }],
  ])('beside %j a recent yt-dlp and the oldest that the tests run on are missing or not', (usable, expected) => {
    expect(versions.missingAmong(usable, today)).toEqual(expected);
  });

  test('the newest yt-dlp is tried first, and none that the app would refuse', () => {
    expect(worth([], 'recent')).toEqual(['2026.10.26', '2025.12.08', '2025.04.30']);
    expect(worth(['2025.12.08'], 'recent')).toEqual(['2026.10.26']);
  });

  test('for the tests the yt-dlp nearest to the oldest that they run on is tried first', () => {
    expect(worth(['2026.10.26'], 'oldest')).toEqual(['2025.04.30', '2025.12.08']);
    expect(worth(['2025.04.30'], 'oldest')).toEqual([]);
  });

  test.each([
    ['yt_dlp-2026.8.19-py3-none-any.whl', '2026.08.19'],
    ['yt_dlp-2025.4.30.232844-py3-none-any.whl', '2025.04.30'],
    ['requests-2.31.0-py3-none-any.whl', null],
  ])('the wheel %s is of the yt-dlp %s', (name, version) => {
    expect(versions.versionOfWheel(name)).toBe(version);
  });
});

describe('where no yt-dlp is new enough', async () => {
  const { tooOldInstructions } = await load<{
    tooOldInstructions(
      version: string | undefined,
      oldestUsable: string,
      system: { platform: string; family: readonly string[] },
    ): string;
  }>('instructions.mjs');

  test.each([
    ['linux', ['debian'], 'sudo apt-get install pipx\n  pipx install yt-dlp\n'],
    ['linux', ['ubuntu', 'debian'], 'pipx install yt-dlp'],
    ['linux', ['fedora'], 'sudo dnf upgrade yt-dlp'],
    ['linux', ['arch'], 'sudo pacman -Syu yt-dlp'],
    ['linux', ['gentoo'], 'Please update it with the package manager of your system'],
    ['darwin', [], 'brew upgrade yt-dlp'],
    ['win32', [], 'winget upgrade yt-dlp.yt-dlp'],
  ])('set-up on %s %j says what helps', (platform, family, command) => {
    const text = tooOldInstructions('2023.03.04', '2024.07.01', { platform, family });
    expect(text).toMatch(
      /^yt-dlp 2023\.03\.04 is too old: Homereel needs 2024\.07\.01 or newer, and set-up could not fetch one\.\n/,
    );
    expect(text).toContain(command);
  });
});

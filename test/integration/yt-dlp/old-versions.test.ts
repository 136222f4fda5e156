import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectTools } from '../../../main/yt-dlp/tools.ts';
import { MINIMUM_YT_DLP_VERSION, versionAtLeast } from '../../../main/yt-dlp/version.ts';
import { oldestAndNewestYtDlp } from '../../fakes/installed-yt-dlps.ts';
import { programs } from './yt-dlp-fixture.ts';

const usable = await oldestAndNewestYtDlp();
const [oldest] = usable;
const newest = usable.at(-1);
let folder: string;
let tooOld: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'homereel-old-versions-'));
  tooOld = await tooOldYtDlp();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder of the path in which yt-dlp is a script. */
async function folderWith(name: string, script: string): Promise<string> {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'yt-dlp'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, name, 'yt-dlp'), 0o755);
  return path.join(folder, name);
}

/** The system's own where that is too old (on Debian 12 it is of March 2023), else a script that says it is. */
async function tooOldYtDlp(): Promise<string> {
  const version = /^\d{4}\.\d{2}\.\d{2}/m;
  const system = await programs
    .run({
      command: '/usr/bin/yt-dlp',
      args: ['--version'],
      cwd: tmpdir(),
      env: { PATH: '/usr/bin' },
      timeoutMs: 20_000,
      maxOutputBytes: 1000,
    })
    .catch(() => undefined);
  const found = version.exec(system?.stdout ?? '')?.[0];
  if (found !== undefined && !versionAtLeast(found, MINIMUM_YT_DLP_VERSION)) return '/usr/bin/yt-dlp';
  return path.join(await folderWith('scripted', 'echo 2023.03.04'), 'yt-dlp');
}

describe('a yt-dlp that is too old', () => {
  test.each([
    ['linux', '"pipx install yt-dlp"'],
    ['darwin', '"brew upgrade yt-dlp"'],
    ['win32', '"winget upgrade yt-dlp"'],
  ] as const)('a yt-dlp with published holes does not run, and it is said what helps (%s)', async (platform, command) => {
    const { ytDlp } = await detectTools({ programs, platform, ytDlpPath: tooOld });
    expect(ytDlp).toMatchObject({
      missing: true,
      reason: 'tool-too-old',
      advice: expect.stringMatching(
        /^yt-dlp 202[34][\d.]+ is too old to be safe: Homereel needs 2024\.07\.01 or newer\..*check again\.$/,
      ),
    });
    expect(ytDlp).toMatchObject({ advice: expect.stringContaining(command) });
  });

  test('a recent yt-dlp is found by itself, wherever on the path it stands beside an old one', async () => {
    const search = async (...folders: string[]) =>
      (await detectTools({ programs, pathVariable: folders.join(path.delimiter) })).ytDlp;
    const old = await folderWith('old', 'echo 2023.03.04');
    const broken = await folderWith('broken', 'exit 3');
    const recent = path.dirname(newest?.path ?? '');
    expect(await search(old, broken, recent)).toEqual(newest);
    expect(await search(recent, old)).toEqual(newest);
    expect(await search(path.dirname(oldest?.path ?? ''), recent)).toEqual(newest);
    expect(await search(broken, old)).toMatchObject({ reason: 'tool-too-old' });
  });

  test('the oldest yt-dlp that the tests run on may run', async () => {
    const { ytDlp } = await detectTools({ programs, ytDlpPath: oldest?.path });
    expect(ytDlp).toEqual(oldest);
  });
});

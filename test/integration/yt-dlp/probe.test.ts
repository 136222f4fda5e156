import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryAddress } from '../../../main/web/web-address.ts';
import { createProber, ProbeFailure, type Prober, type ProberOptions } from '../../../main/yt-dlp/probe.ts';
import { createProgramRunner } from '../../../main/yt-dlp/run-program.ts';
import { detectTools, type VersionCache } from '../../../main/yt-dlp/tools.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { createDownloadFixture, type DownloadFixture, programs, systemClock, trees } from './yt-dlp-fixture.ts';

let fixture: DownloadFixture;
let server: MediaServer;

beforeAll(async () => {
  fixture = await createDownloadFixture();
  server = await startMediaServer();
});
afterAll(async () => {
  await server.close();
  await fixture.remove();
});

function createTestProber(options: Partial<ProberOptions> = {}): Prober {
  return createProber({
    programs,
    gate: fixture.gate,
    tools: async () => ({ ytDlp: fixture.ytDlp }),
    folder: path.join(fixture.folder, 'probes'),
    privateHome: path.join(fixture.folder, 'home'),
    timeoutMs: 60_000,
    network: { socketTimeoutSeconds: 5 },
    ...options,
  });
}

const reasonOf = (probe: Promise<unknown>): Promise<string> =>
  probe.then(
    () => 'no failure',
    (error) => (error instanceof ProbeFailure ? error.reason : String(error)),
  );

/** A program that is none of ours, to see what a broken installation does. */
async function fakeProgram(name: string, script: string): Promise<string> {
  const file = path.join(fixture.folder, 'fake', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

const membersOf = async (marker: string): Promise<number> => {
  let count = 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(marker)) count += 1;
  }
  return count;
};

describe('kinds of addresses', () => {
  test('a probe of a video tells what it is', async () => {
    const report = await createTestProber().probe(server.url('/page/one'));
    expect(report).toMatchObject({
      kind: 'video',
      title: expect.stringContaining('Test video one'),
      extractorKey: 'HTML5MediaEmbed',
      isLive: false,
    });
    expect(report.thumbnailUrl).toBe(server.url('/poster/one.jpg'));
    expect(report).not.toHaveProperty('entries');
  });

  test('a probe of a page that tells everything tells it on', async () => {
    const report = await createTestProber().probe(server.url('/jsonld?t=Rich'));
    expect(report).toMatchObject({ kind: 'video', durationSeconds: expect.any(Number) });
  });

  test('a probe of a list keeps its opaque addresses unchanged, and they can be asked', async () => {
    const report = await createTestProber().probe(server.url('/feed.rss?n=3'));
    expect(report).toMatchObject({ kind: 'playlist', entries: { length: 3 } });
    const url = report.entries?.[0]?.url ?? '';
    expect(entryAddress(url).url).toBe(url);
    expect(await createTestProber().probe(url)).toMatchObject({ kind: 'video' });
  });

  test('a probe of several videos on one page gives each an address of its own', async () => {
    const report = await createTestProber().probe(server.url('/multi?n=3'));
    expect(report.kind).toBe('playlist');
    expect(new Set(report.entries?.map((entry) => entry.url)).size).toBe(3);
  });

  test.each([
    ['/unsupported.html', 'unsupported'],
    ['/feed.atom', 'unsupported'],
    ['/page-status/404/a', 'not-found'],
    ['/page-status/429/a', 'rate-limited'],
  ])('a probe of %s fails as %s', async (address, reason) => {
    expect(await reasonOf(createTestProber().probe(server.url(address)))).toBe(reason);
  });
});

describe('running probes', () => {
  test('a probe is ended with its whole tree when time is up, and leaves nothing behind', async () => {
    const folder = path.join(fixture.folder, 'late-probes');
    const prober = createTestProber({ folder, timeoutMs: 4000, network: { socketTimeoutSeconds: 60 } });
    const probe = reasonOf(prober.probe(server.url('/page-hang/late')));
    await server.waitForRequest('/page-hang/late', { timeoutMs: 60_000 }).catch(() => undefined);
    expect(await probe).toBe('timeout');
    expect(await membersOf('/page-hang/late')).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test('probes share one run for one address, and take turns for several', async () => {
    const prober = createTestProber({ parallel: 1 });
    const probes = await Promise.all(
      ['shared', 'shared', 'shared', 'other'].map((id) => prober.probe(server.url(`/page/${id}`))),
    );
    expect(probes.map(({ title }) => title)).toEqual([
      probes[0]?.title,
      probes[0]?.title,
      probes[0]?.title,
      expect.stringContaining('other'),
    ]);
    expect(server.requests.filter(({ path: asked }) => asked === '/page/shared').length).toBe(
      server.requests.filter(({ path: asked }) => asked === '/page/other').length,
    );
    expect(await prober.probe(server.url('/page/again'))).toMatchObject({ kind: 'video' });
  });

  test('a probe frees its turn when it fails', async () => {
    const prober = createTestProber({ parallel: 1 });
    const addresses = ['/unsupported.html', '/page-status/404/a', '/page/after'].map((address) =>
      prober.probe(server.url(address)),
    );
    expect((await Promise.allSettled(addresses)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  test('a probe says so when the program cannot be started, or says nonsense', async () => {
    const probeWith = (file: string) =>
      createTestProber({ tools: async () => ({ ytDlp: { path: file, version: '2025.04.30' } }) }).probe('http://127.0.0.1:9/');
    expect(await reasonOf(probeWith(path.join(fixture.folder, 'nowhere')))).toBe('tool-missing');
    expect(await reasonOf(probeWith(await fakeProgram('nonsense', 'echo "[[["')))).toBe('internal');
    expect(await reasonOf(probeWith(await fakeProgram('flood', 'yes')))).toBe('unsupported');
  });

  test('a probe waits no longer for a child that holds the pipe', async () => {
    const file = await fakeProgram('parent', 'sleep 3571 & echo "null"; echo "ERROR: Unsupported URL: x" >&2; exit 1');
    const prober = createTestProber({ tools: async () => ({ ytDlp: { path: file, version: '2025.04.30' } }) });
    expect(await reasonOf(prober.probe('http://127.0.0.1:9/'))).toBe('unsupported');
    expect(await membersOf('sleep\u00003571')).toBe(0);
  });
});

describe('programs', () => {
  test('the programs are found on the path with their versions', async () => {
    expect(path.isAbsolute(fixture.ytDlp.path)).toBe(true);
    expect(fixture.ytDlp.version).toMatch(/^\d{4}\.\d{2}\.\d{2}/);
    expect(fixture.ffmpeg).toMatchObject({
      ffmpegPath: expect.stringMatching(/ffmpeg$/),
      ffprobePath: expect.stringMatching(/ffprobe$/),
    });
  });

  test('missing programs come with advice for each system, and never with an error', async () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const tools = await detectTools({ programs, platform, pathVariable: path.join(fixture.folder, 'empty') });
      expect(tools).toMatchObject({ ytDlp: { missing: true, reason: 'tool-missing' }, ffmpeg: { missing: true } });
      for (const tool of Object.values(tools))
        expect(tool).toMatchObject({ advice: expect.stringMatching(/^Homereel could not find .* check again\.$/) });
    }
  });

  test.each([
    ['old', 'echo 2022.01.01', 'tool-too-old'],
    ['broken', 'exit 3', 'tool-missing'],
    ['talkative', 'echo hello', 'tool-missing'],
    ['hanging', 'sleep 3572 & sleep 3572', 'tool-silent'],
  ])('a program that is %s has its reason', async (name, script, reason) => {
    const ytDlpPath = await fakeProgram(name, script);
    const { ytDlp } = await detectTools({ programs, ytDlpPath, timeoutMs: 1500 });
    expect(ytDlp).toMatchObject({ missing: true, reason });
    expect(await membersOf('sleep\u00003572')).toBe(0);
  });

  test('programs that were asked while the app ended are gone, say nothing against themselves, and are not started again', async () => {
    // Counted where they are started: from within a box a program could leave no mark here.
    let starts = 0;
    const ytDlpPath = await fakeProgram('asked', 'sleep 3573 & sleep 3573');
    const counting: typeof trees = {
      ...trees,
      spawn: (request) => {
        if ([request.command, ...request.args].includes(ytDlpPath)) starts += 1;
        return trees.spawn(request);
      },
    };
    const ending = createProgramRunner(counting, systemClock);
    const ask = async () => (await detectTools({ programs: ending, ytDlpPath })).ytDlp;
    const asked = ask();
    await expect.poll(() => membersOf('sleep\u00003573'), { timeout: 20_000 }).toBe(2);
    await ending.stop();
    expect(await membersOf('sleep\u00003573')).toBe(0);
    expect(await asked).toMatchObject({ missing: true, reason: 'tool-silent' });
    expect(await ask()).toMatchObject({ missing: true, reason: 'tool-silent' });
    expect(starts).toBe(1);
  });

  test('the programs are asked once, until they change', async () => {
    const counter = path.join(fixture.folder, 'starts');
    const script = (version: string): string => `echo x >> '${counter}'; echo ${version}`;
    const ytDlpPath = await fakeProgram('counted', script('2025.01.01'));
    const cache: VersionCache = new Map();
    const ask = async () => (await detectTools({ programs, ytDlpPath, cache })).ytDlp;
    expect([await ask(), await ask()]).toEqual(Array(2).fill({ path: ytDlpPath, version: '2025.01.01' }));
    await fakeProgram('counted', `${script('2025.02.02')} `);
    expect(await ask()).toMatchObject({ version: '2025.02.02' });
  });
});

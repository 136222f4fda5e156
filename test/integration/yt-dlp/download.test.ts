import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkMedia, type MediaVerdict } from '../../../main/media/media-check.ts';
import { classifyFailure } from '../../../main/yt-dlp/failure.ts';
import type { OutputRecord, ProgressRecord } from '../../../main/yt-dlp/output-parser.ts';
import { createProgressTracker } from '../../../main/yt-dlp/progress-tracker.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { checkStreams } from '../media/streams-in-verdict.ts';
import { createDownloadFixture, type DownloadFixture, type FinishedDownload } from './yt-dlp-fixture.ts';

let fixture: DownloadFixture;
let server: MediaServer;

beforeAll(async () => {
  fixture = await createDownloadFixture();
  server = await startMediaServer();
});
afterEach(() => rm(fixture.workFile(''), { recursive: true, force: true }));
afterAll(async () => {
  await server.close();
  await fixture.remove();
});

const progressOf = (records: readonly OutputRecord[]): ProgressRecord[] => records.filter((record) => record.kind === 'progress');
const stepsOf = ({ records }: FinishedDownload): string[] =>
  records.flatMap((record) => (record.kind === 'post-process' && record.status === 'started' ? [record.postprocessor] : []));

async function verdictOf({ done }: FinishedDownload, kind: 'video' | 'audio' = 'video', work?: string): Promise<MediaVerdict> {
  const file = fixture.workFile(done[0]?.filePath ?? 'nothing', work);
  return checkStreams(file, { ...fixture.ffmpeg, kind, timeoutMs: 60_000, expectedDurationSeconds: 12 });
}

describe('downloading', () => {
  test('a file is downloaded by its address', async () => {
    const run = await fixture.download({ url: server.url('/m/clip.mp4') });
    expect(run).toMatchObject({ exit: { code: 0 }, stderr: '' });
    expect(run.meta).toEqual([
      expect.objectContaining({ extractorKey: 'Generic', extractorId: 'clip', title: 'clip', isLive: false }),
    ]);
    expect(run.done).toEqual([expect.objectContaining({ filePath: 'out/media-clip-mp4.mp4', title: 'clip' })]);
    expect(await verdictOf(run)).toMatchObject({ whole: true, hasVideo: true, hasAudio: true });
    const progress = progressOf(run.records);
    expect(progress.at(0)).toMatchObject({
      status: 'downloading',
      formatId: 'mp4',
      tmpFile: 'parts/out/media-clip-mp4.mp4.part',
      totalIsEstimate: false,
    });
    expect(progress.at(-1)).toMatchObject({ status: 'finished' });
    expect(stepsOf(run)).toEqual(['MoveFiles']);
  });

  test('a page with a video in it is downloaded', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), preset: 'good' });
    expect(run.exit.code).toBe(0);
    expect(run.meta[0]).toMatchObject({ extractorKey: 'HTML5MediaEmbed', title: expect.stringContaining('Test video one') });
    expect(await verdictOf(run)).toMatchObject({ whole: true });
  });

  test('video and sound that come apart are merged, on one bar that never falls', async () => {
    const run = await fixture.download({ url: server.url('/hlsav/master.m3u8') });
    expect(run.exit.code).toBe(0);
    expect(stepsOf(run)).toEqual(['Merger', 'MoveFiles']);
    expect(run.done[0]?.filePath).toMatch(/\.mp4$/);
    expect(await verdictOf(run)).toMatchObject({ whole: true, hasVideo: true, hasAudio: true });
    expect(run.meta[0]?.formatId?.split('+')).toEqual([...new Set(progressOf(run.records).map((record) => record.formatId))]);
    const tracker = createProgressTracker();
    tracker.plan({ ...(run.meta[0]?.formatId !== undefined && { formatId: run.meta[0].formatId }) });
    const percents = progressOf(run.records).map((record) => tracker.update(record).percent ?? 0);
    expect(percents).toEqual(percents.toSorted((one, other) => one - other));
    expect(percents.at(-1)).toBe(100);
  });

  test.each(['good', 'small'] as const)('DASH and HLS are downloaded in quality "%s"', async (preset) => {
    for (const [work, address] of [
      ['dash', '/dash/manifest.mpd'],
      ['qualities', '/qualities/master.m3u8'],
    ] as const) {
      const run = await fixture.download({ url: server.url(address), preset }, work);
      expect(run.exit.code).toBe(0);
      expect(await verdictOf(run, 'video', work)).toMatchObject({ whole: true, hasVideo: true, hasAudio: true });
    }
  });

  test.each([
    ['/m/clip.mp4', 'm4a'],
    ['/m/audio.mp3', 'mp3'],
    ['/m/clip.webm', 'ogg'],
    ['/merge/one', 'm4a'],
  ])('only the sound of %s is downloaded, as it is: %s', async (address, extension) => {
    const run = await fixture.download({ url: server.url(address), kind: 'audio', preset: 'good' });
    expect(run.exit.code).toBe(0);
    expect(run.done[0]?.filePath).toMatch(new RegExp(`\\.${extension}$`));
    expect(await verdictOf(run, 'audio')).toMatchObject({ whole: true, hasVideo: false, hasAudio: true });
  });

  test('a live stream that has ended is downloaded to its end', async () => {
    const run = await fixture.download({ url: server.url('/live/index.m3u8?segments=3&segmentMs=100'), isLive: true });
    expect(run.exit.code).toBe(0);
    const file = fixture.workFile(run.done[0]?.filePath ?? 'nothing');
    expect(await checkMedia(file, { ...fixture.ffmpeg, kind: 'video', timeoutMs: 60_000, isLive: true })).toMatchObject({
      whole: true,
    });
  });

  test('of a page with several videos the first one is downloaded', async () => {
    const run = await fixture.download({ url: server.url('/multi?n=3') });
    expect(run.exit.code).toBe(0);
    expect(run.done).toHaveLength(1);
  });

  test('a download goes into a folder with an odd name, also behind a link', async () => {
    const odd = `$HOME %(id)s it's "q" ~`;
    const run = await fixture.download({ url: server.url('/m/clip.mp4') }, odd);
    expect(run.exit.code).toBe(0);
    expect(await readdir(fixture.workFile('out', odd))).toEqual(['media-clip-mp4.mp4']);
    await symlink(fixture.workFile('', odd), path.join(fixture.folder, 'link'));
    const linked = await fixture.download({ url: server.url('/m/clip.webm') }, 'link');
    expect(await verdictOf(linked, 'video', 'link')).toMatchObject({ whole: true });
  });
});

describe('hostile pages', () => {
  test('a title forges no record, no error and no path', async () => {
    const title = 'A\nERROR: fake\n\u001edl {"status":"finished"} ../../../../x \u202egpj.exe $(touch pwned) %(id)s …} {}…';
    const run = await fixture.download({ url: server.url(`/page/x?title=${encodeURIComponent(title)}`) });
    expect(run.exit.code).toBe(0);
    expect(run.stderr).not.toMatch(/^ERROR/m);
    expect(
      run.records
        .flatMap((record) => (record.kind === 'log' ? [record.text] : []))
        .some((text) => text.startsWith('ERROR: fake')),
    ).toBe(true);
    expect(progressOf(run.records).every((record) => record.tmpFile?.startsWith('parts/out/media-'))).toBe(true);
    expect(run.meta[0]?.title).toContain('\nERROR: fake');
    expect(await readdir(fixture.workFile(''))).toEqual(['out', 'parts', expect.stringMatching(/^run-/)]);
    expect(await verdictOf(run)).toMatchObject({ whole: true });
  });

  test('an id of any length makes a name that fits', async () => {
    const run = await fixture.download({ url: server.url(`/video/${'ü'.repeat(120)}.mp4`) });
    expect(run.exit.code).toBe(0);
    expect(await verdictOf(run)).toMatchObject({ whole: true });
  });

  test('settings and plug-ins of the user do not run', async () => {
    const config = path.join(fixture.folder, 'home', '.config', 'yt-dlp');
    await mkdir(config, { recursive: true });
    await writeFile(path.join(config, 'config'), '--no-such-option\n');
    const run = await fixture.download({ url: server.url('/m/clip.mp4') });
    expect(run.exit.code).toBe(0);
  });

  test('an address that looks like an option is an address', async () => {
    const run = await fixture.download({ url: '--version' });
    expect(run.exit.code).not.toBe(0);
    expect(run.records.some((record) => record.kind === 'log' && record.text === fixture.ytDlp.version)).toBe(false);
  });
});

describe('the next run', () => {
  const part = () => fixture.workFile('parts/out/media-clip-mp4.mp4.part');

  test('the next run continues a partial file although the title has changed', async () => {
    const whole = await readFile(await firstDownload());
    await mkdir(path.dirname(part()), { recursive: true });
    await writeFile(part(), whole.subarray(0, 1_000_000));
    const run = await fixture.download({ url: server.url('/m/clip.mp4?title=Another+one') });
    expect(run.exit.code).toBe(0);
    expect(await readFile(fixture.workFile(run.done[0]?.filePath ?? ''))).toEqual(whole);
    expect(server.requests.at(-1)).toMatchObject({ status: 206, range: 'bytes=1000000-' });
    expect(await verdictOf(run)).toMatchObject({ whole: true });
  });

  test('the next run never continues the bytes of another video', async () => {
    const whole = await readFile(await firstDownload());
    await mkdir(path.dirname(part()), { recursive: true });
    await writeFile(part(), whole.subarray(0, 1_000_000));
    const run = await fixture.download({ url: server.url('/m/clip-alternate.mp4') });
    expect(await verdictOf(run)).toMatchObject({ whole: true });
    expect((await stat(part())).size).toBe(1_000_000);
  });

  test('the next run takes a file of its name for finished, so that only the check tells', async () => {
    await truncate(await firstDownload(false), 1000);
    const run = await fixture.download({ url: server.url('/m/clip.mp4') });
    expect(run).toMatchObject({ exit: { code: 0 }, done: [expect.objectContaining({ filePath: 'out/media-clip-mp4.mp4' })] });
    expect(await verdictOf(run)).toMatchObject({ whole: false });
  });

  /** Downloads the clip once; its copy is kept aside unless it stays where it is. */
  async function firstDownload(isMovedAside = true): Promise<string> {
    const work = isMovedAside ? 'aside' : 'work';
    const run = await fixture.download({ url: server.url('/m/clip.mp4') }, work);
    return fixture.workFile(run.done[0]?.filePath ?? '', work);
  }
});

describe('reasons of failures', () => {
  test.each([
    ['/status/404/a.mp4', { reason: 'not-found' }],
    ['/status/410/a.mp4', { reason: 'not-found' }],
    ['/status/429/a.mp4', { reason: 'rate-limited' }],
    ['/status/403/a.mp4', { reason: 'network' }],
    ['/status/503/a.mp4', { reason: 'network' }],
    ['/page-status/429/a', { reason: 'rate-limited' }],
    ['/unsupported.html', { reason: 'unsupported' }],
    ['/feed.atom', { reason: 'unsupported' }],
    ['/redirect-loop', { reason: 'unsupported' }],
    ['/huge-header/a.mp4', { reason: 'network' }],
    ['/empty/a.mp4', { reason: 'network' }],
    ['/cut/500000/clip.mp4', { reason: 'network' }],
    ['/reset/500000/clip.mp4', { reason: 'network' }],
  ])('a failure has its reason: %s', async (address, expected) => {
    const run = await fixture.download({
      url: server.url(address),
      network: { socketTimeoutSeconds: 3, retries: 1, retrySleepMaxSeconds: 0 },
    });
    expect(run.exit.code).not.toBe(0);
    expect(classifyFailure({ exitCode: run.exit.code, signal: run.exit.signal, stderr: run.stderr })).toMatchObject(expected);
  });

  test('a silent server is a reason of its own', async () => {
    const run = await fixture.download({
      url: server.url('/stall/500000/clip.mp4'),
      network: { socketTimeoutSeconds: 1, retries: 1, retrySleepMaxSeconds: 0 },
    });
    expect(classifyFailure({ exitCode: run.exit.code, signal: run.exit.signal, stderr: run.stderr }).reason).toBe('timeout');
  });

  test('a server that does not listen, or a name that nobody has, is a reason of its own', async () => {
    for (const url of ['http://127.0.0.1:9/a.mp4', 'http://nowhere.invalid/a.mp4']) {
      const run = await fixture.download({ url });
      expect(classifyFailure({ exitCode: run.exit.code, signal: run.exit.signal, stderr: run.stderr }).reason).toBe('network');
    }
  });

  test('a missing ffmpeg is a reason of its own', async () => {
    const run = await fixture.download({ url: server.url('/hlsav/master.m3u8'), ffmpegPath: fixture.workFile('no/ffmpeg') });
    expect(classifyFailure({ exitCode: run.exit.code, signal: run.exit.signal, stderr: run.stderr }).reason).toBe('tool-missing');
  });

  test('HTML that calls itself a video ends well, and the check tells', async () => {
    const run = await fixture.download({ url: server.url('/html-as-mp4/a.mp4') });
    expect(run.exit.code).toBe(0);
    expect(await verdictOf(run)).toMatchObject({ whole: false, why: expect.stringContaining('web page') });
  });

  test('a file cut off without a length ends well, and the check tells', async () => {
    const run = await fixture.download({ url: server.url('/cut-nolength/500000/clip.mp4') });
    expect(run.exit.code).toBe(0);
    expect(await verdictOf(run)).toMatchObject({ whole: false });
  });
});

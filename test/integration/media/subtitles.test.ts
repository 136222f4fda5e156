import { chmod, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkMedia } from '../../../main/media/media-check.ts';
import { listSubtitles, readSubtitles } from '../../../main/media/subtitle-tracks.ts';
import { embedSubtitles, findSubtitles } from '../../../main/media/subtitles.ts';
import { classifyFailure } from '../../../main/yt-dlp/failure.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { createDownloadFixture, type DownloadFixture, type FinishedDownload } from '../yt-dlp/yt-dlp-fixture.ts';
import { checkStreams } from './streams-in-verdict.ts';

let fixture: DownloadFixture;
let server: MediaServer;

beforeAll(async () => {
  fixture = await createDownloadFixture();
  server = await startMediaServer();
});
afterEach(async () => {
  server.set('/m/subtitles.fr.vtt', null);
  await rm(fixture.workFile(''), { recursive: true, force: true });
});
afterAll(async () => {
  await server.close();
  await fixture.remove();
});

const fileOf = ({ done }: FinishedDownload): string => fixture.workFile(done[0]?.filePath ?? 'nothing');
const embed = (file: string) =>
  embedSubtitles({ file, ffmpegPath: fixture.ffmpeg.ffmpegPath, timeoutMs: 60_000, signal: new AbortController().signal });
const languagesIn = async (file = 'nothing'): Promise<(string | undefined)[]> =>
  (await listSubtitles(file, fixture.ffmpeg.ffprobePath)).map(({ language }) => language);

describe('subtitles of a page', () => {
  test('subtitles come into the file, in their languages, and can be read back as WebVTT', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), subtitles: 'all' });
    expect(run.exit.code).toBe(0);
    const file = fileOf(run);
    expect((await findSubtitles(file)).map(({ language }) => language)).toEqual(['en', 'fr']);
    const copy = await embed(file);
    expect(await languagesIn(copy)).toEqual(['en', 'fr']);
    expect(await languagesIn(file)).toEqual([]);
    const text = await readSubtitles(copy ?? '', 1, fixture.ffmpeg.ffmpegPath);
    expect(text).toMatch(/^WEBVTT\n/);
    expect(text).toContain('Bonjour');
    const whole = { kind: 'video', timeoutMs: 60_000, expectedDurationSeconds: 12, ...fixture.ffmpeg } as const;
    expect(await checkStreams(copy ?? '', whole)).toMatchObject({ whole: true, hasVideo: true, hasAudio: true });
    expect((await readdir(path.dirname(file))).filter((name) => name.endsWith('.srt'))).toEqual([]);
  });

  test.each([
    ['fr', ['fr']],
    ['de', []],
    ['none', []],
  ])('only those subtitles come that were asked for: %s', async (subtitles, languages) => {
    const run = await fixture.download({ url: server.url('/page/one'), subtitles });
    expect(run.exit.code).toBe(0);
    expect((await findSubtitles(fileOf(run))).map(({ language }) => language)).toEqual(languages);
    if (languages.length === 0) expect(await embed(fileOf(run))).toBeUndefined();
  });

  test('subtitles come into WebM and Matroska as well', async () => {
    const run = await fixture.download({ url: server.url('/page/one?src=/m/clip.webm'), subtitles: 'all' });
    expect(fileOf(run)).toMatch(/\.webm$/);
    expect(await languagesIn(await embed(fileOf(run)))).toEqual(['en', 'fr']);
  });

  test('subtitles are left out when only the sound is wanted', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), kind: 'audio', subtitles: 'all' });
    expect(run.exit.code).toBe(0);
    expect(await findSubtitles(fileOf(run))).toEqual([]);
  });
});

describe('subtitles that are no good', () => {
  test('a missing subtitle is left out and costs nobody the video', async () => {
    server.set('/m/subtitles.fr.vtt', '/status/404/subtitles.fr.vtt');
    const run = await fixture.download({ url: server.url('/page/one'), subtitles: 'all' });
    expect(run.exit.code).toBe(0);
    expect(await languagesIn(await embed(fileOf(run)))).toEqual(['en']);
  });

  test('a file that is no subtitle at all costs nobody the video', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), subtitles: 'all' });
    const [en, fr] = await findSubtitles(fileOf(run));
    await writeFile(fr?.path ?? '', '<html>Sorry, too many requests</html>');
    expect(await languagesIn(await embed(fileOf(run)))).toEqual(['en']);
    await writeFile(en?.path ?? '', Buffer.alloc(2000, 7));
    expect(await embed(fileOf(run))).toBeUndefined();
  });

  test('a subtitle that is a list of other files costs nobody the video, and nothing of this computer is read through it', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), subtitles: 'all' });
    const [en, fr] = await findSubtitles(fileOf(run));
    const secret = path.join(path.dirname(fileOf(run)), 'secret.srt');
    await writeFile(secret, '1\n00:00:00,000 --> 00:00:02,000\nthe secret\n');
    await writeFile(fr?.path ?? '', 'ffconcat version 1.0\nfile secret.srt\n');
    await rm(en?.path ?? '');
    expect(await embed(fileOf(run))).toBeUndefined();
  });

  test('a program that fails at subtitles costs nobody the video', async () => {
    const run = await fixture.download({ url: server.url('/page/one'), subtitles: 'all' });
    const options = { file: fileOf(run), timeoutMs: 60_000, signal: new AbortController().signal };
    expect(await embedSubtitles({ ...options, ffmpegPath: '/nowhere/ffmpeg' })).toBeUndefined();
    expect(
      await embedSubtitles({ ...options, ffmpegPath: fixture.ffmpeg.ffmpegPath, signal: AbortSignal.abort() }),
    ).toBeUndefined();
    expect((await readdir(path.dirname(fileOf(run)))).filter((name) => name.startsWith('with-subtitles'))).toEqual([]);
  });

  test('a copy of half a file looks whole: why the file is checked before it is copied', async () => {
    const run = await fixture.download({ url: server.url('/page/one?src=/m/clip.webm'), subtitles: 'all' });
    const whole = { kind: 'video', timeoutMs: 60_000, ...fixture.ffmpeg } as const;
    for (const { path: subtitle } of await findSubtitles(fileOf(run)))
      await writeFile(subtitle, 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n');
    await truncate(fileOf(run), 150_000);
    expect(await checkMedia(fileOf(run), whole)).toMatchObject({ whole: false });
    expect(await checkMedia((await embed(fileOf(run))) ?? '', whole)).toMatchObject({ whole: true });
  });
});

describe('failures beside subtitles', () => {
  test('a failing video fails for the reason it has, although subtitles may fail', async () => {
    const run = await fixture.download({ url: server.url('/page/one?src=/status/404/gone.mp4'), subtitles: 'all' });
    expect(run.exit.code).toBe(1);
    expect(run.done).toEqual([]);
    expect(classifyFailure({ exitCode: run.exit.code, signal: null, stderr: run.stderr }).reason).toBe('not-found');
  });

  test('a failing merge fails, although subtitles may fail', async () => {
    const broken = path.join(fixture.folder, 'broken-tools', 'ffmpeg');
    await rm(path.dirname(broken), { recursive: true, force: true });
    await mkdir(path.dirname(broken));
    for (const name of ['ffmpeg', 'ffprobe']) {
      const real = name === 'ffmpeg' ? fixture.ffmpeg.ffmpegPath : fixture.ffmpeg.ffprobePath;
      const script = `#!/bin/sh\ncase "$*" in *-version*|*-bsfs*) exec "${real}" "$@";; esac\necho "Conversion failed!" >&2\nexit 1\n`;
      await writeFile(path.join(path.dirname(broken), name), script);
      await chmod(path.join(path.dirname(broken), name), 0o755);
    }
    const [kept, forgiven] = [
      await fixture.download({ url: server.url('/hlsav/master.m3u8'), ffmpegPath: broken }, 'kept'),
      await fixture.download({ url: server.url('/hlsav/master.m3u8'), ffmpegPath: broken, subtitles: 'all' }, 'forgiven'),
    ];
    const reasons = [kept, forgiven].map(({ exit, stderr }) => classifyFailure({ exitCode: exit.code, signal: null, stderr }));
    expect([kept.exit.code, forgiven.exit.code]).toEqual([1, 1]);
    expect(reasons[1]?.reason).toBe(reasons[0]?.reason);
    expect(reasons[1]?.partialsUnsafe).toBe(reasons[0]?.partialsUnsafe);
  });
});

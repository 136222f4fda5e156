import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createNonce, type DownloadRequest, downloadArguments, probeArguments } from '../../../main/yt-dlp/arguments.ts';
import { minimalEnvironment, proxyEnvironment } from '../../../main/yt-dlp/child-environment.ts';
import { versionAtLeast } from '../../../main/yt-dlp/version.ts';

const request: DownloadRequest = {
  url: '--exec=id',
  nonce: '~abc~',
  runFolder: 'run-1',
  ytDlpVersion: '2024.07.01',
  kind: 'video',
  preset: 'best',
  ffmpegPath: '/opt/ffmpeg',
  readableFormats: 'mov,mp3',
};

const optionOf = (args: readonly string[], option: string): string | undefined => args[args.indexOf(option) + 1];

/** By how it is fetched, and by nothing else, a format may be refused. */
const BY_WAY =
  "[protocol~='^(https?|m3u8(_native)?|http_dash_segments(_generator)?|f4m|ism|bunnycdn|soopvod)$'][url~='(?i)^https?://']";
const chosenFormats = (args: readonly string[]): string | undefined => optionOf(args, '-f')?.replaceAll(BY_WAY, '');

describe('download arguments', () => {
  test('the address stays behind the end of the options, whatever it looks like', () => {
    const args = downloadArguments(request);
    expect(args.slice(-2)).toEqual(['--', '--exec=id']);
    expect(args.filter((argument) => argument === '--exec=id')).toHaveLength(1);
  });

  test('the output is the same for the same request and names nothing that a site can rename', () => {
    expect(downloadArguments(request)).toEqual(downloadArguments({ ...request }));
    expect(optionOf(downloadArguments(request), '-o')).toBe('out/media-%(id).60B-%(format_id).40B.%(ext)s');
  });

  test('older versions are asked only for what they know', () => {
    const newer = downloadArguments({ ...request, ytDlpVersion: '2025.04.30' });
    expect(newer).toContain('--no-plugin-dirs');
    expect(newer.filter((argument) => argument !== '--no-plugin-dirs')).toEqual(downloadArguments(request));
  });

  test.each(['best', 'good', 'small'] as const)(
    'the choice of formats always ends with one that any file matches (%s)',
    (preset) => {
      for (const kind of ['video', 'audio'] as const) {
        expect(
          chosenFormats(downloadArguments({ ...request, preset, kind }))
            ?.split('/')
            .at(-1),
        ).toBe('best');
      }
    },
  );

  test.each([
    ['all', 'all,-live_chat'],
    ['pt', 'pt,pt-.*'],
  ])('subtitles (%s) are asked for so that one that cannot be had fails nothing', (subtitles, languages) => {
    const args = downloadArguments({ ...request, subtitles });
    expect(optionOf(args, '--sub-langs')).toBe(languages);
    expect(args).toContain('--ignore-errors');
    expect(downloadArguments({ ...request, subtitles, kind: 'audio' })).toEqual(downloadArguments({ ...request, kind: 'audio' }));
  });

  test('no error is forgiven where no subtitles are wanted', () => {
    expect(downloadArguments({ ...request, subtitles: 'none' })).toEqual(downloadArguments(request));
    expect(downloadArguments(request)).not.toContain('--ignore-errors');
  });

  test('a preset limits by sorting: nothing is filtered out', () => {
    expect(optionOf(downloadArguments({ ...request, preset: 'good' }), '-S')).toContain('res:1080');
    expect(optionOf(downloadArguments({ ...request, preset: 'small' }), '-S')).toContain('res:480');
    expect(downloadArguments(request)).not.toContain('-S');
    for (const preset of ['best', 'good', 'small'] as const) {
      expect(chosenFormats(downloadArguments({ ...request, preset }))).not.toContain('[');
    }
  });

  test('every format that may be taken is one of the web, and ffmpeg speaks nothing else where it downloads', () => {
    for (const kind of ['video', 'audio'] as const) {
      const args = downloadArguments({ ...request, kind });
      const formats = optionOf(args, '-f')?.split(BY_WAY) ?? [];
      expect(formats.at(-1)).toBe('');
      for (const format of formats.slice(0, -1)) expect(format).toMatch(/^[+/]?(?:best|bestaudio|bestvideo\*)$/);
      expect(optionOf(args, '--downloader-args')).toBe(
        'ffmpeg_i:-max_alloc 536870912 -protocol_whitelist https,http,httpproxy,tls,tcp,crypto,data -format_whitelist hls,dash,webvtt,mov,mp3',
      );
    }
  });

  test('sound is extracted without converting it', () => {
    const args = downloadArguments({ ...request, kind: 'audio' });
    expect(args).toContain('-x');
    expect(optionOf(args, '--audio-format')).toBe('best');
    expect(downloadArguments(request)).not.toContain('-x');
  });

  test('the limits that the caller sets are passed on', () => {
    const args = downloadArguments({
      ...request,
      network: { socketTimeoutSeconds: 3, retries: 1, retrySleepMaxSeconds: 2 },
    });
    expect(optionOf(args, '--socket-timeout')).toBe('3');
    expect(optionOf(args, '--retries')).toBe('1');
    expect(optionOf(args, '--retry-sleep')).toBe('http:exp=1:2');
    const defaults = downloadArguments(request);
    expect(optionOf(defaults, '--socket-timeout')).toBe('20');
    expect(optionOf(defaults, '--retry-sleep')).toBe('http:exp=1:30');
  });

  test('each step that hands a downloaded file to ffmpeg names what it may read', () => {
    const args = downloadArguments(request);
    const given = args.flatMap((argument, index) => (argument === '--ppa' ? [args[index + 1] ?? ''] : []));
    const steps = ['Merger', 'ExtractAudio', 'FixupM3u8', 'FixupM4a', 'FixupStretched', 'FixupTimestamp', 'FixupDuration'];
    for (const step of [...steps, 'FixupDuplicateMoov']) {
      expect(given).toContain(`${step}+ffmpeg_i:-max_alloc 536870912 -protocol_whitelist file -format_whitelist mov,mp3`);
    }
  });

  test('live streams are recorded in a container that survives being cut off', () => {
    expect(downloadArguments({ ...request, isLive: true })).toContain('--hls-use-mpegts');
    expect(downloadArguments(request)).not.toContain('--hls-use-mpegts');
  });
});

test('a probe downloads nothing, bounds a list and keeps the address behind the options', () => {
  const args = probeArguments({ url: 'https://example.org/a', ytDlpVersion: '2024.07.01' });
  expect(args).toEqual(expect.arrayContaining(['-J', '--flat-playlist', '--no-playlist', '--ignore-config', '--no-exec']));
  expect(optionOf(args, '--playlist-items')).toBe('1:500');
  expect(args.slice(-2)).toEqual(['--', 'https://example.org/a']);
});

test('the environment leaves the user’s settings outside, and any proxy that the app did not choose', () => {
  const base = {
    HOME: '/home/mia',
    XDG_CONFIG_HOME: '/home/mia/.config',
    PATH: '/usr/bin',
    https_proxy: 'http://proxy:1',
    ALL_PROXY: 'http://proxy:2',
    NO_PROXY: '192.168.0.0/16',
    PYTHONPATH: '/evil',
  };
  const environment = minimalEnvironment(
    { ...base, LD_PRELOAD: '/evil.so', AWS_SECRET: 'x', HOMEREEL_RUN: 'y' },
    path.resolve('/private'),
  );
  expect(environment).toMatchObject({
    PATH: '/usr/bin',
    LANG: 'C.UTF-8',
    HOME: path.resolve('/private'),
  });
  expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['PYTHONPATH']));
  expect(JSON.stringify(environment)).not.toMatch(/mia|evil|AWS|HOMEREEL|proxy/i);
});

test('the way to the network is in the environment under each of its names, without exceptions', () => {
  const environment = proxyEnvironment('http://run:secret@127.0.0.1:1');
  const names = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy'];
  expect(Object.keys(environment).sort()).toEqual([...names, ...names.map((name) => name.toUpperCase())].sort());
  expect(new Set(Object.values(environment))).toEqual(new Set(['http://run:secret@127.0.0.1:1']));
});

test('a nonce is fresh and fits between the marks', () => {
  expect(createNonce()).toMatch(/^~[\w-]{12}~$/);
  expect(createNonce()).not.toBe(createNonce());
});

test.each([
  ['2025.04.30', '2025.03.31', true],
  ['2025.03.31', '2025.03.31', true],
  ['2025.03.30', '2025.03.31', false],
  ['2025.03.31.232839', '2025.03.31', true],
  ['2024.12.31', '2025.03.31', false],
  ['rubbish', '2024.07.01', false],
])('the version %s is at least %s: %s', (version, minimum, expected) => {
  expect(versionAtLeast(version, minimum)).toBe(expected);
});

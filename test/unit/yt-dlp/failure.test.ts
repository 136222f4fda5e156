import { describe, expect, test } from 'vitest';
import { announcedSleepMs } from '../../../main/yt-dlp/announced-sleep.ts';
import { classifyFailure } from '../../../main/yt-dlp/failure.ts';
import type { ProgramFailureReason } from '../../../main/yt-dlp/failure-patterns.ts';

const classify = (stderr: string, exitCode = 1) => classifyFailure({ exitCode, signal: null, stderr });

/** Texts of yt-dlp 2023.03.04, 2025.04.30 and 2026.10.26, as they print them. */
const messages: readonly [ProgramFailureReason, string][] = [
  [
    'bot-check',
    'ERROR: [youtube] dQw4w9WgXcQ: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication.',
  ],
  [
    'bot-check',
    "ERROR: [youtube] dQw4w9WgXcQ: Sign in to confirm you're not a bot. This helps protect our community. Learn more",
  ],
  [
    'bot-check',
    'ERROR: [generic] Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with --extractor-args "generic:impersonate"',
  ],
  ['bot-check', 'ERROR: [youtube] dQw4w9WgXcQ: Error. YouTube is requiring a captcha challenge before playback'],
  [
    'rate-limited',
    'ERROR: [youtube] dQw4w9WgXcQ: Unable to download API page: HTTP Error 429: Too Many Requests (caused by <HTTPError 429: Too Many Requests>)',
  ],
  ['rate-limited', 'ERROR: unable to download video data: HTTP Error 429: Too Many Requests'],
  [
    'rate-limited',
    "ERROR: [youtube] dQw4w9WgXcQ: Video unavailable. This content isn't available, try again later. The current session has been rate-limited by YouTube for up to an hour.",
  ],
  ['private', "ERROR: [youtube] dQw4w9WgXcQ: Private video. Sign in if you've been granted access to this video"],
  ['private', 'ERROR: [youtube] dQw4w9WgXcQ: Video unavailable. This video is private'],
  [
    'private',
    'ERROR: [youtube] dQw4w9WgXcQ: Join this channel to get access to members-only content like this video, and other exclusive perks.',
  ],
  [
    'private',
    'ERROR: [vimeo] 1: This video is only available for registered users. Use --cookies, --cookies-from-browser, --username and --password',
  ],
  ['private', 'ERROR: [vimeo] 1: This video is protected by a password, use the --video-password option'],
  ['private', 'ERROR: [site] 1: You need to log in to view this content'],
  [
    'private',
    'ERROR: [generic] a: Unable to download webpage: HTTP Error 401: Unauthorized (caused by <HTTPError 401: Unauthorized>)',
  ],
  [
    'age-restricted',
    'ERROR: [youtube] dQw4w9WgXcQ: Sign in to confirm your age. This video may be inappropriate for some users. Use --cookies-from-browser or --cookies',
  ],
  ['not-found', 'ERROR: [youtube] dQw4w9WgXcQ: Video unavailable'],
  ['not-found', 'ERROR: [youtube] dQw4w9WgXcQ: Video unavailable. This video has been removed by the uploader'],
  [
    'not-found',
    'ERROR: [youtube] dQw4w9WgXcQ: This video is no longer available because the YouTube account associated with this video has been terminated.',
  ],
  ['not-found', 'ERROR: [youtube] dQw4w9WgXcQ: This live stream recording is not available.'],
  [
    'not-found',
    "ERROR: [generic] clip: Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: 'Not Found'>)",
  ],
  ['not-found', 'ERROR: unable to download video data: HTTP Error 410: Gone'],
  [
    'geo-blocked',
    'ERROR: [youtube] dQw4w9WgXcQ: Video unavailable. The uploader has not made this video available in your country',
  ],
  [
    'geo-blocked',
    'ERROR: [youtube] dQw4w9WgXcQ: Video unavailable. This video contains content from SME, who has blocked it in your country on copyright grounds',
  ],
  [
    'geo-blocked',
    'ERROR: [site] 1: This video is not available from your location due to geo restriction\nYou might want to use a VPN or a proxy server (with --proxy) to workaround.',
  ],
  ['geo-blocked', 'ERROR: [generic] a: Unable to download webpage: HTTP Error 451: Unavailable For Legal Reasons'],
  ['live-not-started', 'ERROR: [youtube] dQw4w9WgXcQ: This live event will begin in 3 days.'],
  ['live-not-started', 'ERROR: [youtube] dQw4w9WgXcQ: Premieres in 2 hours'],
  ['live-not-started', 'ERROR: [youtube] dQw4w9WgXcQ: Premiere will begin shortly'],
  ['live-not-started', 'ERROR: [twitch:stream] somebody: The channel is not currently live'],
  ['drm', 'ERROR: [site] 1: This video is DRM protected'],
  ['drm', 'ERROR: [DRM] The requested site is known to use DRM protection. It will NOT be supported.'],
  [
    'format-missing',
    'ERROR: [youtube] dQw4w9WgXcQ: Requested format is not available. Use --list-formats for a list of available formats',
  ],
  [
    'format-missing',
    'ERROR: [generic] a: No video formats found!; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q=  , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U',
  ],
  ['unsupported', 'ERROR: Unsupported URL: https://example.org/captcha/HTTP-Error-429/drm'],
  ['unsupported', "ERROR: [generic] '--exec=id' is not a valid URL"],
  [
    'unsupported',
    'ERROR: [generic] a: Unable to download webpage: HTTP Error 302: The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\nFound (caused by <HTTPError 302>); please report this issue on',
  ],
  ['unsupported', 'ERROR: [generic] redirect-loop: Unable to download webpage: HTTP Error 302: Found (redirect loop detected)'],
  [
    'unsupported',
    'ERROR: [Piracy] This website is no longer supported since it has been determined to be primarily used for piracy.',
  ],
  ['disk-full', 'ERROR: unable to write data: [Errno 28] No space left on device'],
  ['disk-full', 'ERROR: unable to download video data: [Errno 28] No space left on device'],
  ['disk-full', 'ERROR: Unable to download video: [Errno 122] Disk quota exceeded'],
  ['disk-full', 'av_interleaved_write_frame(): No space left on device\nERROR: ffmpeg exited with code 1'],
  ['disk-full', 'ERROR: unable to write data: [WinError 112] There is not enough space on the disk'],
  ['no-permission', "ERROR: unable to open for writing: [Errno 13] Permission denied: 'parts/out/media.mp4.part'"],
  ['no-permission', "ERROR: unable to open for writing: [Errno 30] Read-only file system: 'parts/out/media.mp4.part'"],
  ['no-permission', 'ERROR: Unable to create directory: [Errno 20] Not a directory: out'],
  [
    'tool-missing',
    'ERROR: Postprocessing: ffprobe and ffmpeg not found. Please install or provide the path using --ffmpeg-location',
  ],
  [
    'tool-missing',
    'ERROR: You have requested merging of multiple formats but ffmpeg is not installed. Aborting due to --abort-on-error',
  ],
  ['tool-missing', 'ERROR: m3u8 download detected but ffmpeg could not be found. Please install'],
  ['tool-missing', '/usr/bin/env: ‘python3’: No such file or directory'],
  ['timeout', 'ERROR: \r[download] Got error: timed out. Giving up after 2 retries'],
  [
    'timeout',
    "ERROR: [download] Got error: HTTPConnectionPool(host='127.0.0.1', port=1): Read timed out. Giving up after 2 retries",
  ],
  ['timeout', 'ERROR: [generic] a: Unable to download webpage: <urlopen error timed out> (caused by URLError(TimeoutError))'],
  ['network', 'ERROR: \r[download] Got error: [Errno 104] Connection reset by peer. Giving up after 2 retries'],
  ['network', 'ERROR: \r[download] Got error: Downloaded 1000000 bytes, expected 21818834 bytes. Giving up after 2 retries'],
  ['network', 'ERROR: [download] Got error: 1000000 bytes read, 20818834 more expected. Giving up after 2 retries'],
  [
    'network',
    'ERROR: [generic] a: Unable to download webpage: <urlopen error [Errno -2] Name or service not known> (caused by URLError)',
  ],
  [
    'network',
    "ERROR: [generic] a: Unable to download webpage: Failed to resolve 'nowhere.invalid' ([Errno -3] Temporary failure in name resolution)",
  ],
  ['network', 'ERROR: [generic] a: Unable to download webpage: [Errno 111] Connection refused (caused by TransportError)'],
  ['network', 'ERROR: [generic] a: Unable to download webpage: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'],
  ['network', 'ERROR: [generic] a: Unable to download webpage: HTTP Error 503: Service Unavailable (caused by <HTTPError 503>)'],
  ['network', 'ERROR: unable to download video data: HTTP Error 403: Forbidden'],
  ['network', 'ERROR: \r[download] Got error: got more than 65536 bytes when reading header line. Giving up after 2 retries'],
  ['network', 'ERROR: Did not get any data blocks'],
  ['network', 'ERROR: The downloaded file is empty'],
  ['network', 'ERROR: fragment 3 not found, unable to continue'],
  ['network', 'ERROR: ffmpeg exited with code 1'],
  ['corrupt', 'ERROR: Postprocessing: Conversion failed!'],
  ['corrupt', 'ERROR: Postprocessing: out/a.mp4: Invalid data found when processing input'],
  ['tool-too-old', 'Usage: yt-dlp [OPTIONS] URL [URL...]\n\nyt-dlp: error: no such option: --progress-delta'],
  [
    'tool-too-old',
    'ERROR: [site] 1: Unable to extract title; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q=  , filling out the appropriate issue template.',
  ],
  ['internal', 'ERROR: Interrupted by user'],
  ['internal', "ERROR: unable to open for writing: [Errno 36] File name too long: 'x'"],
];

test.each(messages)('the reason is %s for: %s', (reason, stderr) => {
  expect(classify(stderr).reason).toBe(reason);
});

describe('which line decides', () => {
  test('the last error that tells something decides', () => {
    const stderr =
      'ERROR: unable to download video data: HTTP Error 404: Not Found\nERROR: [site] 1: This video is DRM protected\nERROR: odd';
    expect(classify(stderr).reason).toBe('drm');
  });

  test('an error decides before a warning, a warning where there is no error', () => {
    const warning = 'WARNING: [site] HTTP Error 429: Too Many Requests. Retrying (1/2)...';
    expect(classify(`${warning}\nERROR: [site] 1: This video is DRM protected\n${warning}`).reason).toBe('drm');
    expect(classify(warning).reason).toBe('rate-limited');
  });

  test('the missing ffmpeg decides, which 2025.04.30 names in a warning before it stumbles over it', () => {
    const warning = 'WARNING: ffmpeg-location /opt/ffmpeg does not exist! Continuing without ffmpeg';
    expect(classify(`${warning}\nERROR: expected str, bytes or os.PathLike object, not NoneType`).reason).toBe('tool-missing');
  });

  test('only a missing video is given up, not whatever else does not exist', () => {
    expect(classify('ERROR: [site] 1: The video does not exist').reason).toBe('not-found');
    expect(classify('WARNING: option-file /a does not exist!\nERROR: odd').reason).toBe('internal');
  });

  test('the words of an address or an id decide nothing', () => {
    expect(classify('ERROR: [generic] captcha-drm-429: Unable to download webpage: HTTP Error 404: Not Found').reason).toBe(
      'not-found',
    );
  });

  test('the way of ending decides where nothing was said', () => {
    expect(classify('', 2).reason).toBe('tool-too-old');
    expect(classify('', 127).reason).toBe('tool-missing');
    expect(classify('', 1)).toEqual({
      reason: 'internal',
      partialsUnsafe: false,
      evidence: 'The program ended with exit code 1.',
    });
    expect(classifyFailure({ exitCode: null, signal: 'SIGKILL', stderr: '' }).evidence).toContain('SIGKILL');
    expect(classifyFailure({ exitCode: null, signal: null, stderr: '', spawnErrorCode: 'ENOENT' }).reason).toBe('tool-missing');
    expect(classifyFailure({ exitCode: null, signal: null, stderr: '', spawnErrorCode: 'EAGAIN' }).reason).toBe('internal');
  });
});

test.each([
  ['ERROR: unable to download video data: HTTP Error 416: Requested range not satisfiable', true],
  ['ERROR: unable to download video data: [Errno 28] No space left on device', true],
  ['ERROR: Unable to download video: [Errno 28] No space left on device', true],
  ['ERROR: unable to write data: [Errno 28] No space left on device', false],
  ['ERROR: Postprocessing: Conversion failed!', true],
  ['ERROR: \r[download] Got error: timed out. Giving up after 2 retries', false],
  ['ERROR: fragment 3 not found, unable to continue', false],
])('partial files after "%s" are unsafe: %s', (stderr, expected) => {
  expect(classify(stderr).partialsUnsafe).toBe(expected);
});

test.each([
  ['ERROR: unable to download video data: HTTP Error 503: Service Unavailable', { reason: 'network' }],
  ['ERROR: [youtube] a: This live event will begin in 3 hours.', { retryAfterSeconds: 10_800 }],
  ['ERROR: [youtube] a: This live event will begin in 45 minutes.', { reason: 'live-not-started', retryAfterSeconds: 2700 }],
  ['ERROR: [youtube] a: This live event will begin in 2 weeks.', { reason: 'live-not-started', retryAfterSeconds: 1_209_600 }],
  ['ERROR: [youtube] a: Premieres in 5 hours', { reason: 'live-not-started', retryAfterSeconds: 18_000 }],
  ['ERROR: [youtube] a: Premieres in an hour', { reason: 'live-not-started', retryAfterSeconds: 3600 }],
  ['ERROR: [youtube] a: rate-limited by YouTube for up to an hour.', { retryAfterSeconds: 3600 }],
  ['ERROR: [site] a: HTTP Error 429: Too Many Requests. Retry-After: 90', { reason: 'rate-limited', retryAfterSeconds: 90 }],
])('the numbers of "%s" are read', (stderr, expected) => {
  expect(classify(stderr)).toMatchObject(expected);
});

test('the evidence holds no secrets, no control characters and no tricks, and is short', () => {
  const secret = 'hunter2secret';
  const { evidence } = classify(
    `ERROR: [site] \u001b[31mx\u202e: Unable to download webpage https://mia:${secret}@example.org/a?sig=${secret}#${secret} Cookie: session=${secret}\n${'y'.repeat(2000)}`,
  );
  expect(evidence).not.toContain(secret);
  expect(evidence).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(evidence).toContain('example.org/a');
  expect(evidence.length).toBeLessThanOrEqual(500);
});

test.each([
  ['[download] Sleeping 12.00 seconds ...', 12_000],
  ['Sleeping 1.50 seconds ...', 1500],
  ['[download] Sleeping 5.00 seconds as required by the site...', 5000],
  ['[site] abc: Waiting for 30 seconds', 30_000],
  ['[wait] Waiting for 01:05 - Press Ctrl+C to try now', 65_000],
  ['[wait] Waiting for 1:00:05 - Press Ctrl+C to try now', 3_600_000],
  ['[download] Sleeping 99999999.00 seconds ...', 3_600_000],
  ['[download] 50% of 10 MiB', undefined],
  ['Sleeping beauty in 12 seconds', undefined],
])('%s is silence for %s ms', (line, expected) => {
  expect(announcedSleepMs(line)).toBe(expected);
});

import { expect, test } from 'vitest';
import { parseProbeDocument } from '../../../main/yt-dlp/probe-report.ts';
import { parseDoneReport, parseMetaReport } from '../../../main/yt-dlp/reports.ts';

test('a meta report is read line by line, whatever a site put in it', () => {
  const whole = {
    id: 'a',
    extractor_key: 'Youtube',
    title: 'T',
    uploader: 'U',
    duration: 12.5,
    is_live: null,
    live_status: 'is_live',
    format_id: '137+140',
    filesize_approx: 99,
    new_field: [1],
  };
  const odd = { id: 5, title: '', duration: 'NA', filesize: -1, is_live: 'yes', webpage_url: null };
  expect(parseMetaReport(`${JSON.stringify(whole)}\n${JSON.stringify(odd)}\n[1]\n{"id": "cut of`)).toEqual([
    {
      isLive: true,
      extractorId: 'a',
      extractorKey: 'Youtube',
      title: 'T',
      channel: 'U',
      durationSeconds: 12.5,
      formatId: '137+140',
      totalBytes: 99,
    },
    { isLive: false },
  ]);
  expect(parseMetaReport('')).toEqual([]);
});

test.each([
  ['/real/place/out/media-a-22.mp4', 'out/media-a-22.mp4'],
  ['out/media-a-22.mp4', 'out/media-a-22.mp4'],
  ['../../../etc/passwd', 'out/passwd'],
  ['out/..', undefined],
  ['out/a\0b', undefined],
])('the finished file of %j is %j', (filepath, expected) => {
  expect(parseDoneReport(JSON.stringify({ id: 'a', filepath, duration: 3 }))[0]?.filePath).toBe(expected);
});

test('a done report without a file counts as none', () => {
  expect(parseDoneReport('{"id":"a"}\nnull\n{"filepath":"out/a')).toEqual([]);
});

test('a probe of a video tells what the window shows', () => {
  const document = {
    id: 'a',
    title: 'T',
    extractor_key: 'Generic',
    duration: 12,
    thumbnail: 'https://example.org/t.jpg',
    channel: 'C',
    requested_formats: [{ filesize: 5 }, { filesize_approx: 7 }],
    is_live: false,
  };
  expect(parseProbeDocument(JSON.stringify(document))).toEqual({
    kind: 'video',
    title: 'T',
    extractorKey: 'Generic',
    extractorId: 'a',
    isLive: false,
    durationSeconds: 12,
    thumbnailUrl: 'https://example.org/t.jpg',
    channel: 'C',
    bytes: 12,
  });
  expect(parseProbeDocument(JSON.stringify({ ...document, requested_formats: [{ filesize: 5 }, {}] }))).not.toHaveProperty(
    'bytes',
  );
  expect(parseProbeDocument(JSON.stringify({ ...document, thumbnail: 'javascript:alert(1)' }))).not.toHaveProperty(
    'thumbnailUrl',
  );
});

test.each([
  [0.5, 1],
  [1e15, 1e15],
  [1e16, undefined],
  [1e308, undefined],
])('a size of %d bytes is one that the database can store: %s', (filesize, expected) => {
  expect(parseMetaReport(JSON.stringify({ filesize }))[0]?.totalBytes).toBe(expected);
  expect(parseProbeDocument(JSON.stringify({ filesize }))?.bytes).toBe(expected);
  const parts = Array.from({ length: 9 }, () => ({ filesize }));
  expect(parseProbeDocument(JSON.stringify({ requested_formats: parts }))?.bytes).toBe(filesize < 1 ? 9 : undefined);
});

test('a probe of a list keeps opaque addresses unchanged and leaves out what cannot be asked', () => {
  const smuggled = 'https://example.org/e.mp4#__youtubedl_smuggle=%7B%22force_videoid%22%3A+%22e%22%7D';
  const list = {
    _type: 'playlist',
    id: 'l',
    title: 'L',
    webpage_url: 'https://example.org/list',
    entries: [
      { _type: 'url', url: smuggled, title: 'Smuggled', duration: 3 },
      {
        webpage_url: 'https://example.org/list',
        formats: [{ url: 'https://example.org/low.mp4' }, { url: 'https://example.org/high.mp4' }],
      },
      { webpage_url: 'https://example.org/own', formats: [{ url: 'https://example.org/x.mp4' }], id: 'own' },
      null,
      { url: 'file:///etc/passwd', title: 'Evil' },
      { _type: 'url', url: smuggled, title: 'Again' },
      5,
    ],
  };
  expect(parseProbeDocument(JSON.stringify(list))?.entries).toEqual([
    { url: smuggled, title: 'Smuggled', durationSeconds: 3 },
    { url: 'https://example.org/high.mp4', title: 'high.mp4' },
    { url: 'https://example.org/own', title: 'own' },
  ]);
});

test('an address of a list is told in the one spelling that every reader takes for the same host', () => {
  const entries = [{ url: 'http://example.com\\@192.168.1.1/reboot' }, { url: 'HTTP://EXAMPLE.com:80/%7e a' }];
  const report = parseProbeDocument(JSON.stringify({ _type: 'playlist', entries }));
  expect(report?.entries?.map(({ url }) => url)).toEqual([
    'http://example.com/@192.168.1.1/reboot',
    'http://example.com/%7e%20a',
  ]);
});

test.each(['null', '', '[]', '"text"', '{"id": "cut'])('%j describes nothing', (json) => {
  expect(parseProbeDocument(json)).toBeUndefined();
});

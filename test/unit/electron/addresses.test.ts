import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BadEnvironment, readOutsideSettings } from '../../../main/desktop/outside-settings.ts';
import { fileInside, isAppPage, isExternalLink, linksAmong, parseMediaAddress } from '../../../main/electron/pages/addresses.ts';
import { parseByteRange } from '../../../main/electron/pages/byte-range.ts';

describe('the app’s own page', () => {
  test.each(['app://homereel/', 'app://homereel/index.html', 'app://homereel/index.html#/library'])(
    '%s is the app’s own page',
    (address) => {
      expect(isAppPage(address)).toBe(true);
    },
  );
  test.each([
    'app://homereel.evil/',
    'app://evil/homereel',
    'https://homereel/',
    'app://homereel:80/',
    'app:homereel',
    '',
    'about:blank',
  ])('%s is not the app’s own page', (address) => {
    expect(isAppPage(address)).toBe(false);
  });
});

describe('links for the browser', () => {
  test.each(['https://tube.example/watch?v=1', 'https://a.b.co.uk/#x', 'https://xn--bcher-kva.example/'])(
    '%s may open in the person’s browser',
    (address) => {
      expect(isExternalLink(address)).toBe(true);
    },
  );
  test.each([
    'http://tube.example/',
    'https://user:word@tube.example/',
    'https://localhost/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://nas.local/',
    'https://box.home.arpa/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    `https://tube.example/${'x'.repeat(9000)}`,
  ])('%s never opens in the browser', (address) => {
    expect(isExternalLink(address)).toBe(false);
  });
});

describe('files inside a folder', () => {
  const folder = join('/', 'app', 'pages');
  test.each(['/index.html', '/assets/a%20b.js', '/a/../index.html'])('the file %s is found inside the folder', (path) => {
    expect(fileInside(folder, path)?.startsWith(folder)).toBe(true);
  });
  test.each(['/', '/..', '/../x', '/%2e%2e/x', '/..%2fx', '/..%5cx', '/a/../../pages-other/x', '/%00', '/%zz', ''])(
    '%j names no file inside the folder',
    (path) => {
      expect(fileInside(folder, path)).toBeUndefined();
    },
  );
});

describe('media addresses', () => {
  test('a media address names a kind, a profile and a video', () => {
    expect(parseMediaAddress('media://video/p%201/v1')).toEqual({ kind: 'video', profileId: 'p 1', target: 'v1' });
    expect(parseMediaAddress('media://thumb/p1/v1?x=1')).toEqual({ kind: 'thumb', profileId: 'p1', target: 'v1' });
    const picture = 'https://i.tube.example/1.jpg?a=1&b=2#x';
    expect(parseMediaAddress(`media://site-picture/p1/${encodeURIComponent(picture)}`)).toEqual({
      kind: 'site-picture',
      profileId: 'p1',
      target: picture,
    });
  });
  test.each([
    'media://video/p1',
    'media://video/p1/v1/x',
    'media://video//v1',
    'media://other/p1/v1',
    'app://video/p1/v1',
    'media://video/p1/%ff',
  ])('%s is no media address', (address) => {
    expect(parseMediaAddress(address)).toBeUndefined();
  });
});

describe('links among arguments', () => {
  test('links among the arguments are web links, plain or wrapped', () => {
    const args = ['.', '--flag=https://no.example/', 'https://a.example/1', 'homereel://add?url=http%3A%2F%2Fb.example%2F2'];
    expect(linksAmong(args)).toEqual(['https://a.example/1', 'http://b.example/2']);
    expect(linksAmong(['homereel://add/?url=https://a.example/1'])).toEqual(['https://a.example/1']);
  });
  test('no other argument is taken for a link', () => {
    expect(
      linksAmong([
        'homereel://add',
        'homereel://add?url=file%3A%2F%2F%2Fetc',
        'homereel://add?url=homereel%3A',
        'homereel://remove?url=https://a.example/1',
        'homereel://add/more?url=https://a.example/1',
        'homereel://someone@add?url=https://a.example/1',
        'homereel://add:1?url=https://a.example/1',
        'homereel:add?url=https://a.example/1',
        'ftp://a.example/',
        '/etc',
      ]),
    ).toEqual([]);
  });
});

describe('ranges of bytes', () => {
  test.each([
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=99-99', { start: 99, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-1', undefined],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-1', undefined],
    [null, undefined],
  ])('the range %s of 100 bytes is read', (header, range) => {
    expect(parseByteRange(header, 100)).toEqual(range);
  });
  test('a range of an empty file is never satisfied', () => {
    expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(parseByteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });
});

describe('environment', () => {
  const variables = {
    HOMEREEL_USER_DATA: '/data',
    HOMEREEL_ALLOW_PRIVATE: '1',
    HOMEREEL_TIMINGS: '{"noOutputMs":2000}',
    HOMEREEL_YTDLP: '',
  };
  test('an unpackaged build reads the environment', () => {
    expect(readOutsideSettings(variables, false)).toEqual({
      userDataFolder: '/data',
      allowPrivateAddresses: true,
      timings: { noOutputMs: 2000 },
    });
  });
  test('a packaged build ignores the environment, broken or not', () => {
    expect(readOutsideSettings({ ...variables, HOMEREEL_TIMINGS: 'x' }, true)).toEqual({});
  });
  test.each(['x', '[]', '{"noOutputMs":"soon"}', '{"noOutputMs":-1}'])(
    'the environment with timings %s is refused with a sentence',
    (timings) => {
      expect(() => readOutsideSettings({ HOMEREEL_TIMINGS: timings }, false)).toThrow(BadEnvironment);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../main/platform/refusal.ts';
import { isPrivateAddress } from '../../../main/web/private-address.ts';
import { entryAddress, normaliseAddress, refusePrivateAddress } from '../../../main/web/web-address.ts';

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : 'not a refusal';
  }
};

describe('text that is no link', () => {
  test.each([
    '',
    '   ',
    '--exec=id',
    '-o/tmp/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'ytsearch:cats',
    'ytsearch5:cats',
    'ytsearch:123',
    ':ytfav',
    'ftp://example.org/a.mp4',
    'https://',
    'https:///path',
    'https:example.org',
    'hello',
    'two words',
    'https://example.org/a b',
    'https://example.org/a\nhttps://example.org/b',
    'https://example.org/\u0000',
    'https://exa mple.org',
    'https://example.org:99999/',
    'https://[::1',
    'mailto:mia@example.org',
    'C:\\Videos\\clip.mp4',
    '/etc/passwd',
    `https://example.org/${'a'.repeat(8200)}`,
  ])('%j is no link', (text) => {
    expect(codeOf(() => normaliseAddress(text))).toBe('invalid-url');
  });
});

describe('links', () => {
  test.each([
    ['example.org/watch', 'https://example.org/watch'],
    ['  https://example.org/watch  ', 'https://example.org/watch'],
    ['HTTP://EXAMPLE.org/Watch', 'http://example.org/Watch'],
    ['//example.org/watch', 'https://example.org/watch'],
    ['example.org:8080/watch', 'https://example.org:8080/watch'],
    ['localhost:8080/a.mp4', 'https://localhost:8080/a.mp4'],
    ['https://mia:secret@example.org/a', 'https://mia:secret@example.org/a'],
    ['https://example.org/a#t=30', 'https://example.org/a#t=30'],
  ])('the address %s is asked as %s', (text, url) => {
    expect(normaliseAddress(text).url).toBe(url);
  });

  test('what yt-dlp smuggled into an entry of a list stays as it is, to the byte', () => {
    const smuggled = 'https://example.org/E%7e.mp4#__youtubedl_smuggle=%7B%22force_videoid%22%3A+%22ep-1%22%7D';
    expect(entryAddress(smuggled).url).toBe(smuggled);
    expect(normaliseAddress(smuggled, (url) => url === smuggled).url).toBe(smuggled);
    expect(entryAddress(smuggled).urlKey).not.toBe(entryAddress(`${smuggled}x`).urlKey);
  });

  test.each([
    '#__youtubedl_smuggle=%7B%22http_headers%22%3A%7B%22Ytdl-request-proxy%22%3A%22http://attacker%22%7D%7D',
    '#/route#__youtubedl_smuggle=%7B%7D',
    '#__youtubedl_smuggle#a=1&__youtubedl_smuggle=%7B%7D',
  ])('nobody else smuggles anything to yt-dlp: %s', (fragment) => {
    const plain = 'https://example.org/film.mp4';
    expect(normaliseAddress(`${plain}${fragment}`)).toEqual(normaliseAddress(plain));
    expect(normaliseAddress(`${plain}${fragment}`, (url) => url === plain)).toEqual(normaliseAddress(plain));
  });

  test.each([
    'http://example.com\\@192.168.1.1/reboot#__youtubedl_smuggle=%7B%7D',
    'http://example.com\\@192.168.1.1/reboot',
    'https://example.com/a\\b#__youtubedl_smuggle=%7B%7D',
  ])('whoever reads %s after the app reads the host that was checked', (text) => {
    const { url } = normaliseAddress(text);
    expect(url).not.toContain('\\');
    expect(url).toMatch(/^https?:\/\/example\.com\//);
  });

  // Some readers take a semicolon for the start of the next parameter, and the first `v` of two.
  test.each([
    'https://www.youtube.com/watch?x=1;v=EEEEEEEEEEE&v=AAAAAAAAAAA',
    'https://www.youtube.com/watch?v=AAAAAAAAAAA&v=EEEEEEEEEEE',
    'https://youtu.be/AAAAAAAAAAA?v=EEEEEEEEEEE#__youtubedl_smuggle=%7B%22force_videoid%22%3A%22E%22%7D',
    'http://m.youtube.com/shorts/AAAAAAAAAAA;v=EEEEEEEEEEE/../AAAAAAAAAAA',
  ])('what is downloaded for %s is the video that the household knows it as', (text) => {
    expect(normaliseAddress(text)).toEqual({
      url: 'https://www.youtube.com/watch?v=AAAAAAAAAAA',
      urlKey: 'youtube.com/watch?v=AAAAAAAAAAA',
      site: 'youtube.com',
    });
  });

  test.each([
    ['https://example.org/a', 'http://www.example.org:80/a?utm_source=x&fbclid=y#t=3'],
    ['https://example.org/a?b=2&a=1', 'https://EXAMPLE.org./a?a=1&b=2&gclid=z'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share&t=10s'],
    ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
    ['https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVMdQw4w9WgXcQ', 'youtube.com/live/dQw4w9WgXcQ?si=x'],
    ['https://www.youtube.com/playlist?list=PL1234567890', 'https://youtube.com/playlist?list=PL1234567890&si=x'],
    ['https://mia:secret@example.org/a', 'https://example.org/a'],
  ])('%s and %s are one video', (one, other) => {
    expect(normaliseAddress(one).urlKey).toBe(normaliseAddress(other).urlKey);
  });

  test.each([
    ['https://example.org/a', 'https://example.org/A'],
    ['https://example.org/?v=1', 'https://example.org/?v=2'],
    ['https://example.org/?si=1', 'https://example.org/?si=2'],
    ['https://example.org/app#/video/1', 'https://example.org/app#/video/2'],
    ['https://example.org:8080/a', 'https://example.org/a'],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'.replace('Q', 'R')],
    ['https://www.youtube.com/@one', 'https://www.youtube.com/@two'],
    ['https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ])('%s and %s are two videos', (one, other) => {
    expect(normaliseAddress(one).urlKey).not.toBe(normaliseAddress(other).urlKey);
  });

  test.each([
    ['https://youtu.be/dQw4w9WgXcQ', 'youtube.com'],
    ['https://media.cdn.example.co.uk/a', 'example.co.uk'],
    ['https://a.b.example.org/a', 'example.org'],
    ['https://t.co/a', 't.co'],
    ['https://mia.github.io/a', 'mia.github.io'],
    ['https://www.films.web.app/a', 'films.web.app'],
    ['https://tom.blogspot.com/a', 'tom.blogspot.com'],
    ['https://video.example.com.br/a', 'example.com.br'],
    ['https://media.example.gov.uk/a', 'example.gov.uk'],
    ['https://example.kawasaki.jp./a', 'example.kawasaki.jp'],
    ['https://github.io/a', 'github.io'],
    ['http://127.0.0.1:8080/a', '127.0.0.1:8080'],
    ['http://[::1]:8080/a', '[::1]:8080'],
    ['http://localhost:8080/a', 'localhost:8080'],
  ])('%s belongs to the site %s', (text, site) => {
    expect(normaliseAddress(text).site).toBe(site);
  });

  test('any web address is accepted, its key is stable and holds no credentials', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.stringMatching(/^[a-z]{8,12}$/),
        (address, secret) => {
          const plain = normaliseAddress(address);
          expect(normaliseAddress(plain.url)).toEqual(plain);
          const withSecret = normaliseAddress(address.replace('://', `://mia:${secret}@`));
          expect(withSecret.urlKey).toBe(plain.urlKey);
          expect(withSecret.site).toBe(plain.site);
        },
      ),
    );
  });

  test('any text is either an http address or refused in a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => {
          try {
            expect(['http:', 'https:']).toContain(new URL(normaliseAddress(text).url).protocol);
          } catch (error) {
            expect(error).toMatchObject({ code: 'invalid-url', message: expect.stringMatching(/^[A-Z].*\.$/) });
          }
        },
      ),
    );
  });
});

describe('private addresses', () => {
  const lookup = async (host: string): Promise<{ address: string }[]> => {
    const known: Record<string, string[]> = {
      'public.example': ['93.184.216.34', '2606:2800:220:1::1'],
      'rebound.example': ['93.184.216.34', '192.168.1.10'],
      'mapped.example': ['::ffff:10.0.0.1'],
    };
    const addresses = known[host];
    if (addresses === undefined) throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address }));
  };
  const refuse = (url: string, allowPrivate = false): Promise<void> => refusePrivateAddress(url, { allowPrivate, lookup });

  test.each([
    'http://127.0.0.1/a',
    'http://127.1/a',
    'http://2130706433/a',
    'http://0x7f.1/a',
    'http://0177.0.0.1/a',
    'http://0/a',
    'http://10.1.2.3/a',
    'http://172.31.255.255/a',
    'http://192.168.0.1/a',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/a',
    'http://[::1]/a',
    'http://[::]/a',
    'http://[::ffff:127.0.0.1]/a',
    'http://[::ffff:7f00:1]/a',
    'http://[::7f00:1]/a',
    'http://[64:ff9b::10.0.0.1]/a',
    'http://[2002:c0a8:0101::1]/a',
    'http://[2001:1::1]/a',
    'http://[fd00:ec2::254]/a',
    'http://[fe80::1]/a',
    'http://localhost/a',
    'http://LOCALHOST./a',
    'http://app.localhost/a',
    'http://nas.local/a',
    'http://metadata.google.internal/a',
    'http://router/a',
    'http://nas.lan/a',
    'http://rebound.example/a',
    'http://mapped.example/a',
  ])('%s is refused, unless an adult allowed it', async (url) => {
    await expect(refuse(url)).rejects.toMatchObject({ code: 'private-address' });
    await expect(refuse(url, true)).resolves.toBeUndefined();
  });

  test.each([
    'https://93.184.216.34/a',
    'https://172.32.0.1/a',
    'https://100.128.0.1/a',
    'https://[2606:2800:220:1::1]/a',
    'https://[64:ff9b::5db8:d822]/a',
    'https://public.example/a',
    'https://unknown.example/a',
    'https://local.example.org/a',
  ])('the public address %s passes', async (url) => {
    await expect(refuse(url)).resolves.toBeUndefined();
  });

  test('a name server that never answers holds nobody up', async () => {
    const policy = { allowPrivate: false, lookup: () => new Promise<never>(() => undefined), lookupTimeoutMs: 10 };
    await expect(refusePrivateAddress('https://slow.example/', policy)).resolves.toBeUndefined();
  });

  test('an IPv4 address is judged alike in each notation', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const judged = isPrivateAddress(address);
        for (const notation of [String(number), `0x${number.toString(16)}`, `[::ffff:${address}]`, `[64:ff9b::${address}]`]) {
          expect(isPrivateAddress(new URL(`http://${notation}/`).hostname.replace(/^\[|\]$/g, ''))).toBe(judged);
        }
      }),
    );
  });
});

import fc, { type Arbitrary } from 'fast-check';

/** Texts that have broken programs before: empty ones, controls, right-to-left marks, lone surrogates, paths, addresses, SQL, patterns, markup. */
const TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\t\n',
    '\0',
    'a\0b',
    '\x1b[31m',
    '\u202egnp.exe',
    '\u200f\u200e',
    '\ufeff',
    '\ud800',
    'x\udfff',
    '\u{1f468}\u200d\u{1f469}',
  ],
  ...[
    'null',
    'undefined',
    'NaN',
    '[object Object]',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'true',
    '-1',
    '1e999',
    '0x10',
  ],
  ...[
    '../../../etc/passwd',
    '/etc/shadow',
    'C:\\Windows\\win.ini',
    '\\\\server\\share',
    'file:///etc/passwd',
    '~/.ssh/id_rsa',
    '.',
    '..',
    'con',
    'aux.mp4',
  ],
  ...[
    "'; DROP TABLE videos; --",
    '" OR 1=1 --',
    '%',
    '_',
    '\\',
    '*',
    "a'b",
    '%%%%',
    '(a+)+$',
    '[',
    '{{7*7}}',
    '$' + '{7*7}',
    '$(id)',
    '`id`',
    '| id',
  ],
  ...[
    '<img src=x onerror=alert(1)>',
    '<script>',
    '</title>',
    '&amp;',
    '--exec',
    '-o',
    '--',
    '@file',
    '{"a":1}',
    '[]',
    '\u0130',
    '\u00df',
    'e\u0301',
  ],
  ...[
    '\u2028',
    '\u2029',
    '\ufdfa'.repeat(20),
    'Z\u0351\u036b\u0343'.repeat(20),
    '9999999999999999999',
    '٣',
    '１２３４',
    '12:61',
    '99:99',
    '24:00',
    '00:00',
  ],
];

/** Addresses of all kinds; none of them is asked, since the network is closed. */
export const ADDRESSES: readonly string[] = [
  ...[
    'https://tube.example/new',
    'http://tube.example',
    'tube.example/a',
    '//tube.example/b',
    'HTTPS://TUBE.EXAMPLE/%7e',
    'https://tube.example./dot',
  ],
  ...[
    'https://youtu.be/dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabcdefghijk',
    'https://m.youtube.com/shorts/dQw4w9WgXcQ',
  ],
  ...[
    'https://www.youtube.com/playlist?list=PLabcdefghijk',
    'https://user:secret@tube.example/x',
    'https://tube.example:99999/',
    'https://tube.example:0/',
  ],
  ...[
    'http://127.0.0.1/',
    'http://localhost:8080/a',
    'http://[::1]/',
    'http://192.168.1.1/reboot',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::ffff:10.0.0.1]/',
  ],
  ...[
    'http://home-of.example/router',
    'http://rebinding.example/',
    'http://169.254.169.254/latest/meta-data',
    'http://printer.local/',
    'http://nas/',
  ],
  ...[
    'http://example.com\\@192.168.1.1/',
    'http://example.com#@192.168.1.1/',
    'http://example.com%00.192.168.1.1/',
    'https://tube.example/a b',
    'https://tube.example/\n',
  ],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://tube.example/a',
    'homereel://add?url=https://tube.example/',
    'about:blank',
    'https://',
    'https:///x',
  ],
  ...[
    'https://tube.example/#__youtubedl_smuggle=%7B%22a%22%3A1%7D',
    'https://tube.example/?utm_source=x&id=1',
    'https://xn--/',
    'https://\u202etube.example/',
    'https://tübe.example/ä',
  ],
  `https://tube.example/${'x'.repeat(8170)}`,
  `https://tube.example/${'y'.repeat(9000)}`,
];

/** Numbers at and beyond every limit. */
const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 0.5, 1e-300, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  ...[
    1e15,
    1e15 + 1,
    1e16,
    1e308,
    -1e308,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    9999,
    10_000,
    1000,
    1001,
    1440,
    1441,
    16,
    17,
  ],
];

/** Any text at all, lone surrogates among it. */
const anyText: Arbitrary<string> = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));
const longText: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('a', '\u00e4', '\u{1f600}', '\ud800', '9', '%', '\0', '/'),
    fc.constantFrom(31, 32, 33, 64, 65, 200, 500, 501, 2000, 2001, 8193),
  )
  .map(([unit, length]) => unit.repeat(length));

export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...ADDRESSES) },
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: longText },
);

export const hostileNumber: Arbitrary<number> = fc.oneof(fc.constantFrom(...NUMBERS), fc.integer(), fc.double());

const deep = (depth: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
};
const cycle = (): unknown => {
  const loop: Record<string, unknown> = { a: 1 };
  loop['self'] = loop;
  return loop;
};

/** Values that a page could send besides what JSON can say: all that the browser's own copying of messages lets through. */
export const garbage: Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(null, undefined, true, false, [], {}) },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<() => unknown>(
        () => 10n ** 30n,
        () => new Date(Number.NaN),
        () => new Map([['profileId', 'x']]),
        () => new Set([1]),
        () => new Uint8Array(3),
        () => /x/g,
        () => new Error('sent'),
        () => Object.create(null),
        () => Object.assign(Object.create({ inherited: true }), { own: 1 }),
        () => JSON.parse('{"__proto__":{"role":"adult"},"profileId":"x"}'),
        () => JSON.parse('{"constructor":{"prototype":{"hasPin":false}}}'),
        () => new Array(5),
        cycle,
        () => deep(7),
        () => deep(9),
        () => deep(3000),
        () => 'z'.repeat(300_000),
        () => new Array(40_000).fill(0),
      )
      .map((make) => make()),
  },
);

import fc, { type Arbitrary } from 'fast-check';
import { linksAmong, parseMediaAddress } from '../../../main/electron/pages/addresses.ts';
import { parseAbsolute, parseAuthority } from '../../../main/gate/dial/target.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { normaliseAddress, refusePrivateAddress } from '../../../main/web/web-address.ts';
import { ADDRESSES, hostileText } from '../messages/hostile-values.ts';
import { checkOf, type InputCheck, type InputReport, type InputRun } from './input-check.ts';
import { type AsPythonReads, readWithPython } from './read-with-python.ts';

const octet = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 10, 127, 169, 172, 192, 254, 255));
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const group = fc.oneof(
  fc.constantFrom(0, 0xffff, 0x64, 0xff9b, 0x2001, 0x2002, 0xfc00, 0xfe80, 0x7f00, 0x5efe),
  fc.integer({ min: 0, max: 0xffff }),
);
const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.map((part) => part.toString(16)).join(':'));
const shortIpv6 = fc
  .tuple(group, group, ipv4)
  .map(([first, last, tail]) => `${first.toString(16)}:${last.toString(16)}::${tail}`);
/** Numbers of hosts in the notations that some readers know and others do not. */
const oddNumber = fc
  .tuple(octet, octet, octet, octet, fc.constantFrom('dword', 'hex', 'octal', 'short', 'full', 'dots'))
  .map(([a, b, c, d, form]) => {
    if (form === 'dword') return String(((a * 256 + b) * 256 + c) * 256 + d);
    if (form === 'hex') return `0x${[a, b, c, d].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    if (form === 'octal') return [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.');
    if (form === 'short') return `${a}.${b * 65_536 + c * 256 + d}`;
    if (form === 'full') return [a, b, c, d].join('\uff0e');
    return `${[a, b, c, d].join('\u3002')}.`;
  });
const name = fc.constantFrom(
  ...[
    'tube.example',
    'TUBE.example.',
    'xn--tbe-hoa.example',
    't\u00fcbe.example',
    '\u24c9ube.example',
    'a_b.example',
    '-a.example',
    'localhost',
    'nas.local',
  ],
  ...[
    'example.com\\@192.168.1.1',
    'example.com%00',
    'a%2eb.example',
    'example.com:80@10.0.0.1',
    '\u00adtube.example',
    'tube\u200d.example',
    '1.1.1.1.',
    '[::1]',
  ],
);
const host: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: name },
  { weight: 2, arbitrary: ipv4 },
  { weight: 2, arbitrary: oddNumber },
  { weight: 2, arbitrary: ipv6.map((text) => `[${text}]`) },
  { weight: 1, arbitrary: shortIpv6.map((text) => `[${text}]`) },
  { weight: 1, arbitrary: hostileText },
);
const address: Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'HTTP://', '//', '', 'https:/', 'http:\\\\', 'https:///', 'ftp://', 'http:'),
        fc.constantFrom('', '', '', 'user@', 'user:pass@', 'a@b@', '\\@', ':@'),
        host,
        fc.constantFrom('', '', '', ':80', ':443', ':8080', ':0', ':65536', ':', ':08', ':80:80', ':\u0663'),
        fc.constantFrom('', '/', '/a', '/a b', '/%2e%2e/x', '/..;/x', '\\a', '/a\\b', '/\u00e4', '/;x', '?q', '?a=b&c', '//x'),
        fc.constantFrom(
          '',
          '',
          '#a',
          '#@10.0.0.1/',
          '#/route',
          '#!/route',
          '#__youtubedl_smuggle=%7B%7D',
          '#a#__youtubedl_smuggle=x',
          '#%23',
        ),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ADDRESSES) },
  { weight: 1, arbitrary: hostileText },
);

function accepted(text: string): ReturnType<typeof normaliseAddress> | undefined {
  try {
    return normaliseAddress(text);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid-url') return undefined;
    throw error;
  }
}

/** What is handed on has one reading, holds nothing for yt-dlp itself, and is read by the app again as the same. */
const spelling = checkOf('addresses', address, (text) => {
  const read = accepted(text);
  if (read === undefined) return undefined;
  if (new URL(read.url).href !== read.url) return `handed on as ${read.url}, which has another spelling`;
  if (!/^https?:\/\/[^/\\\s]+/.test(read.url)) return `handed on as ${read.url}`;
  if (/[\s\\\p{Cc}]/u.test(read.url.split(/[?#]/)[0] ?? '')) return `handed on with what readers part: ${read.url}`;
  if (read.url.includes('#__youtubedl_smuggle')) return `handed on with what yt-dlp obeys: ${read.url}`;
  const again = accepted(read.url);
  return again?.url === read.url && again.urlKey === read.urlKey && again.site === read.site
    ? undefined
    : `read again as ${JSON.stringify(again)}, not as ${JSON.stringify(read)}`;
});

/** Compares what the app hands on with what Python makes of it: the host that is checked is the host that is asked. */
const hosts: InputCheck = {
  name: 'hostsAsPythonReads',
  async run({ seed, tries }: InputRun): Promise<InputReport> {
    const urls = [...new Set(['https://10.0.0.1/', ...fcSample(seed, tries).flatMap((text) => accepted(text)?.url ?? [])])];
    const readings = await readWithPython(urls);
    if (readings === undefined) return { tried: 0 };
    for (const [index, url] of urls.entries()) {
      const wrong = await differenceTo(readings[index], url);
      if (wrong !== undefined) return { tried: index + 1, fault: { what: wrong, example: url } };
    }
    return { tried: urls.length };
  },
};

const fcSample = (seed: number, numRuns: number): string[] => fc.sample(address, { seed, numRuns });

async function differenceTo(read: AsPythonReads | undefined, url: string): Promise<string | undefined> {
  if (read === undefined) return 'Python does not say';
  const own = new URL(url);
  const ownHost = own.hostname.replace(/^\[|\]$/g, '');
  const ownPort = Number(own.port || (own.protocol === 'https:' ? 443 : 80));
  // What Python cannot read it cannot ask.
  if (read.error !== undefined) return undefined;
  if (read.host !== ownHost || (read.port ?? ownPort) !== ownPort)
    return `Python asks ${read.host}:${read.port}, the app checked ${ownHost}:${ownPort}`;
  const isRefused = await refusePrivateAddress(url, { allowPrivate: false, lookup: async () => [] }).then(
    () => false,
    (error: unknown) => error instanceof Refusal && error.code === 'private-address',
  );
  return read.isPrivate && !isRefused ? `Python takes ${read.host} for an address at home, the app lets it through` : undefined;
}

const deepLinks = checkOf(
  'deepLinks',
  fc.array(
    fc.oneof(
      address,
      address.map((text) => `homereel://add?url=${encodeURIComponent(text.toWellFormed())}`),
      address.map((text) => `homereel://add?url=${text}`),
      hostileText,
    ),
    { maxLength: 4 },
  ),
  (given) => {
    const wrong = linksAmong(given).find(
      (link) => !/^https?:\/\/[^/]/.test(link) || new URL(link).href !== link || link.length > 8192,
    );
    return wrong === undefined ? undefined : `offers ${wrong}`;
  },
);

const media = checkOf(
  'mediaAddresses',
  fc.oneof(
    hostileText,
    hostileText.map((text) => `media://video/${text}`),
    fc.tuple(hostileText, hostileText).map(([one, two]) => `media://thumb/${encodeURIComponent(one.toWellFormed())}/${two}`),
  ),
  (text) => {
    const found = parseMediaAddress(text);
    return found !== undefined && (found.profileId === '' || found.target === '') ? 'names nothing' : undefined;
  },
);

/** The gate takes no target whose host another reader could see elsewhere. */
const gateTargets = checkOf(
  'gateTargets',
  fc.oneof(
    address,
    fc.tuple(host, fc.constantFrom(':80', ':443', '', ':0', ':99999', ':1e3')).map((parts) => parts.join('')),
  ),
  (text) => {
    const plain = parseAbsolute(text);
    if (plain !== undefined && (!URL.canParse(text) || new URL(text).hostname.replace(/^\[|\]$|\.$|\.\]$/g, '') !== plain.host))
      return `dials ${plain.host}`;
    if (plain !== undefined && /[\s\p{Cc}]/u.test(plain.hostHeader)) return `tells the host ${plain.hostHeader}`;
    const tunnel = parseAuthority(text);
    return tunnel !== undefined && (tunnel.port < 1 || tunnel.port > 65_535 || /[\s@\\/]/.test(tunnel.host))
      ? `tunnels to ${tunnel.host}`
      : undefined;
  },
);

export const addressChecks: readonly InputCheck[] = [spelling, hosts, deepLinks, media, gateTargets];

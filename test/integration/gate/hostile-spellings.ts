/** The host of a device at home, on this computer or of a cloud, as a hostile page may write it, each with the device's port behind it. */
const HOSTS = [
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.1', '0x7F.0x0.0x0.0x1', '0177.0.0.1', '0177.1'],
  ...['017700000001', '127.000.000.001', '127.0.0.1.', '127.127.127.127', '0', '0.0.0.0', '0x0', '192.168.1.1', '10.0.0.138'],
  ...['172.16.0.1', '169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '[::1]', '[::]'],
  ...['[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]'],
  ...['[2002:7f00:1::]', '[2001:0:7f00:1::]', '[fe80::1]', '[fd00::1]', '[fec0::1]', '[ff02::1]', 'localhost', 'LOCALHOST'],
  ...['localhost.', 'app.localhost', 'localhost.localdomain', 'router', 'nas.local', 'nas.lan', 'metadata.google.internal'],
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', '127.0.0.1%2f.site.example', '127.0.0.1%00.site.example'],
  // Names that the test's name servers answer with an address at home, at once, among others, later or never.
  ...['127.0.0.1.names.example', 'mixed.example', 'mapped.example', 'nat64.example', 'rebound.example', 'slow.example'],
];

/** Addresses that two readers may take for two hosts. */
const AMBIGUOUS = [
  'http://site.example@{device}/',
  'http://site.example:80@{device}/',
  'http://site.example\\@{device}/',
  'http://site.example\\.{device}/',
  'http://{device}#@site.example/',
  'http://{device}?@site.example/',
  'http://{device};@site.example/',
  'http:\\\\{device}/',
  'http:////{device}/',
];

/** Lists every hostile spelling of an address of a device that listens at `port`. */
export function hostileSpellings(port: number): string[] {
  const plain = HOSTS.map((host) => `http://${host}:${port}/film.mp4`);
  const secure = HOSTS.slice(0, 12).map((host) => `https://${host}:${port}/film.mp4`);
  return [...plain, ...secure, ...AMBIGUOUS.map((form) => form.replace('{device}', `127.0.0.1:${port}`))];
}

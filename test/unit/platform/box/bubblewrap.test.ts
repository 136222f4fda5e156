import { expect, test } from 'vitest';
import type { BoxRequest } from '../../../../main/platform/box/box-types.ts';
import { type BubblewrapFacts, bubblewrapCommand } from '../../../../main/platform/box/bubblewrap.ts';

const facts: BubblewrapFacts = {
  bubblewrap: '/usr/bin/bwrap',
  links: { '/bin': 'usr/bin' },
  canDisableNamespaces: true,
  hasNetworkNamespace: true,
  python: '/usr/bin/python3',
  memoryLimitBytes: 2 ** 30,
};
const gate = { proxyUrl: 'http://run:secret@127.0.0.1:40000', socketPath: '/private/gate' };
const request: BoxRequest = {
  command: '/usr/bin/yt-dlp',
  args: ['--', 'https://a.test/'],
  cwd: '/library/work/1',
  env: { PATH: '/usr/bin', HTTPS_PROXY: gate.proxyUrl, no_proxy: 'x', TMP: '/var/tmp', TMPDIR: '/var/tmp' },
  writable: ['/library/work/1'],
  readable: ['/films/a.mp4'],
  network: 'none',
};
const needs = [{ file: '/usr/bin/yt-dlp', paths: ['/home/mum/python'] }];
const build = (change: Partial<BoxRequest> = {}, other: Partial<BubblewrapFacts> = {}) =>
  bubblewrapCommand({ ...request, ...change }, needs, { ...facts, ...other });

/** All places that a command shows, with the option that does it. */
const shown = (args: readonly string[]): string[] =>
  args.flatMap((word, index) => (/^--(ro-)?bind(-try)?$/.test(word) ? [`${word} ${args[index + 1]}`] : []));

test('the box shows nothing but the system’s programs, what a program needs, and what the request names', () => {
  const { args } = build();
  expect(args).toEqual(expect.arrayContaining(['--unshare-pid', '--unshare-net', '--die-with-parent', '--disable-userns']));
  const places = shown(args).filter((place) => !/^--ro-bind-try \/(usr|sbin|lib|nix|gnu|run|etc|home\/linuxbrew)/.test(place));
  expect(places).toEqual(['--ro-bind /home/mum/python', '--ro-bind /films/a.mp4', '--bind /library/work/1']);
  expect(shown(args).join('\n')).not.toMatch(/passwd|shadow|private\/etc|ssl\/private|resolv/);
  expect(args.slice(args.indexOf('--symlink'), args.indexOf('--symlink') + 3)).toEqual(['--symlink', 'usr/bin', '/bin']);
  expect(args.slice(-3)).toEqual(['/usr/bin/yt-dlp', '--', 'https://a.test/']);
});

test('the gate is reached inside by another port with the same secret, which stands in no argument', () => {
  const { args, env } = build({ network: gate });
  expect(env).toEqual({ PATH: '/usr/bin', HTTPS_PROXY: 'http://run:secret@127.0.0.1:3128', no_proxy: 'x', TMPDIR: '/tmp' });
  expect(args).toContain('--unshare-net');
  expect(shown(args)).toContain('--ro-bind /private/gate');
  expect(args.join(' ')).not.toContain('secret');
});

test.each<[string, Partial<BoxRequest>, Partial<BubblewrapFacts>]>([
  ['there is no relay', { network: gate }, { python: undefined }],
  ['the system gives it none of its own', { network: gate }, { hasNetworkNamespace: false }],
  ['the gate has no socket', { network: { ...gate, socketPath: undefined } }, {}],
  ['it is asked for', { network: 'shared' }, {}],
])('the box shares the network of the app where %s, and the gate stays where it is', (_why, change, other) => {
  const { args, env } = build(change, other);
  expect(args).not.toContain('--unshare-net');
  expect(env['HTTPS_PROXY']).toBe(gate.proxyUrl);
  expect(shown(args)).toContain('--ro-bind-try /etc/resolv.conf');
});

test('a program that needs no network is told no names even where it shares one', () => {
  expect(shown(build({}, { hasNetworkNamespace: false }).args)).not.toContain('--ro-bind-try /etc/resolv.conf');
});

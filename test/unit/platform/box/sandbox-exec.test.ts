import { expect, test } from 'vitest';
import type { BoxRequest } from '../../../../main/platform/box/box-types.ts';
import { sandboxExecCommand } from '../../../../main/platform/box/sandbox-exec.ts';

const request: BoxRequest = {
  command: '/opt/homebrew/bin/yt-dlp',
  args: ['--', 'https://a.test/'],
  cwd: '/Users/mum/Movies/work',
  env: { PATH: '/usr/bin', TMPDIR: '/var/folders/x' },
  writable: ['/Users/mum/Movies/work'],
  readable: ['/Users/mum/a "film\\.mp4'],
  network: 'none',
};
const profileOf = (change: Partial<BoxRequest> = {}): string[] =>
  sandboxExecCommand({ ...request, ...change }, [{ file: request.command, paths: ['/Users/mum/python'] }]).args[1]?.split('\n') ??
  [];

test('the profile of macOS refuses all that it does not name', () => {
  const profile = profileOf();
  expect(profile.slice(0, 2)).toEqual(['(version 1)', '(deny default)']);
  expect(profile.find((line) => line.startsWith('(allow file-write*'))).toBe(
    '(allow file-write* (literal "/dev/null") (subpath "/Users/mum/Movies/work"))',
  );
  const read = profile.find((line) => line.startsWith('(allow file-read* ')) ?? '';
  expect(read).toContain('(subpath "/Users/mum/python")');
  expect(read).not.toContain('(subpath "/Users/mum")');
  expect(read).not.toContain('(subpath "/")');
});

test('a name with a quote in it stays one text of the profile', () => {
  expect(profileOf().join('\n')).toContain(String.raw`(subpath "/Users/mum/a \"film\\.mp4")`);
});

test('the profile opens the gate’s port and no other', () => {
  const gate = { proxyUrl: 'http://run:secret@127.0.0.1:40000', socketPath: undefined };
  const lines = profileOf({ network: gate });
  expect(lines.slice(-2)).toEqual(['(deny network*)', '(allow network-outbound (remote ip "localhost:40000"))']);
  expect(lines.join('\n')).not.toContain('secret');
  expect(profileOf().at(-1)).toBe('(deny network*)');
});

test('the program starts with its own arguments, and with a folder of its own for temporary files', () => {
  const { command, args, env } = sandboxExecCommand(request, [{ file: request.command, paths: [] }]);
  expect([command, args[0], ...args.slice(2)]).toEqual(['/usr/bin/sandbox-exec', '-p', request.command, ...request.args]);
  expect(env).toEqual({ PATH: '/usr/bin', TMPDIR: request.cwd });
});

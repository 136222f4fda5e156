import type { BoxedCommand, BoxRequest } from './box-types.ts';
import type { ProgramNeeds } from './program-needs.ts';

export const SANDBOX_EXEC = '/usr/bin/sandbox-exec';

/** The system's folders of programs, libraries and certificates, and those of the usual package manager. */
const READABLE: readonly string[] = [
  ...['/usr', '/bin', '/sbin', '/System', '/Library/Frameworks', '/Library/Apple', '/opt/homebrew'],
  ...['/private/etc/ssl', '/private/var/db/timezone', '/private/var/db/dyld', '/dev'],
];

/**
 * Builds the command that runs a program in a box of macOS, of the same shape as the one of Linux: what is not named is refused. The gate is
 * reached at its own port, since there is no network of the box's own. Names and dates of files stay visible: programs cannot find their
 * own way without.
 */
export function sandboxExecCommand(request: BoxRequest, needs: readonly ProgramNeeds[]): BoxedCommand {
  const readable = [...READABLE, ...needs.flatMap(({ paths }) => paths), ...request.readable, ...request.writable];
  const profile = [
    '(version 1)',
    '(deny default)',
    '(import "system.sb")',
    '(allow process-fork process-exec sysctl-read file-read-metadata)',
    '(allow signal (target same-sandbox))',
    `(allow file-read* (literal "/") ${readable.map(place).join(' ')})`,
    `(allow file-write* (literal "/dev/null") ${request.writable.map(place).join(' ')})`,
    ...network(request.network),
  ];
  const program = needs[0]?.file ?? request.command;
  return {
    command: SANDBOX_EXEC,
    args: ['-p', profile.join('\n'), program, ...request.args],
    // The folder of temporary files is every program's: this one gets its own.
    env: { ...request.env, TMPDIR: request.cwd },
  };
}

/** A path below which everything is meant; a quote or backslash in a name must not end the text that it stands in. */
function place(path: string): string {
  return `(subpath "${path.replaceAll(/["\\]/g, String.raw`\$&`)}")`;
}

function network(access: BoxRequest['network']): string[] {
  if (access === 'none') return ['(deny network*)'];
  if (access === 'shared') return ['(allow network*)', '(allow mach-lookup)'];
  return ['(deny network*)', `(allow network-outbound (remote ip "localhost:${new URL(access.proxyUrl).port}"))`];
}

import type { IncomingMessage } from 'node:http';

/** What concerns one connection only. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'http2-settings',
]);

/** Returns the headers of a request as a server gets them: with the checked host, without what was meant for the gate. */
export function toServer({ rawHeaders, headers }: IncomingMessage, hostHeader: string): string[] {
  const kept = withoutHops(rawHeaders, 'host');
  if (headers['transfer-encoding'] !== undefined) kept.push('Transfer-Encoding', 'chunked');
  return ['Host', hostHeader, ...kept, 'Connection', 'close'];
}

/** Returns the headers of an answer as the client gets them. */
export const toClient = (headers: readonly string[]): string[] => withoutHops(headers);

/** Leaves out what concerns one connection, what is meant for the gate, and one more. */
function withoutHops(headers: readonly string[], left?: string): string[] {
  const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : []));
  const named = pairs.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? value.toLowerCase().split(',') : []));
  const dropped = new Set(named.map((name) => name.trim()));
  // Who names it as a matter of one connection wants two readers to disagree on where the body ends.
  dropped.delete('content-length');
  return pairs.flatMap(([name, value]) => {
    const plain = name.toLowerCase();
    const isKept = !HOP_BY_HOP.has(plain) && !plain.startsWith('proxy-') && !dropped.has(plain) && plain !== left;
    return isKept ? [name, value] : [];
  });
}

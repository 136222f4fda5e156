import type { IncomingMessage } from 'node:http';

/** What concerns one connection only, and what is meant for the gate. */
const HOP_BY_HOP = new Set(
  ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'http2-settings'].concat(
    'proxy-connection',
  ),
);

/** Returns the headers of a request as a server gets them: with the checked host, without what was meant for the gate. */
export function toServer(request: IncomingMessage, hostHeader: string): string[] {
  const kept = withoutHops(request, (name) => name === 'host');
  if (request.headers['transfer-encoding'] !== undefined) kept.push('Transfer-Encoding', 'chunked');
  return ['Host', hostHeader, ...kept, 'Connection', 'close'];
}

/** Returns the headers of an answer as the client gets them. */
export const toClient = (answer: IncomingMessage): string[] => withoutHops(answer, () => false);

function withoutHops({ rawHeaders, headers }: IncomingMessage, isDropped: (name: string) => boolean): string[] {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    const plain = name.toLowerCase();
    // Who names Content-Length as a matter of one connection wants two readers to disagree on where the body ends.
    const isNamed = named.includes(plain) && plain !== 'content-length';
    if (!HOP_BY_HOP.has(plain) && !plain.startsWith('proxy-') && !isNamed && !isDropped(plain)) kept.push(name, value);
  }
  return kept;
}

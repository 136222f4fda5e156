import type { HostLookup } from '../../web/private-address.ts';

/**
 * Asks once for all who want to know a name at the same moment. The system looks up two names at a time for the whole app, and a page that
 * has a slow name server and many pieces would keep everybody else waiting. Nothing is remembered: each connection gets an answer of its time.
 */
export function shareLookups(lookup: HostLookup): HostLookup {
  const asked = new Map<string, ReturnType<HostLookup>>();
  return (host) => {
    const running = asked.get(host);
    if (running !== undefined) return running;
    const answer = lookup(host).finally(() => asked.delete(host));
    asked.set(host, answer);
    return answer;
  };
}

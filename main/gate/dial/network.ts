import { Resolver } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

const ANSWER_TIMEOUT_MS = 3000;
/** What a resolver reports when no name server answered, or none that knows the internet. Any other error is an answer. */
const NO_ANSWER = new Set(['ETIMEOUT', 'ESERVFAIL', 'ECONNREFUSED', 'ECANCELLED', 'EBADRESP', 'ENOTINITIALIZED']);

/** Tells whether this computer has a network and a name server that answers: it is asked for the root, which names nobody's interest. */
export async function hasNetwork(): Promise<boolean> {
  const addresses = Object.values(networkInterfaces()).flat();
  if (!addresses.some((one) => one !== undefined && !one.internal && !/^(?:169\.254\.|fe80:)/i.test(one.address))) return false;
  try {
    await new Resolver({ timeout: ANSWER_TIMEOUT_MS, tries: 1 }).resolveNs('.');
    return true;
  } catch (error) {
    return !NO_ANSWER.has((error as NodeJS.ErrnoException).code ?? '');
  }
}

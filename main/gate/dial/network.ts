import { Resolver } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** What the system is asked of the network. */
export interface NetworkFacts {
  readonly interfaces: () => ReturnType<typeof networkInterfaces>;
  /** Asks the computer's name servers for those of the root, which names nobody's interest. */
  readonly askForRoot: () => Promise<unknown>;
}

const ANSWER_TIMEOUT_MS = 3000;
/** What a resolver reports when no name server answered, or none that knows the internet. Any other error is an answer. */
const NO_ANSWER = new Set(['ETIMEOUT', 'ESERVFAIL', 'ECONNREFUSED', 'ECANCELLED', 'EBADRESP', 'ENOTINITIALIZED']);
/** An address that a computer gives to itself, for want of anybody who gives it one. */
const OWN_ADDRESS = /^(?:169\.254\.|fe80:)/i;

const system: NetworkFacts = {
  interfaces: networkInterfaces,
  askForRoot: () => new Resolver({ timeout: ANSWER_TIMEOUT_MS, tries: 1 }).resolveNs('.'),
};

/** Tells whether this computer has a network and a name server that answers. */
export async function hasNetwork({ interfaces, askForRoot }: NetworkFacts = system): Promise<boolean> {
  const addresses = Object.values(interfaces()).flat();
  if (!addresses.some((one) => one !== undefined && !one.internal && !OWN_ADDRESS.test(one.address))) return false;
  try {
    await askForRoot();
    return true;
  } catch (error) {
    return !NO_ANSWER.has((error as NodeJS.ErrnoException).code ?? '');
  }
}

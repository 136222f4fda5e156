import { createHash, timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { SpeedShare } from './speed-limit.ts';

/** A run's right to use the gate, as the gate itself knows it. */
export interface ServedPass {
  readonly id: number;
  readonly share: SpeedShare;
  /** Bytes carried both ways. */
  readonly bytes: number;
  readonly isClosed: boolean;
  count(bytes: number): void;
  refuse(host: string): void;
  /** Takes one of the pass's connections; false when it has too many or was closed. */
  enter(client: Duplex): boolean;
  /** Ends everything that was entered. */
  close(): void;
}

export interface PassFacts {
  readonly id: number;
  readonly user: string;
  /** SHA-256 of the secret, in hexadecimal: the gate itself never knows the secret. */
  readonly digest: string;
}

export interface PassEvents {
  /** Calls once per moment, not per chunk: `bytes` of the pass has grown. */
  readonly onGrowth: (pass: ServedPass) => void;
  readonly onRefused: (pass: ServedPass, host: string) => void;
}

/** Enough for sixteen fragments at once with all that hangs in between. */
const MOST_CONNECTIONS = 64;
/** A hostile list can name hosts without end; nobody reads more than a few. */
const MOST_REFUSED = 200;

/** All passes that are open. */
export interface Passes {
  open(facts: PassFacts): void;
  close(id: number): void;
  closeAll(): void;
  /** Returns the pass that a `Proxy-Authorization` header proves. */
  find(header: string | undefined): ServedPass | undefined;
}

const NOBODY = Buffer.alloc(32);

/** Creates the register of passes. */
export function createPasses(createShare: () => SpeedShare, events: PassEvents): Passes {
  const byUser = new Map<string, { readonly digest: Buffer; readonly pass: ServedPass }>();
  const end = (user: string): void => {
    const known = byUser.get(user);
    byUser.delete(user);
    known?.pass.close();
  };
  return {
    open({ id, user, digest }) {
      end(user);
      byUser.set(user, { digest: Buffer.from(digest, 'hex'), pass: createPass(id, createShare(), events) });
    },
    close(id) {
      for (const [user, { pass }] of byUser) if (pass.id === id) end(user);
    },
    closeAll() {
      for (const user of [...byUser.keys()]) end(user);
    },
    find(header) {
      const [, encoded] = /^Basic ([A-Za-z0-9+/]{1,1024}={0,2})$/i.exec(header ?? '') ?? [];
      const [, user = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
      const known = byUser.get(user);
      // Compared also when nobody has that name, so that the time tells nothing.
      const isRight = timingSafeEqual(digestOf(secret), known?.digest ?? NOBODY);
      return isRight ? known?.pass : undefined;
    },
  };
}

/** Returns what is kept of a secret. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

function createPass(id: number, share: SpeedShare, events: PassEvents): ServedPass {
  const clients = new Set<Duplex>();
  const refused = new Set<string>();
  let bytes = 0;
  let isClosed = false;
  const pass: ServedPass = {
    id,
    share,
    get bytes() {
      return bytes;
    },
    get isClosed() {
      return isClosed;
    },
    count(more) {
      bytes += more;
      events.onGrowth(pass);
    },
    refuse(host) {
      if (refused.has(host) || refused.size >= MOST_REFUSED) return;
      refused.add(host);
      events.onRefused(pass, host);
    },
    enter(client) {
      if (isClosed) return false;
      if (clients.has(client)) return true;
      if (clients.size >= MOST_CONNECTIONS) return false;
      clients.add(client);
      client.once('close', () => clients.delete(client));
      return true;
    },
    close() {
      isClosed = true;
      for (const client of clients) client.destroy();
    },
  };
  return pass;
}

import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { HostUnreachable } from './dial.ts';
import type { Target } from './target.ts';

export type Reach = 'unknown' | 'reachable' | 'unreachable';

/** What is known of the network from what was tried. */
export interface Reachability {
  state(): Reach;
  /** A host was reached; one that refuses the connection was reached, too. */
  reached(): void;
  /** A host was not reached: only the want of a network changes the state. */
  missed(target: Target, error: unknown): void;
  /** Tries the last missed host now. */
  check(): Promise<Reach>;
  stop(): void;
}

export interface ReachabilityOptions {
  readonly clock: Clock;
  /** Connects and hangs up. */
  readonly tryHost: (target: Target) => Promise<void>;
  /** Tells whether this computer has a network at all; asked only after a host could not be reached. */
  readonly hasNetwork: () => Promise<boolean>;
  readonly onChanged: (state: Reach) => void;
}

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 60_000;
/** While something else got through so lately it is that one host's fault. */
const LATELY_MS = 30_000;

/** These also come of one dead server or one dead name, so they are a reason to ask whether there is a network, not the answer. */
const SUSPICIOUS = new Set(
  ['ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EAI_FAIL', 'ENOTFOUND', 'ETIMEOUT'].concat(
    'ETIMEDOUT',
  ),
);
/** Whoever answers so is there. */
const ANSWERED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Creates what watches over the network; it asks nobody until something failed. */
export function createReachability({ clock, tryHost, hasNetwork, onChanged }: ReachabilityOptions): Reachability {
  let state: Reach = 'unknown';
  let reachedAtMs = Number.NEGATIVE_INFINITY;
  let last: Target | undefined;
  let asking: Promise<void> | undefined;
  let retryMs = FIRST_RETRY_MS;
  let cancel: CancelTimer | undefined;
  let isStopped = false;

  const change = (next: Reach): void => {
    if (state === next || isStopped) return;
    state = next;
    onChanged(next);
  };
  const reached = (): void => {
    reachedAtMs = clock.monotonicMs();
    cancel?.();
    cancel = undefined;
    retryMs = FIRST_RETRY_MS;
    change('reachable');
  };
  const retryLater = (): void => {
    if (isStopped || cancel !== undefined) return;
    cancel = clock.after(retryMs, () => {
      cancel = undefined;
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      void check();
    });
  };
  const ask = async (): Promise<void> => {
    const startedAtMs = clock.monotonicMs();
    const isThere = await hasNetwork();
    if (isThere || reachedAtMs >= startedAtMs) {
      // One host is dead, the network is not.
      if (state === 'unreachable') reached();
      return;
    }
    change('unreachable');
    retryLater();
  };
  const missed = (target: Target, error: unknown): void => {
    const code = error instanceof HostUnreachable ? error.code : '';
    if (ANSWERED.has(code)) return reached();
    if (isStopped || !SUSPICIOUS.has(code)) return;
    last = target;
    if (state !== 'unreachable' && clock.monotonicMs() - reachedAtMs < LATELY_MS) return;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
  };
  const check = async (): Promise<Reach> => {
    if (last !== undefined && !isStopped) {
      try {
        await tryHost(last);
        reached();
      } catch (error) {
        missed(last, error);
        await asking;
        // What failed for another reason says nothing of the network: it is tried again.
        if (state === 'unreachable') retryLater();
      }
    }
    return state;
  };
  return {
    state: () => state,
    reached,
    missed,
    check,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

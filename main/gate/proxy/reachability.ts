import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { HostUnreachable } from '../dial/dial.ts';
import type { Target } from '../dial/target.ts';

export type Reach = 'unknown' | 'reachable' | 'unreachable';

/** What is known of the network from what was tried. */
export interface Reachability {
  state(): Reach;
  /** A host was reached; one that refuses a connection was reached, too. */
  reached(target: Target): void;
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
  let lastReached: Target | undefined;
  let asking: Promise<void> | undefined;
  const retries = createRetries(clock, () => void check());
  let isStopped = false;

  const change = (next: Reach): void => {
    if (state === next || isStopped) return;
    state = next;
    onChanged(next);
  };
  const reached = (target?: Target): void => {
    lastReached = target ?? lastReached;
    reachedAtMs = clock.monotonicMs();
    retries.reset();
    change('reachable');
  };
  const isThereStill = (target: Target): Promise<boolean> =>
    tryHost(target).then(
      () => true,
      () => false,
    );
  const ask = async (): Promise<void> => {
    const startedAtMs = clock.monotonicMs();
    // A name server that has nothing to say on the root must not hold a household: what was reached before counts as well.
    const isThere = (await hasNetwork()) || (lastReached !== undefined && (await isThereStill(lastReached)));
    if (isThere || reachedAtMs >= startedAtMs) {
      // One host is dead, the network is not.
      if (state === 'unreachable') reached();
      return;
    }
    change('unreachable');
    if (!isStopped) retries.later();
  };
  const missed = (target: Target, error: unknown): void => {
    const code = error instanceof HostUnreachable ? error.code : '';
    if (ANSWERED.has(code)) return reached(target);
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
        reached(last);
      } catch (error) {
        missed(last, error);
        await asking;
        // What failed for another reason says nothing of the network: it is tried again.
        if (state === 'unreachable' && !isStopped) retries.later();
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
      retries.reset();
    },
  };
}

interface Retries {
  /** Sets the timer unless it is set. */
  later(): void;
  /** Takes it away; the next ones begin with the short time again. */
  reset(): void;
}

function createRetries(clock: Pick<Clock, 'after'>, retry: () => void): Retries {
  let retryMs = FIRST_RETRY_MS;
  let cancel: CancelTimer | undefined;
  return {
    later() {
      cancel ??= clock.after(retryMs, () => {
        cancel = undefined;
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
        retry();
      });
    },
    reset() {
      cancel?.();
      cancel = undefined;
      retryMs = FIRST_RETRY_MS;
    },
  };
}

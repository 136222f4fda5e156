import type { CancelTimer, Clock } from '../../platform/clock.ts';

/** The household's speed limit: one bucket of tokens for all passes, a token a byte. */
export interface SpeedLimit {
  /** Applies at once, also to what waits. */
  setLimit(bytesPerSecond: number | undefined): void;
  /** Adds a pass: all that want to read get the same share of each moment, however many connections they have. */
  createShare(): SpeedShare;
}

export interface SpeedShare {
  /** Adds a connection; `resume` is called when it may read on after `mayRead` said no. */
  createFlow(resume: () => void): SpeedFlow;
}

export interface SpeedFlow {
  /** Counts what was read. */
  take(bytes: number): void;
  /** Tells whether the connection may read now. If not it waits for its turn. */
  mayRead(): boolean;
  /** How much to read at once at most, so that a slow limit makes no bursts. */
  readSize(largest: number): number;
  close(): void;
}

const TICK_MS = 20;
/** What may be saved up while nobody waits: more would be a burst, less would be lost where the thread is late between two reads. */
const MOST_SAVED_MS = 100;
/** What is made up for when the thread was late: a computer that slept makes up for nothing. */
const MOST_LATE_MS = 2000;
const SMALLEST_READ = 2048;

interface Flow {
  readonly resume: () => void;
  /** Bytes it may read; below zero what it read too much. */
  allowance: number;
  isWaiting: boolean;
}

/** The one bucket, and who waits for it. */
interface Bucket {
  perSecond: number | undefined;
  readonly flows: Set<Flow>;
  /** Waits for the next round of tokens. */
  wait(share: object, flow: Flow): void;
  leave(share: object, flow: Flow): void;
}

/** Creates the limit; it costs nothing while there is none. */
export function createSpeedLimit(clock: Pick<Clock, 'monotonicMs' | 'every'>): SpeedLimit {
  let tokens = 0;
  let refilledAtMs = 0;
  let cancel: CancelTimer | undefined;
  /** The passes that wait, and which of their connections, each in the order in which they began to. */
  const waiting = new Map<object, Set<Flow>>();

  const refill = (mostMs: number): void => {
    const now = clock.monotonicMs();
    const perMs = (bucket.perSecond ?? 0) / 1000;
    tokens = Math.min(tokens + perMs * (now - refilledAtMs), perMs * mostMs);
    refilledAtMs = now;
  };
  const letGo = (share: object, flow: Flow): void => {
    bucket.leave(share, flow);
    flow.resume();
  };
  const deal = (): void => {
    refill(MOST_LATE_MS);
    const perShare = tokens / waiting.size;
    if (waiting.size > 0) tokens = 0;
    for (const [share, flows] of [...waiting]) {
      const perFlow = perShare / flows.size;
      for (const flow of [...flows]) {
        flow.allowance += perFlow;
        if (flow.allowance > 0) letGo(share, flow);
      }
    }
    if (waiting.size === 0) rest();
  };
  const rest = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const bucket: Bucket = {
    perSecond: undefined,
    flows: new Set(),
    wait(share, flow) {
      flow.isWaiting = true;
      waiting.set(share, (waiting.get(share) ?? new Set()).add(flow));
      if (cancel !== undefined) return;
      refill(MOST_SAVED_MS);
      cancel = clock.every(TICK_MS, deal);
    },
    leave(share, flow) {
      flow.isWaiting = false;
      const flows = waiting.get(share);
      flows?.delete(flow);
      if (flows?.size === 0) waiting.delete(share);
    },
  };

  return {
    setLimit(bytesPerSecond) {
      if (bytesPerSecond === bucket.perSecond) return;
      refill(MOST_LATE_MS);
      bucket.perSecond = bytesPerSecond;
      // What was given, or read too much, at the old speed may be a second's worth of the new one.
      const perTick = ((bytesPerSecond ?? 0) * TICK_MS) / 1000;
      tokens = Math.min(tokens, perTick);
      for (const flow of bucket.flows) flow.allowance = Math.min(Math.max(flow.allowance, 0), perTick / bucket.flows.size);
      if (bytesPerSecond !== undefined) return;
      rest();
      for (const [share, flows] of [...waiting]) for (const flow of [...flows]) letGo(share, flow);
    },
    createShare: () => createShare(bucket),
  };
}

function createShare(bucket: Bucket): SpeedShare {
  const share = {};
  return {
    createFlow(resume) {
      const flow: Flow = { resume, allowance: 0, isWaiting: false };
      let isClosed = false;
      bucket.flows.add(flow);
      return {
        take(bytes) {
          flow.allowance = bucket.perSecond === undefined ? 0 : flow.allowance - bytes;
        },
        mayRead() {
          if (bucket.perSecond === undefined || flow.allowance > 0) return true;
          if (!flow.isWaiting && !isClosed) bucket.wait(share, flow);
          return false;
        },
        readSize(largest) {
          if (bucket.perSecond === undefined) return largest;
          const perTick = (bucket.perSecond * TICK_MS) / 1000 / Math.max(1, bucket.flows.size);
          return Math.min(largest, Math.max(SMALLEST_READ, Math.round(perTick)));
        },
        close() {
          if (isClosed) return;
          isClosed = true;
          bucket.flows.delete(flow);
          bucket.leave(share, flow);
        },
      };
    },
  };
}

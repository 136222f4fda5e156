import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Timings } from '../../settings/timings.ts';
import type { Hold } from './hold.ts';

export interface WritingHoldDependencies {
  readonly folder: () => string;
  readonly timings: Timings;
  readonly clock: Clock;
  /** Tells whether the library can be written. */
  readonly canWrite: (libraryFolder: string) => Promise<boolean>;
}

/** Holds the queue while the library is there and cannot be written, as a disk that was mounted anew after an error. */
export interface WritingHold extends Hold {
  /** Tries now: a run said that it was refused. */
  recheck(): Promise<HoldReason | undefined>;
}

export function createWritingHold(dependencies: WritingHoldDependencies): WritingHold {
  const { folder, timings, clock, canWrite } = dependencies;
  let isWritable = true;
  let cancelChecks: (() => void) | undefined;
  const reason = (): HoldReason | undefined => (isWritable ? undefined : 'library-not-writable');

  async function recheck(): Promise<HoldReason | undefined> {
    isWritable = await canWrite(folder());
    return reason();
  }

  return {
    reason,
    recheck,
    // Each try writes, so what was fine is tried again only when a run stumbles over it.
    check: async () => (isWritable ? undefined : recheck()),
    async start(onChanged) {
      await recheck();
      cancelChecks = clock.every(timings.spaceCheckMs, () => {
        if (!isWritable) void recheck().then(onChanged);
      });
    },
    stop: () => cancelChecks?.(),
  };
}

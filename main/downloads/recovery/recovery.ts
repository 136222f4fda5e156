import type { EngineContext } from '../engine-context.ts';
import type { Runs } from '../run/runs.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createReaper, type Reaper } from './reaper.ts';

export interface RecoveryOptions {
  readonly runs: Pick<Runs, 'supervisor' | 'isSupervised' | 'endStale'>;
  /** Checks now whether the library is there. */
  readonly isLibraryThere: () => Promise<boolean>;
  readonly isSpaceShort: () => boolean;
  /** How much must be free before the queue goes on. */
  readonly missingBytes: () => number;
  readonly wake: () => void;
}

/** Puts right what a crash, a person or time left behind. */
export interface Recovery {
  readonly reaper: Reaper;
  /** Removes what nobody wants any more. Never rejects. */
  runHousekeeping(): Promise<void>;
  /** Removes what an app that died while it worked left half made; only before anything is made. Never rejects. */
  tidyUp(): Promise<void>;
}

export function createRecovery(context: EngineContext, options: RecoveryOptions): Recovery {
  const { runs, isLibraryThere, isSpaceShort, missingBytes, wake } = options;
  const { isSupervised, endStale } = runs;
  const reaper = createReaper(context, {
    isSupervised,
    onStale: endStale,
    offerAgain: () => {
      wake();
      return context.store.runRows.countStartable();
    },
  });
  const housekeeping = createHousekeeping(context, {
    isLibraryThere,
    isSupervised,
    isSpaceShort,
    missingBytes,
    onPartialsGone(videoId) {
      runs.supervisor.forgetProgress(videoId);
      context.store.videos.need(videoId, null);
    },
  });
  return { reaper, runHousekeeping: housekeeping.run, tidyUp: housekeeping.removeStrayThumbnails };
}

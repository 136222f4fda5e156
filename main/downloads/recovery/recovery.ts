import type { EngineContext } from '../engine-context.ts';
import type { Runs } from '../run/runs.ts';
import { keepHouse, removeStrayPictures } from './housekeeping.ts';
import { createReaper, type Reaper } from './reaper.ts';

export interface RecoveryOptions {
  readonly runs: Pick<Runs, 'isSupervised' | 'endStale'>;
  /** Checks now whether the library is there. */
  readonly isLibraryThere: () => Promise<boolean>;
  readonly isSpaceShort: () => boolean;
  readonly wake: () => void;
}

/** What puts right what a crash, a person or time left behind. */
export interface Recovery {
  readonly reaper: Reaper;
  /** Removes what nobody wants any more. Never rejects. */
  keepHouse(): Promise<void>;
  /** Removes what an app that died while it worked left half made; only before anything is made. Never rejects. */
  tidyUp(): Promise<void>;
}

export function createRecovery(context: EngineContext, options: RecoveryOptions): Recovery {
  const { store, library, trees, timings, clock, logger, onChanged } = context;
  const { runs } = options;
  const reaper = createReaper({
    database: store.database,
    runRows: store.runRows,
    transitions: store.runs,
    trees,
    libraryFolder: library.folder,
    isLibraryThere: library.isThere,
    timings,
    clock,
    logger,
    isSupervised: runs.isSupervised,
    onStale: runs.endStale,
    offerAgain: () => {
      options.wake();
      return store.runRows.countStartable();
    },
    onHealed: onChanged,
  });
  const house = {
    files: store.files,
    libraryFolder: library.folder,
    isLibraryThere: options.isLibraryThere,
    isSupervised: runs.isSupervised,
    isSpaceShort: options.isSpaceShort,
    timings,
    clock,
    logger,
    onChanged,
  };
  return { reaper, keepHouse: () => keepHouse(house), tidyUp: () => removeStrayPictures(house) };
}

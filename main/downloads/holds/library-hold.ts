import { said } from '../../../phrasebook/said.ts';
import type { SystemHealth } from '../../../preload/contract/types.ts';
import type { LibraryPresence } from '../../library/folder/library-presence.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Timings } from '../../settings/timings.ts';
import type { HeldRun, Hold } from './hold.ts';

export interface LibraryHoldDependencies {
  readonly library: LibraryPresence;
  readonly runs: () => Iterable<HeldRun>;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The library is there again: what was left half done in it can be put right. */
  readonly onLibraryBack: () => void;
}

/** Holds the queue while the library's folder is away, perhaps with its disk. */
export interface LibraryHold extends Hold {
  /** Checks now whether the library is there. */
  isThere(): Promise<boolean>;
}

export function createLibraryHold(dependencies: LibraryHoldDependencies): LibraryHold {
  const { library, timings, clock, logger } = dependencies;
  let wasThere = true;
  let cancelChecks: (() => void) | undefined;

  async function isThere(): Promise<boolean> {
    const isNow = await library.check();
    if (isNow === wasThere) return isNow;
    wasThere = isNow;
    try {
      if (isNow) dependencies.onLibraryBack();
      else for (const run of dependencies.runs()) run.requestStop('library-missing');
    } catch (error) {
      logger.error('the library presence listener failed', { error });
    }
    return isNow;
  }

  const reason = () => (library.isThere() ? undefined : 'library-missing');
  return {
    isThere,
    reason,
    async check() {
      await isThere();
      return reason();
    },
    async start(onChanged) {
      await isThere();
      cancelChecks = clock.every(timings.spaceCheckMs, () => void isThere().then(onChanged));
    },
    stop: () => cancelChecks?.(),
    advice: library.problem,
  };
}

/** Describes the library's disk as last measured, for the Health page: nothing of it is known while the library is away. */
export function diskHealth(
  library: Pick<LibraryPresence, 'problem'>,
  space: Pick<SystemHealth['disk'], 'freeBytes' | 'totalBytes' | 'level'>,
): SystemHealth['disk'] {
  const advice = library.problem();
  if (advice === undefined) return space;
  // The folder's own sentence is English; in other languages the reason has to do.
  return { freeBytes: 0, totalBytes: 0, level: 'held', advice, advicePhrase: said('hold.library-missing').phrase };
}

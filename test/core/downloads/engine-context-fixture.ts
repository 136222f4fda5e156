import { createEngineStore, type EngineContext } from '../../../main/downloads/engine-context.ts';
import { createActivityRows } from '../../../main/library/activity/activity-rows.ts';
import type { LibraryDatabase } from '../../../main/library/database/database.ts';
import { silentLogger } from '../../../main/platform/logger.ts';
import { createTimings } from '../../../main/settings/timings.ts';
import type { ManualClock } from '../../fakes/manual-clock.ts';
import { createFakeTrees } from '../../fakes/process-trees.ts';

interface ContextParts {
  readonly database: LibraryDatabase;
  readonly clock: ManualClock;
  readonly libraryFolder: string;
  readonly isLibraryThere?: () => boolean;
  readonly trees?: EngineContext['trees'];
  readonly onChanged?: EngineContext['onChanged'];
}

/** Puts together what the rooms of the engine share, over a database and a library that is only a folder. */
export function engineContext(parts: ContextParts): EngineContext {
  const { database, clock, libraryFolder, isLibraryThere, trees, onChanged } = parts;
  const { append } = createActivityRows(database, clock);
  const library: Pick<EngineContext['library'], 'folder' | 'isThere'> = {
    folder: () => libraryFolder,
    isThere: isLibraryThere ?? (() => true),
  };
  return {
    store: createEngineStore(database, append, clock),
    library: library as EngineContext['library'],
    trees: trees ?? createFakeTrees(),
    timings: createTimings(),
    clock,
    logger: silentLogger,
    append,
    onChanged: onChanged ?? (() => undefined),
  };
}

import type { AppendActivity } from '../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../library/database/database.ts';
import type { LibraryPlace } from '../library/folder/library-place.ts';
import { createQueueRows, type QueueRows } from '../library/queue/queue-rows.ts';
import { createRunRows, type RunRows } from '../library/queue/run-rows.ts';
import { createFileTransitions, type FileTransitions } from '../library/transitions/file-transitions.ts';
import { createReferenceTransitions, type ReferenceTransitions } from '../library/transitions/reference-transitions.ts';
import { createRunTransitions, type RunTransitions } from '../library/transitions/run-transitions.ts';
import { createVideoRows, type VideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { ProcessTrees } from '../platform/processes/process-tree.ts';
import type { Timings } from '../settings/timings.ts';

/** What the engine reads and changes in the database. */
export interface EngineStore {
  readonly database: LibraryDatabase;
  readonly videos: VideoRows;
  readonly runRows: RunRows;
  readonly queueRows: QueueRows;
  readonly runs: RunTransitions;
  readonly references: ReferenceTransitions;
  readonly files: FileTransitions;
}

/** What every room of the engine works with. */
export interface EngineContext {
  readonly store: EngineStore;
  readonly library: LibraryPlace;
  readonly trees: ProcessTrees;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly append: AppendActivity;
  /** Announces that a video's row, or what is known of its run, changed. */
  readonly onChanged: (videoId: string) => void;
}

/** Opens the engine's rows and transitions over one database. */
export function createEngineStore(database: LibraryDatabase, append: AppendActivity, clock: Clock): EngineStore {
  const now = (): number => clock.now();
  const videos = createVideoRows(database);
  return {
    database,
    videos,
    runRows: createRunRows(database, now),
    queueRows: createQueueRows(database),
    runs: createRunTransitions(database, append, now),
    references: createReferenceTransitions(database, videos, append, now),
    files: createFileTransitions(database, append),
  };
}

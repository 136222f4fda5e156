import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { DayHours, Notice, SystemHealth } from '../../../preload/contract/types.ts';
import type { Gate } from '../../gate/gate.ts';
import type { DiskSpace } from '../../platform/files.ts';
import type { ToolDetector } from '../../yt-dlp/tools.ts';
import type { EngineContext } from '../engine-context.ts';
import type { HeldRun, Hold } from './hold.ts';
import { createHolds, type Holds } from './holds.ts';
import { createHoursHold } from './hours-hold.ts';
import { createLibraryHold, diskHealth, type LibraryHold } from './library-hold.ts';
import { createNetworkHold } from './network-hold.ts';
import { createSpaceHold, type SpaceHold } from './space-hold.ts';
import { createToolHold, type ToolHold } from './tool-hold.ts';
import { createWritingHold } from './writing-hold.ts';

export interface EngineHoldsOptions {
  readonly runs: () => Iterable<HeldRun>;
  readonly toolDetector: ToolDetector;
  readonly gate: Gate;
  readonly measureDisk: (folder: string) => Promise<DiskSpace>;
  /** Tells whether the library can be written. */
  readonly canWrite: (libraryFolder: string) => Promise<boolean>;
  readonly downloadHours: () => DayHours | null;
  /** Holds of other rooms and of the shell (a metered line), asked after the engine's own. */
  readonly others: readonly Hold[];
  /** Removes now what nobody wants any more. */
  readonly makeRoom: () => void;
  readonly onLibraryBack: () => void;
  readonly onNotice: (notice: Notice) => void;
  readonly onChanged: () => void;
}

/** Offers the engine's holds as one, and by themselves those that do more than hold. */
export interface EngineHolds {
  readonly holds: Holds;
  readonly library: LibraryHold;
  readonly tools: ToolHold;
  readonly isSpaceShort: () => boolean;
  readonly room: SpaceHold['room'];
  readonly hasRoomFor: SpaceHold['hasRoomFor'];
  /** How much must be free before the queue goes on; 0 while it does not wait for room. */
  readonly missingBytes: () => number;
  /** Checks what the computer lacks that would explain a run's failure; undefined: the video's own matter. */
  readonly explainFailure: (reason: FailureReason) => Promise<HoldReason | undefined>;
  /** Describes the library's disk, as last measured. */
  readonly disk: () => SystemHealth['disk'];
}

/** Lists what downloads wait for, the most pressing first: a new hold is one file and one line here. */
export function createEngineHolds(context: EngineContext, options: EngineHoldsOptions): EngineHolds {
  const { clock, timings, logger, append } = context;
  const { runs } = options;
  const library = createLibraryHold({
    library: context.library,
    runs,
    timings,
    clock,
    logger,
    onLibraryBack: options.onLibraryBack,
  });
  const space = createSpaceHold({
    folder: context.library.folder,
    runs,
    timings,
    clock,
    makeRoom: options.makeRoom,
    measure: options.measureDisk,
  });
  const writing = createWritingHold({
    folder: context.library.folder,
    timings,
    clock,
    canWrite: options.canWrite,
  });
  const tools = createToolHold(options.toolDetector, clock);
  const network = createNetworkHold(options.gate, clock);
  const hours = createHoursHold(options.downloadHours, clock);
  const holds = createHolds([library, writing, space, tools, network, hours, ...options.others], {
    append,
    logger,
    onNotice: options.onNotice,
    onChanged: options.onChanged,
  });
  return {
    holds,
    library,
    tools,
    async explainFailure(reason) {
      if (!(await library.isThere())) return 'library-missing';
      if (reason === 'no-permission') return await writing.recheck();
      if (reason === 'network' || reason === 'timeout') return await network.recheck();
      return reason === 'tool-missing' ? await tools.recheck() : undefined;
    },
    isSpaceShort: () => space.reason() !== undefined,
    room: space.room,
    hasRoomFor: space.hasRoomFor,
    missingBytes: space.missingBytes,
    disk: () => diskHealth(context.library, { ...space.space(), level: space.level() }),
  };
}

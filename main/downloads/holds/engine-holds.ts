import type { DayHours, Notice, SystemHealth } from '../../../preload/contract/types.ts';
import type { DiskSpace } from '../../platform/files.ts';
import type { DetectedTools } from '../../yt-dlp/tools.ts';
import type { EngineContext } from '../engine-context.ts';
import type { HeldRun, Hold } from './hold.ts';
import { createHolds, type Holds } from './holds.ts';
import { createHoursHold } from './hours-hold.ts';
import { createLibraryHold, diskHealth, type LibraryHold } from './library-hold.ts';
import { createSpaceHold } from './space-hold.ts';
import { createToolHold, type ToolHold } from './tool-hold.ts';

export interface EngineHoldsOptions {
  readonly runs: () => Iterable<HeldRun>;
  readonly detectTools: (onAsk: (file: string) => void) => Promise<DetectedTools>;
  readonly measureDisk: (folder: string) => Promise<DiskSpace>;
  readonly downloadHours: () => DayHours | null;
  /** Holds of other rooms and of the shell (the network, a metered line), asked after the engine's own. */
  readonly others: readonly Hold[];
  /** What nobody wants any more should go now. */
  readonly makeRoom: () => void;
  readonly onLibraryBack: () => void;
  readonly onNotice: (notice: Notice) => void;
  readonly onChanged: () => void;
}

/** The engine's holds, as one and those that do more than hold. */
export interface EngineHolds {
  readonly holds: Holds;
  readonly library: LibraryHold;
  readonly tools: ToolHold;
  readonly isSpaceShort: () => boolean;
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
  const tools = createToolHold({ detect: options.detectTools, clock });
  const hours = createHoursHold(options.downloadHours, clock);
  const holds = createHolds([library, space, tools, hours, ...options.others], {
    append,
    logger,
    onNotice: options.onNotice,
    onChanged: options.onChanged,
  });
  return {
    holds,
    library,
    tools,
    isSpaceShort: () => space.reason() !== undefined,
    disk: () => diskHealth(context.library, { ...space.space(), level: space.level() }),
  };
}

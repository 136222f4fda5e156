import type { Clock } from '../../platform/clock.ts';
import { type DiskSpace, diskSpace } from '../../platform/files.ts';
import type { Timings } from '../../settings/timings.ts';

export type SpaceLevel = 'ok' | 'low' | 'held';

export interface SpaceGuardDependencies {
  readonly folder: () => string;
  /** What running items still need, in bytes. */
  readonly stillNeededBytes: () => number;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly onHeld: () => void;
  /** There is no room even for what is running. */
  readonly onFull: () => void;
  readonly onReleased: () => void;
  /** Free space of the library's disk; replaced only where a test cannot fill one. */
  readonly measure?: (folder: string) => Promise<DiskSpace>;
}

export interface SpaceGuard {
  start(): Promise<void>;
  stop(): void;
  /** Measures now; also called before each start. */
  check(): Promise<SpaceLevel>;
  level(): SpaceLevel;
  space(): DiskSpace;
}

/** Holds the queue while the library's disk is nearly full, and lets it go on by itself when there is room again. */
export function createSpaceGuard(dependencies: SpaceGuardDependencies): SpaceGuard {
  const { folder, stillNeededBytes, timings, clock, measure = diskSpace } = dependencies;
  let level: SpaceLevel = 'ok';
  let space: DiskSpace = { freeBytes: 0, totalBytes: 0 };
  let cancelChecks: (() => void) | undefined;

  async function check(): Promise<SpaceLevel> {
    space = await measure(folder());
    const before = level;
    if (space.freeBytes < timings.floorSpaceBytes + stillNeededBytes()) level = 'held';
    else level = space.freeBytes < timings.lowSpaceBytes ? 'low' : 'ok';
    if (space.freeBytes < timings.floorSpaceBytes) dependencies.onFull();
    if (level === 'held' && before !== 'held') dependencies.onHeld();
    if (level !== 'held' && before === 'held') dependencies.onReleased();
    return level;
  }

  return {
    async start() {
      await check();
      cancelChecks = clock.every(timings.spaceCheckMs, () => void check().catch(() => undefined));
    },
    stop() {
      cancelChecks?.();
    },
    check,
    level: () => level,
    space: () => space,
  };
}

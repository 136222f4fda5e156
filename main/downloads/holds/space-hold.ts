import type { Clock } from '../../platform/clock.ts';
import { type DiskSpace, diskSpace } from '../../platform/files.ts';
import type { Timings } from '../../settings/timings.ts';
import type { HeldRun, Hold } from './hold.ts';

export type SpaceLevel = 'ok' | 'low' | 'held';

export interface SpaceHoldDependencies {
  readonly folder: () => string;
  readonly runs: () => Iterable<HeldRun>;
  readonly timings: Timings;
  readonly clock: Clock;
  /** Removes now what nobody wants any more. */
  readonly makeRoom: () => void;
  /** Measures the free space of a disk; replaced only where a test cannot fill one. */
  readonly measure?: (folder: string) => Promise<DiskSpace>;
}

/** Holds the queue while the library's disk is nearly full. */
export interface SpaceHold extends Hold {
  level(): SpaceLevel;
  /** Tells how much more must be free to let go; 0 while it does not hold. */
  missingBytes(): number;
  /** Tells the free space as last measured. */
  space(): DiskSpace;
}

/** How much more than the floor must be free to let go again. */
const SPARE_SHARE = 0.1;

/** Keeps the floor of `timings` and what running items still need free; ends the runs when not even the floor is left, and those that no room could help. */
export function createSpaceHold(dependencies: SpaceHoldDependencies): SpaceHold {
  const { folder, runs, timings, clock, makeRoom, measure = diskSpace } = dependencies;
  let level: SpaceLevel = 'ok';
  let space: DiskSpace = { freeBytes: 0, totalBytes: 0 };
  let cancelChecks: (() => void) | undefined;
  const tooLarge = new WeakSet<HeldRun>();

  function stillNeededBytes(): number {
    let bytes = 0;
    for (const { progress } of runs()) bytes += Math.max(0, (progress.totalBytes ?? 0) - (progress.bytes ?? 0));
    return bytes;
  }

  /** A video that would not even fit on an empty disk keeps nobody waiting. Sizes are guesses at first: one check is not believed. */
  function endTooLarge(): void {
    if (space.totalBytes <= 0) return;
    for (const run of runs()) {
      const isTooLarge = (run.progress.totalBytes ?? 0) > space.totalBytes - timings.floorSpaceBytes;
      if (isTooLarge && tooLarge.has(run)) run.requestStop('too-large');
      if (isTooLarge) tooLarge.add(run);
      else tooLarge.delete(run);
    }
  }

  /** Lets go with some room to spare: at the very floor the next start would end at once. */
  const enoughBytes = (): number => timings.floorSpaceBytes * (1 + SPARE_SHARE) + stillNeededBytes();

  async function measureNow(): Promise<void> {
    space = await measure(folder());
    const before = level;
    endTooLarge();
    if (space.freeBytes < (level === 'held' ? enoughBytes() : timings.floorSpaceBytes + stillNeededBytes())) level = 'held';
    else level = space.freeBytes < timings.lowSpaceBytes ? 'low' : 'ok';
    if (space.freeBytes < timings.floorSpaceBytes) for (const run of runs()) run.requestStop('disk-full');
    if (level === 'held' && before !== 'held') makeRoom();
  }

  const reason = () => (level === 'held' ? 'disk-full' : undefined);
  return {
    level: () => level,
    space: () => space,
    missingBytes: () => (level === 'held' ? Math.max(0, enoughBytes() - space.freeBytes) : 0),
    reason,
    async check() {
      await measureNow();
      return reason();
    },
    async start(onChanged) {
      // A disk that cannot be measured keeps its last level; the library's own hold says when it is away.
      await measureNow().catch(() => undefined);
      cancelChecks = clock.every(timings.spaceCheckMs, () => void measureNow().then(onChanged, () => undefined));
    },
    stop: () => cancelChecks?.(),
  };
}

import { type DiskRoom, UNMEASURED } from '../../library/queue/run-rows.ts';
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
  /** Tells what a video that starts now may take, beside what the running ones still need. */
  room(): DiskRoom;
  /** Tells whether a run, of which it has just been told how much it needs, has room beside the others. One that no room could help has. */
  hasRoomFor(run: HeldRun): boolean;
}

const neededBy = ({ neededBytes = 0, progress }: HeldRun): number => Math.max(neededBytes, progress.totalBytes ?? 0);

/** What a run has got grows into what it needs; what was on the disk before is counted until its progress tells of it. */
function stillNeededBy(run: HeldRun): number {
  return Math.max(0, neededBy(run) - Math.max(run.progress.bytes ?? 0, run.keptBytes ?? 0));
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

  function stillNeededBytes(but?: HeldRun): number {
    let bytes = 0;
    for (const run of runs()) if (run !== but) bytes += stillNeededBy(run);
    return bytes;
  }

  const wholeBytes = (): number => space.totalBytes - timings.floorSpaceBytes;
  const isMeasured = (): boolean => space.totalBytes > 0;

  /** A video that would not even fit on an empty disk keeps nobody waiting. Sizes are guesses at first: one check is not believed. */
  function endTooLarge(): void {
    if (!isMeasured()) return;
    for (const run of runs()) {
      const isTooLarge = neededBy(run) > wholeBytes();
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
    room() {
      if (!isMeasured()) return UNMEASURED;
      return { freeBytes: space.freeBytes - timings.floorSpaceBytes - stillNeededBytes(), wholeBytes: wholeBytes() };
    },
    hasRoomFor(run) {
      if (!isMeasured() || neededBy(run) > wholeBytes()) return true;
      return stillNeededBy(run) <= space.freeBytes - timings.floorSpaceBytes - stillNeededBytes(run);
    },
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

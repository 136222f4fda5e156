import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { Notice, SystemHealth } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { LibraryPresence } from '../../library/folder/library-presence.ts';
import type { Clock } from '../../platform/clock.ts';
import type { DiskSpace } from '../../platform/files.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Timings } from '../../settings/timings.ts';
import type { DetectedTools } from '../../yt-dlp/tools.ts';
import type { LiveRun } from '../run/live-run.ts';
import type { RunResult } from '../run/run-result.ts';
import { createSpaceGuard, type SpaceGuard, type SpaceLevel } from './space-guard.ts';
import { createToolCheck, type ToolCheck } from './tool-check.ts';

export interface HoldsDependencies {
  readonly libraryFolder: () => string;
  readonly library: LibraryPresence;
  readonly runs: () => Iterable<LiveRun>;
  readonly detectTools: (onAsk: (file: string) => void) => Promise<DetectedTools>;
  readonly measureDisk: (folder: string) => Promise<DiskSpace>;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly append: AppendActivity;
  readonly logger: Logger;
  readonly onNotice: (notice: Notice) => void;
  /** What nobody wants any more should go now. */
  readonly makeRoom: () => void;
  /** The library is there again: what was left half done in it can be put right. */
  readonly onLibraryBack: () => void;
  /** A hold began or ended: what waits looks different, and may be able to start. */
  readonly onChanged: () => void;
}

/** What this computer lacks for downloads: they wait for it, whatever their turn is, lose nothing and go on by themselves. */
export interface Holds {
  readonly space: SpaceGuard;
  readonly tools: ToolCheck;
  start(): Promise<void>;
  stop(): void;
  /** Asked before each start: `held` when nothing may start now. */
  check(): Promise<SpaceLevel>;
  /** Why everything waits, if it does. */
  reason(): FailureReason | undefined;
  /** The library's disk, as last measured. */
  disk(): SystemHealth['disk'];
  /** Whether the library is there: looked at now. */
  isLibraryThere(): Promise<boolean>;
  /** A failure while the library is away says nothing about the video. */
  explain(result: RunResult): Promise<RunResult>;
}

export function createHolds(dependencies: HoldsDependencies): Holds {
  const { library, timings, clock, append, logger, onNotice, onChanged } = dependencies;
  const warn = (text: string): void => onNotice({ level: 'warning', text });

  const tools = createToolCheck({
    detect: dependencies.detectTools,
    clock,
    onSilent: (file) => {
      warn(`${file} was started and does not answer, so downloads wait. They go on by themselves when it does.`);
      onChanged();
    },
    onAnswer: onChanged,
  });
  const space = createSpaceGuard({
    folder: dependencies.libraryFolder,
    stillNeededBytes: () => {
      let bytes = 0;
      for (const { progress } of dependencies.runs()) bytes += Math.max(0, (progress.totalBytes ?? 0) - (progress.bytes ?? 0));
      return bytes;
    },
    timings,
    clock,
    measure: dependencies.measureDisk,
    onHeld: () => {
      append('space-held', {});
      dependencies.makeRoom();
      warn('The disk is nearly full, so downloads wait. They go on by themselves when there is room.');
      onChanged();
    },
    onFull: () => {
      for (const run of dependencies.runs()) run.requestStop('disk-full');
    },
    onReleased: () => {
      append('space-released', {});
      onChanged();
    },
  });

  let wasThere = true;
  let cancelLooks: (() => void) | undefined;
  async function isLibraryThere(): Promise<boolean> {
    const isThere = await library.check();
    if (isThere === wasThere) return isThere;
    wasThere = isThere;
    try {
      tellOfLibrary(isThere);
    } catch (error) {
      logger.error('library presence listener failed', { error });
    }
    return isThere;
  }
  function tellOfLibrary(isThere: boolean): void {
    if (isThere) dependencies.onLibraryBack();
    else {
      for (const run of dependencies.runs()) run.requestStop('library-missing');
      warn("The library's folder is not there: is the disk plugged in? Downloads wait and go on by themselves when it is back.");
    }
    onChanged();
    append(isThere ? 'library-back' : 'library-gone', {});
  }

  return {
    space,
    tools,
    async start() {
      await isLibraryThere();
      await space.start();
      cancelLooks = clock.every(timings.spaceCheckMs, () => void isLibraryThere());
    },
    stop() {
      cancelLooks?.();
      space.stop();
      tools.stop();
    },
    disk() {
      const problem = library.problem();
      if (problem === undefined) return { ...space.space(), level: space.level() };
      return { freeBytes: 0, totalBytes: 0, level: 'held', advice: problem };
    },
    isLibraryThere,
    async explain(result) {
      if (result.kind !== 'failed' || (await isLibraryThere())) return result;
      return { kind: 'failed', reason: 'library-missing', detail: result.detail, partialsUnsafe: false };
    },
    async check() {
      if (!(await isLibraryThere())) return 'held';
      const level = await space.check();
      return level === 'held' || (await tools.isAnswered()) ? level : 'held';
    },
    reason() {
      if (!library.isThere()) return 'library-missing';
      if (space.level() === 'held') return 'disk-full';
      return tools.isSilent() ? 'tool-silent' : undefined;
    },
  };
}

import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { Notice } from '../../preload/contract/types.ts';
import type { AppendActivity } from '../library/activity-events.ts';
import type { Clock } from '../platform/clock.ts';
import type { DiskSpace } from '../platform/files.ts';
import type { Timings } from '../settings/timings.ts';
import type { DetectedTools } from '../yt-dlp/tools.ts';
import type { LiveRun } from './live-run.ts';
import { createToolCheck, type ToolCheck } from './ready-tools.ts';
import { createSpaceGuard, type SpaceGuard, type SpaceLevel } from './space-guard.ts';

export interface HoldsDependencies {
  readonly libraryFolder: () => string;
  readonly runs: () => Iterable<LiveRun>;
  readonly detectTools: (onAsk: (file: string) => void) => Promise<DetectedTools>;
  readonly measureDisk: (folder: string) => Promise<DiskSpace>;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly append: AppendActivity;
  readonly onNotice: (notice: Notice) => void;
  /** What nobody wants any more should go now. */
  readonly makeRoom: () => void;
  /** A hold began or ended: what waits looks different, and may be able to start. */
  readonly onChanged: () => void;
}

/** What this computer lacks for downloads: they wait for it, whatever their turn is, lose nothing and go on by themselves. */
export interface Holds {
  readonly space: SpaceGuard;
  readonly tools: ToolCheck;
  /** Asked before each start: `held` when nothing may start now. */
  check(): Promise<SpaceLevel>;
  /** Why everything waits, if it does. */
  reason(): FailureReason | undefined;
}

export function createHolds(dependencies: HoldsDependencies): Holds {
  const { timings, clock, append, onNotice, onChanged } = dependencies;
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

  return {
    space,
    tools,
    async check() {
      const level = await space.check();
      return level === 'held' || (await tools.isAnswered()) ? level : 'held';
    },
    reason() {
      if (space.level() === 'held') return 'disk-full';
      return tools.isSilent() ? 'tool-silent' : undefined;
    },
  };
}

import type { Clock } from '../platform/clock.ts';
import type { Timings } from '../settings/timings.ts';
import type { ProgramRunner } from '../yt-dlp/run-program.ts';
import type { Holds } from './holds/holds.ts';
import type { Scheduler } from './queue/scheduler.ts';
import type { Recovery } from './recovery/recovery.ts';
import type { Runs } from './run/runs.ts';
import type { Thumbnails } from './thumbnails/thumbnail-maker.ts';

export interface EngineLifecycleDependencies {
  /** Makes the engine's own folders. */
  readonly makeFolders: () => Promise<void>;
  readonly recovery: Recovery;
  readonly holds: Pick<Holds, 'start' | 'stop'>;
  readonly runs: Pick<Runs, 'supervisor' | 'watchdog'>;
  readonly scheduler: Scheduler;
  readonly thumbnails: Thumbnails;
  /** What is asked of tools and of pages on the side. */
  readonly programs: Pick<ProgramRunner, 'stop'>;
  readonly time: { readonly clock: Clock; readonly timings: Timings };
}

/** Starts and stops the engine in order: what a dead app left behind is healed before anything new starts. */
export interface EngineLifecycle {
  start(): Promise<void>;
  /** Runs `work` while no download starts and nothing is swept. */
  runExclusive<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing runs any more; a start that is under way ends first, and begins nothing after this. */
  stop(): Promise<void>;
  /** Runs the periodic sweep now, after one that is under way; not at all while the engine works exclusively or stops. */
  sweep(): Promise<void>;
}

/**
 * created ── start() ──> starting ── healed, holds checked ──> open ── stop() ──> stopped
 *
 * `stop()` is possible in every phase, and final: a start that is under way then opens nothing. Downloads start only while the phase is
 * `open` and no exclusive work is under way; sweeps run in every phase but `stopped`, except during exclusive work.
 */
type Phase = 'created' | 'starting' | 'open' | 'stopped';

export function createEngineLifecycle(dependencies: EngineLifecycleDependencies): EngineLifecycle {
  const { recovery, holds, runs, scheduler, thumbnails, programs } = dependencies;
  const { clock, timings } = dependencies.time;
  let phase: Phase = 'created';
  let isExclusive = false;
  let starting: Promise<void> = Promise.resolve();
  let sweeping: Promise<void> = Promise.resolve();
  let exclusive: Promise<unknown> = Promise.resolve();
  let cancelSweeps: (() => void) | undefined;

  const isStopped = (): boolean => phase === 'stopped';

  /** One after the other, so that whoever waits for the last one waits for all. */
  function sweep(): Promise<void> {
    sweeping = sweeping.then(sweepNow);
    return sweeping;
  }

  async function sweepNow(): Promise<void> {
    if (isStopped() || isExclusive) return;
    await recovery.reaper.sweep();
    await recovery.runHousekeeping();
  }

  async function begin(): Promise<void> {
    if (isStopped()) return;
    phase = 'starting';
    await dependencies.makeFolders();
    await sweep();
    await recovery.tidyUp();
    await holds.start();
    if (isStopped()) return;
    runs.watchdog.start();
    phase = 'open';
    // Exclusive work that waits for this start lets the scheduler go on when it is done.
    if (!isExclusive) scheduler.start();
    cancelSweeps = clock.every(timings.sweepMs, () => void sweep());
    // Nobody waits for these, and the queue runs already.
    void thumbnails.makeMissing();
  }

  async function workExclusively<Value>(work: () => Promise<Value>): Promise<Value> {
    scheduler.stop();
    isExclusive = true;
    try {
      await Promise.allSettled([starting, sweeping]);
      return await work();
    } finally {
      isExclusive = false;
      if (phase === 'open') scheduler.start();
    }
  }

  return {
    sweep,
    runExclusive<Value>(work: () => Promise<Value>) {
      const done = exclusive.then(() => workExclusively(work));
      exclusive = done.catch(() => undefined);
      return done;
    },
    start() {
      starting = begin();
      return starting;
    },
    async stop() {
      phase = 'stopped';
      cancelSweeps?.();
      scheduler.stop();
      await Promise.allSettled([starting, sweeping, exclusive]);
      holds.stop();
      // Together: a run that is being started may be waiting for an answer.
      await Promise.all([runs.supervisor.stopAll('shutdown'), programs.stop()]);
      await thumbnails.stop();
      runs.watchdog.stop();
    },
  };
}

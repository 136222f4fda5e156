import type { Clock } from '../platform/clock.ts';
import type { Timings } from '../settings/timings.ts';
import type { ProgramRunner } from '../yt-dlp/run-program.ts';
import type { Holds } from './holds/holds.ts';
import type { Scheduler } from './queue/scheduler.ts';
import type { Supervisor } from './run/supervisor.ts';
import type { Watchdog } from './run/watchdog.ts';
import type { Pictures } from './thumbnails/thumbnail-maker.ts';

export interface EngineCycleDependencies {
  /** Makes the engine's own folders. */
  readonly prepare: () => Promise<void>;
  readonly reap: () => Promise<unknown>;
  readonly keepHouse: () => Promise<void>;
  /** What is looked for once, at the start. */
  readonly tidyUp: () => Promise<void>;
  readonly holds: Pick<Holds, 'start' | 'stop'>;
  readonly watchdog: Watchdog;
  readonly scheduler: Scheduler;
  readonly supervisor: Supervisor;
  readonly pictures: Pictures;
  /** What is asked of tools and of pages on the side. */
  readonly programs: Pick<ProgramRunner, 'stop'>;
  readonly clock: Clock;
  readonly timings: Timings;
}

/** The order in which the engine comes and goes: what a dead app left behind is healed before anything new starts. */
export interface EngineCycle {
  start(): Promise<void>;
  /** Does some work while no download starts and nothing is swept. */
  standStill<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing runs any more; a start that is under way ends first, and begins nothing after this. */
  stop(): Promise<void>;
  /** What is looked at now and then is looked at now. */
  sweep(): Promise<void>;
}

export function createEngineCycle(dependencies: EngineCycleDependencies): EngineCycle {
  const { holds, watchdog, scheduler, supervisor, pictures, programs, clock, timings } = dependencies;
  let starting: Promise<void> = Promise.resolve();
  let sweeping: Promise<void> = Promise.resolve();
  let cancelSweeps: (() => void) | undefined;
  let still: Promise<unknown> = Promise.resolve();
  let isStill = false;
  let isOpen = false;
  let isStopped = false;

  const sweep = (): Promise<void> => {
    sweeping = isStopped || isStill ? sweeping : dependencies.reap().then(dependencies.keepHouse);
    return sweeping;
  };

  async function begin(): Promise<void> {
    await dependencies.prepare();
    await sweep();
    await dependencies.tidyUp();
    await holds.start();
    if (isStopped) return;
    watchdog.start();
    isOpen = true;
    scheduler.start();
    cancelSweeps = clock.every(timings.sweepMs, () => void sweep());
    // Nobody waits for these, and the queue runs already.
    void pictures.makeMissing();
  }

  async function beStill<Value>(work: () => Promise<Value>): Promise<Value> {
    scheduler.stop();
    isStill = true;
    try {
      await Promise.allSettled([starting, sweeping]);
      // A start that came to its end meanwhile has opened the line.
      scheduler.stop();
      return await work();
    } finally {
      isStill = false;
      if (isOpen && !isStopped) scheduler.start();
    }
  }

  return {
    sweep,
    standStill<Value>(work: () => Promise<Value>) {
      const done = still.then(() => beStill(work));
      still = done.catch(() => undefined);
      return done;
    },
    start() {
      starting = begin();
      return starting;
    },
    async stop() {
      isStopped = true;
      cancelSweeps?.();
      scheduler.stop();
      await Promise.allSettled([starting, sweeping, still]);
      holds.stop();
      // Together: a run that is being started may be waiting for an answer.
      await Promise.all([supervisor.stopAll('shutdown'), programs.stop()]);
      await pictures.stop();
      watchdog.stop();
    },
  };
}

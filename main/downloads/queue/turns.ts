import type { QueueItem } from '../../../preload/contract/types.ts';
import type { DiskRoom } from '../../library/queue/run-rows.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Holds } from '../holds/holds.ts';
import type { Supervisor } from '../run/supervisor.ts';
import type { TurnLimits } from './fair-turns.ts';
import { forecastQueue } from './queue-forecast.ts';
import type { QueueForecast } from './queue-places.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { readWaitingReasons } from './waiting-reason.ts';

/** Videos of one site at the same time: more looks like an attack to most sites. */
const PARALLEL_PER_SITE = 4;

export interface TurnsOptions {
  readonly ownerId: string;
  readonly supervisor: Supervisor;
  readonly coolDowns: CoolDowns;
  readonly holds: Holds;
  /** Tells what a video that starts now may take of the disk. */
  readonly room: () => DiskRoom;
  readonly limits: () => Omit<TurnLimits, 'parallelPerSite'>;
}

/** Knows whose turn it is: starts downloads by it, and tells people what will start, and why something waits. */
export interface Turns {
  readonly scheduler: Scheduler;
  /** Forecasts the next starts of the whole household, as things stand now. */
  forecast(): QueueForecast;
  /** Reads what everything waits for now: the result lays it over a waiting item. */
  readWaitingReasons(): (item: QueueItem) => QueueItem;
}

export function createTurns(context: EngineContext, options: TurnsOptions): Turns {
  const { ownerId, supervisor, coolDowns, holds, room } = options;
  const { store, clock } = context;
  const limits = (): TurnLimits => ({ ...options.limits(), parallelPerSite: PARALLEL_PER_SITE });
  return {
    scheduler: createScheduler(context, { ownerId, supervisor, coolDowns, holds, room, limits }),
    forecast: () =>
      forecastQueue({ runRows: store.runRows, coolDowns, supervisor, holds, room: room(), limits: limits(), clock }),
    readWaitingReasons: () =>
      readWaitingReasons({ holds, coolDowns, lackingRoom: () => store.runRows.lackingRoom(room()), clock }),
  };
}

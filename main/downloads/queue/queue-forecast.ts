import type { DiskRoom, RunRows } from '../../library/queue/run-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { normaliseAddress } from '../../web/web-address.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { Holds } from '../holds/holds.ts';
import type { Supervisor } from '../run/supervisor.ts';
import type { TurnLimits } from './fair-turns.ts';
import { COUNTED_PLACES, forecastPlaces, type QueueForecast } from './queue-places.ts';

export interface ForecastSources {
  readonly runRows: RunRows;
  readonly coolDowns: CoolDowns;
  readonly supervisor: Pick<Supervisor, 'shares'>;
  readonly holds: Pick<Holds, 'reason'>;
  /** What a video that starts now may take of the disk. */
  readonly room: DiskRoom;
  readonly limits: TurnLimits;
  readonly clock: Pick<Clock, 'now'>;
}

/** Forecasts the next starts, as things stand now: while something holds the queue, nothing is next. */
export function forecastQueue({ runRows, coolDowns, supervisor, holds, room, limits, clock }: ForecastSources): QueueForecast {
  const hold = holds.reason();
  if (hold !== undefined) return { hold, places: new Map(), isStartable: () => false };
  const closedSites = coolDowns.closedSites();
  const closed = new Set(closedSites);
  const lacking = new Set(runRows.lackingRoom(room).map(({ videoId }) => videoId));
  return {
    places: forecastPlaces(runRows.candidates(COUNTED_PLACES + 1, closedSites, room), supervisor.shares(), limits),
    isStartable: ({ videoId, url, retryAt }) =>
      !lacking.has(videoId) &&
      (retryAt === undefined || retryAt <= clock.now()) &&
      (closed.size === 0 || !closed.has(normaliseAddress(url).site)),
  };
}

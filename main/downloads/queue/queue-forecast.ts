import type { RunRows } from '../../library/queue/run-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { normaliseAddress } from '../../web/web-address.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { Supervisor } from '../run/supervisor.ts';
import type { TurnLimits } from './fair-turns.ts';
import { COUNTED_PLACES, type Line, placesInLine } from './queue-places.ts';

/** Reads the places of everything that waits, as things stand now. */
export function readLine(dependencies: {
  readonly runRows: RunRows;
  readonly coolDowns: CoolDowns;
  readonly supervisor: Pick<Supervisor, 'shares'>;
  readonly limits: TurnLimits;
  readonly clock: Pick<Clock, 'now'>;
}): Line {
  const { runRows, coolDowns, supervisor, limits, clock } = dependencies;
  const closedSites = coolDowns.closedSites();
  const closed = new Set(closedSites);
  return {
    places: placesInLine(runRows.candidates(COUNTED_PLACES + 1, closedSites), supervisor.shares(), limits),
    isStartable: ({ url, retryAt }) =>
      (retryAt === undefined || retryAt <= clock.now()) && (closed.size === 0 || !closed.has(normaliseAddress(url).site)),
  };
}

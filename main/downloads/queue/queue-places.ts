import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import type { Candidate } from '../../library/queue/run-rows.ts';
import type { RunningShare } from '../run/live-run.ts';
import { chooseNext, type TurnLimits } from './fair-turns.ts';

/** Places are counted up to here; what comes later is "more than 50". */
export const COUNTED_PLACES = 50;

/** Says where one video stands: whose turns come before it, in the order in which they come. */
export interface Place {
  readonly ahead: number;
  /** True: there are more than `ahead`, and `turns` is empty. */
  readonly isBeyond: boolean;
  /** Profile ids. */
  readonly turns: readonly string[];
}

export const BEYOND: Place = Object.freeze({ ahead: COUNTED_PLACES, isBeyond: true, turns: [] });

/** Forecasts the next starts: a place for everything that waits, for one reading of the queue. */
export interface QueueForecast {
  /** Why nothing starts at all; there are no places then. */
  readonly hold?: HoldReason;
  /** By video; waiting videos that could start now and are not in it are `BEYOND`. */
  readonly places: ReadonlyMap<string, Place>;
  readonly isStartable: (item: QueueItem) => boolean;
}

/**
 * Forecasts the next starts by playing the scheduler's own rule forward over the present queue: whenever nobody may start, the download
 * that began first ends. Nobody knows which one really ends first, so this is a forecast; with equal downloads it is the truth.
 * `candidates` hold each profile's first items in its own order (at least `COUNTED_PLACES + 1` of them, or all). A video that
 * several people want is fetched once, in the turn of whoever comes first. Pure; videos not in the result are `BEYOND`.
 */
export function forecastPlaces(
  candidates: readonly Candidate[],
  running: readonly RunningShare[],
  limits: TurnLimits,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const busy = [...running];
  const turns: string[] = [];
  let waiting = [...candidates];
  let servedAt = Math.max(0, ...candidates.map(({ lastServedAt }) => lastServedAt));
  while (waiting.length > 0 && turns.length <= COUNTED_PLACES) {
    const next = chooseNext(waiting, busy, limits);
    if (next === undefined) {
      if (busy.shift() === undefined) break;
      continue;
    }
    places.set(next.videoId, { ahead: turns.length, isBeyond: false, turns: [...turns] });
    turns.push(next.profileId);
    busy.push({ videoId: next.videoId, profileId: next.profileId, site: next.site });
    servedAt += 1;
    waiting = served(waiting, next, servedAt);
  }
  return places;
}

function served(waiting: readonly Candidate[], next: Candidate, lastServedAt: number): Candidate[] {
  return waiting.flatMap((candidate) => {
    if (candidate.videoId === next.videoId) return [];
    return [candidate.profileId === next.profileId ? { ...candidate, lastServedAt } : candidate];
  });
}

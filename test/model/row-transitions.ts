import { expect } from 'vitest';
import type { LibraryDatabase } from '../../main/library/database/database.ts';
import { TRANSITIONS, type Transition, type VideoEvent, type VideoState } from '../../main/library/transitions/states.ts';
import type { RowStep } from './row-steps.ts';

/** Which events a step may bring to a video; any other step must leave every state as it is. */
const EVENTS_OF_STEP: Partial<Record<RowStep['do'], readonly VideoEvent[]>> = {
  trigger: ['trigger'],
  resume: ['trigger'],
  retry: ['retry'],
  drop: ['drop'],
  'remove profile': ['drop'],
  claim: ['claim'],
  complete: ['complete'],
  settle: ['settle'],
  crash: ['complete', 'release'],
  purge: ['condemn'],
  'empty trash': ['condemn'],
  lose: ['lose'],
  restore: ['restore'],
};

/**
 * Lists the transitions that no sequence of steps leads to: `return to catalog` heals a row that waits although nobody wants it,
 * and no transition leaves one behind. A test of its own makes such a row by hand.
 */
const OUT_OF_REACH: readonly VideoEvent[] = ['return to catalog'];

const asText = ({ from, event, to }: Transition): string => `${from} | ${event} | ${to}`;

/** Watches the states of the rows: each change must be a listed transition, and `seen` counts how often each was met. */
export function createTransitionWatch(database: LibraryDatabase, seen: Map<string, number>) {
  let before = new Map<string, VideoState>();
  return {
    after(step: RowStep): void {
      const now = statesOf(database);
      for (const [videoId, to] of now) {
        // A video that was not there before is inserted as `cataloged` in the same transaction.
        const from = before.get(videoId) ?? 'cataloged';
        if (from === to) continue;
        const events = EVENTS_OF_STEP[step.do] ?? [];
        const met = TRANSITIONS.find((row) => row.from === from && row.to === to && events.includes(row.event));
        expect(met, `${step.do} took a video from ${from} to ${to}`).toBeDefined();
        if (met !== undefined) seen.set(asText(met), (seen.get(asText(met)) ?? 0) + 1);
      }
      before = now;
    },
  };
}

/** Returns the transitions within reach that were not met. */
export function unseenTransitions(seen: ReadonlyMap<string, number>): string[] {
  return TRANSITIONS.filter(({ event }) => !OUT_OF_REACH.includes(event))
    .map(asText)
    .filter((text) => !seen.has(text));
}

function statesOf(database: LibraryDatabase): Map<string, VideoState> {
  const rows = database
    .prepare(`SELECT id, CASE WHEN trashed_at IS NOT NULL THEN 'trashed' ELSE status END AS state FROM videos`)
    .all() as { id: string; state: VideoState }[];
  return new Map(rows.map(({ id, state }) => [id, state]));
}

import type { CancelTimer, Clock } from '../../platform/clock.ts';
import type { ServedPass } from './gate-pass.ts';

/** How often growth is told, and so how old a sign of life can be. */
const TELL_EVERY_MS = 250;

/** Each pass that grew, with all that it carried so far. */
export type Counts = readonly (readonly [id: number, bytes: number])[];

/** Collects what grew, so that chunks cost no message. */
export interface Growth {
  add(pass: ServedPass): void;
  stop(): void;
}

/** Tells the first growth at once and what follows four times a second. */
export function createGrowth(clock: Pick<Clock, 'after'>, tell: (counts: Counts) => void): Growth {
  const grown = new Set<ServedPass>();
  let cancel: CancelTimer | undefined;
  const tellNow = (): void => {
    cancel = undefined;
    if (grown.size === 0) return;
    tell([...grown].map(({ id, bytes }) => [id, bytes] as const));
    grown.clear();
    cancel = clock.after(TELL_EVERY_MS, tellNow);
  };
  return {
    add(pass) {
      grown.add(pass);
      if (cancel === undefined) tellNow();
    },
    stop() {
      cancel?.();
    },
  };
}

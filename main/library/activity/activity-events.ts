import type { HouseholdChange } from '../../../preload/contract/household-changes.ts';

/** Lists the fixed words of the activity log; the window makes a sentence of each, also of those that earlier versions wrote. */
export const ACTIVITY_EVENTS = [
  'triggered',
  'joined',
  'dropped',
  'cancelled',
  'resumed',
  'paused',
  'unpaused',
  'started',
  'stopping',
  'stalled',
  'deadline',
  'unproven',
  'retry-planned',
  'failed',
  'finished',
  'healed',
  'cool-down',
  'cool-down-over',
  'hold-began',
  'hold-ended',
  'trashed',
  'restored',
  'purged',
  'partials-dropped',
  'asked',
  'request-allowed',
  'request-refused',
  'told-of-changes',
  'wrong-pins',
  'wrong-recovery-codes',
] as const;

/** Names what an entry of the log tells. */
export type ActivityEvent = (typeof ACTIVITY_EVENTS)[number] | HouseholdChange;

/** Says whom and what an entry concerns. */
export interface ActivityFacts {
  readonly videoId?: string;
  readonly profileId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Appends one line to the activity log; inside a transaction it becomes part of it. */
export type AppendActivity = (event: ActivityEvent, facts: ActivityFacts) => void;

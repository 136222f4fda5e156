/** What a change of the household was about. `by` is absent when nobody was at the window. */
export interface HouseholdChangeFacts {
  readonly by?: string | undefined;
  /** The person it was about. */
  readonly name?: string | undefined;
  readonly role?: string | undefined;
}

/** Changes of people, PINs and settings that are in the activity log and told to every adult; what is said of them is in the phrasebook. */
export const HOUSEHOLD_CHANGES = [
  'person-added',
  'person-removed',
  'role-changed',
  'limits-changed',
  'pin-set',
  'pin-removed',
  'pin-recovered',
  'pin-removal-planned',
  'demotion-planned',
  'plan-taken-back',
  'plan-stopped',
  'home-network-allowed',
  'library-folder-changed',
  'idle-lock-later',
] as const;

export type HouseholdChange = (typeof HOUSEHOLD_CHANGES)[number];

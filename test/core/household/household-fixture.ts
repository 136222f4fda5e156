import { createProfileService, type ProfileService } from '../../../main/household/people/profile-service.ts';
import { type ActivityRows, createActivityRows } from '../../../main/library/activity/activity-rows.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.ts';
import type { TestLibrary } from '../../fakes/test-library.ts';
import { freshLibrary } from '../library/library-fixture.ts';

export interface Household {
  readonly database: TestLibrary;
  readonly clock: ManualClock;
  readonly activity: ActivityRows;
  readonly profiles: ProfileService;
  readonly changes: () => number;
}

/** A profile service on a fresh library; unless told otherwise, removing a profile only cancels its references. */
export function household(
  database = freshLibrary(),
  clock = createManualClock(),
  dropReferences?: (profileId: string) => number,
): Household {
  let changes = 0;
  const activity = createActivityRows(database, clock);
  const cancelAll = (profileId: string): number => {
    database.run('UPDATE video_references SET cancelled_at = 1 WHERE profile_id = ?', profileId);
    return 0;
  };
  const profiles = createProfileService({
    database,
    clock,
    append: activity.append,
    dropReferences: dropReferences ?? cancelAll,
    onChanged: () => {
      changes += 1;
    },
  });
  return { database, clock, activity, profiles, changes: () => changes };
}

export const added = async (profiles: ProfileService, name: string, more: object = {}): Promise<Profile> =>
  (await profiles.create({ name, ...more })).profile;

/** What a promise was refused with: its code, and the seconds to wait. */
export const refusal = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'granted',
    ({ code, detail }: { code: string; detail?: { retryAfterSeconds?: number } }) =>
      detail?.retryAfterSeconds === undefined ? code : `${code} ${detail.retryAfterSeconds}`,
  );

export const failuresOf = ({ database }: Household, id: string): unknown =>
  database.sqlite.prepare('SELECT pin_failures FROM profiles WHERE id = ?').pluck().get(id);

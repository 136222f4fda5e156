import type { HouseholdChange } from '../../../preload/contract/household-changes.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';

/** Notes in the activity log what was changed about a person, and by whom; part of the transaction that it is called in. */
export type NoteChange = (change: HouseholdChange, person: Pick<Profile, 'name' | 'role'>, actorId: string | undefined) => void;

/** Creates the notes. The names are kept with them: whoever made or suffered a change may not live here any more. */
export function createChangeNotes(append: AppendActivity, get: (profileId: string) => Profile | undefined): NoteChange {
  return (change, { name, role }, actorId) => {
    const by = actorId === undefined ? undefined : get(actorId)?.name;
    append(change, {
      ...(actorId !== undefined && { profileId: actorId }),
      detail: { name, role, ...(by !== undefined && { by }) },
    });
  };
}

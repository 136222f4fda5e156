import { useAnswer } from './answer.ts';
import { useLink } from './link.ts';
import { actingProfileId, useActiveProfile } from './session.ts';

/** True when adding what is in the field, or anything while it is empty, would ask an adult first. */
export function useAsksFirst(): boolean {
  const found = useLink((state) => state.found);
  const isChild = useActiveProfile()?.role === 'child';
  const { value } = useAnswer('profiles:limits', { profileId: actingProfileId() }, ['profiles:changed']);
  return isChild && (found?.needsApproval ?? value?.limits.needsApproval ?? true);
}

import { useAnswer } from '../border/use-answer.ts';
import { actingProfileId, useActiveProfile } from '../window/acting-profile.ts';
import { usePasteField } from './paste-field.ts';

/** Tells whether adding what is in the field, or anything while it is empty, would ask an adult first. */
export function useAsksFirst(): boolean {
  const found = usePasteField((state) => state.found);
  const isChild = useActiveProfile()?.role === 'child';
  const { value } = useAnswer('profiles:limits', { profileId: actingProfileId() }, ['profiles:changed']);
  return isChild && (found?.needsApproval ?? value?.limits.needsApproval ?? true);
}

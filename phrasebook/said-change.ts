import type { HouseholdChange, HouseholdChangeFacts } from '../preload/contract/household-changes.ts';
import { type Said, said } from './said.ts';

/** Says what was changed about people, PINs and settings, and by whom. */
export function saidChange(change: HouseholdChange, { by, name: person, role }: HouseholdChangeFacts): Said {
  const name = person ?? said('unnamed.somebody');
  if (change === 'home-network-allowed' || change === 'library-folder-changed' || change === 'idle-lock-later') {
    return said(`change.${change}`, { by: by ?? said('unnamed.somebody') });
  }
  const phrase = change === 'role-changed' ? (`role-changed-${role === 'adult' ? 'adult' : 'child'}` as const) : change;
  if (by === undefined || by === person) return said(`ownChange.${phrase}`, { name });
  return said(`change.${phrase}`, { by, name });
}

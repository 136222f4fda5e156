import type { HouseholdChange, HouseholdChangeFacts } from '../../preload/contract/household-changes.ts';
import { say } from './say.ts';

/** Says in a sentence what was changed about people, PINs and settings, and by whom. */
export function changeSentence(change: HouseholdChange, { by, name: person, role }: HouseholdChangeFacts): string {
  const name = person ?? say('unnamed.somebody');
  if (change === 'home-network-allowed' || change === 'library-folder-changed') {
    return say(`change.${change}`, { by: by ?? say('unnamed.somebody') });
  }
  const phrase = change === 'role-changed' ? (`role-changed-${role === 'adult' ? 'adult' : 'child'}` as const) : change;
  if (by === undefined || by === person) return say(`ownChange.${phrase}`, { name });
  return say(`change.${phrase}`, { by, name });
}

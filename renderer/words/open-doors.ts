import type { Profile, Settings } from '../../preload/contract/types.ts';
import { isolated } from './format.ts';
import { say } from './say.ts';

/** Says in sentences what children can get around, or reach, as the household is set up now; empty when nothing is open. */
export function openDoors(profiles: readonly Profile[], settings: Settings | undefined): readonly string[] {
  const hasChildren = profiles.some(({ role }) => role === 'child');
  const withoutPin = hasChildren ? profiles.filter(({ role, hasPin }) => role === 'adult' && !hasPin) : [];
  return [
    ...withoutPin.map(({ name }) => say('openDoor.pinMissing', { name: isolated(name) })),
    ...(settings?.allowPrivateAddresses ? [say('openDoor.homeNetwork')] : []),
  ];
}

import type { Profile, Settings } from '../../preload/contract/types.ts';
import { isolated } from './format.ts';

/** Says in sentences what children can get around, or reach, as the household is set up now; empty when nothing is open. */
export function openDoors(profiles: readonly Profile[], settings: Settings | undefined): readonly string[] {
  const hasChildren = profiles.some(({ role }) => role === 'child');
  const withoutPin = hasChildren ? profiles.filter(({ role, hasPin }) => role === 'adult' && !hasPin) : [];
  return [
    ...withoutPin.map(
      ({ name }) => `${isolated(name)} has no PIN, so a child can pick ${isolated(name)} and do all that an adult may.`,
    ),
    ...(settings?.allowPrivateAddresses ? ['Links into the home network are allowed, for everyone at home.'] : []),
  ];
}

/** Says why an adult should have a PIN, when there is a child and they have none. */
export const PIN_ADVICE = 'You have no PIN, so a child can pick you and do all that an adult may.';

import type { Profile } from '../../../../preload/contract/types.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { PinField } from '../../../ui/controls/pin-field.tsx';
import { isolated } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';

/** Tells whether this adult is somebody else who has a PIN, so that nobody removes them or makes them a child without it. */
export function useNeedsOwnerPin(profile: Profile): boolean {
  const own = useActiveProfile();
  return profile.role === 'adult' && profile.hasPin && profile.id !== own?.id;
}

interface OwnerPinFieldProps {
  readonly owner: Profile;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** Takes the PIN of the person whom a change would take something from. */
export function OwnerPinField({ owner, value, onValue }: OwnerPinFieldProps) {
  const name = isolated(owner.name);
  return <PinField label={say('pin.of', { name })} hint={say('pin.onlyOwner', { name })} value={value} onValue={onValue} />;
}

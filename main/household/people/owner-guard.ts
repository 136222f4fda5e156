import { said } from '../../../phrasebook/said.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ProfileChange } from './profile-changes.ts';
import type { ProfileService } from './profile-service.ts';

/** Carries the PIN of the person it is about, when somebody else asks. */
interface WithOwnerPin {
  readonly ownerPin?: string | undefined;
}

/** Changes and removes people as `ProfileService` does, but takes nothing from an adult with a PIN without that PIN. */
export interface OwnerGuard {
  /** Changes a person. Refuses with `forbidden`, `wrong-pin` or `locked-out` to make a child of somebody else who has a PIN. */
  update(change: ProfileChange & WithOwnerPin, actorId: string): Promise<ReturnType<ProfileService['update']>>;
  /** Removes a person, likewise. */
  remove(
    removal: Parameters<ProfileService['remove']>[0] & WithOwnerPin,
    actorId: string | undefined,
  ): Promise<{ freedBytes: number }>;
}

/** Guards the adults who have a PIN against each other; whoever asks may otherwise do what they ask for. */
export function createOwnerGuard(profiles: Pick<ProfileService, 'get' | 'unlock' | 'update' | 'remove'>): OwnerGuard {
  async function requireOwner(profileId: string, actorId: string | undefined, ownerPin: string | undefined): Promise<void> {
    const owner = profiles.get(profileId);
    if (owner === undefined || profileId === actorId || owner.role === 'child' || !owner.hasPin) return;
    if (ownerPin === undefined) {
      throw new Refusal('forbidden', said('refusal.onlyOwner', { name: owner.name }));
    }
    await profiles.unlock({ profileId, pin: ownerPin });
  }

  return {
    async update({ ownerPin, ...change }, actorId) {
      if (change.role === 'child') await requireOwner(change.profileId, actorId, ownerPin);
      return profiles.update(change, actorId);
    },
    async remove({ ownerPin, ...removal }, actorId) {
      await requireOwner(removal.profileId, actorId, ownerPin);
      return profiles.remove(removal, actorId);
    },
  };
}

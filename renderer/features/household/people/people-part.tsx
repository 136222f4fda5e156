import { KeyRound, Plus, UserMinus } from 'lucide-react';
import { useState } from 'react';
import type { Profile } from '../../../../preload/contract/types.ts';
import { type NewPerson, useActiveProfile, useProfiles } from '../../../store/window/acting-profile.ts';
import { showToast } from '../../../store/window/messages.ts';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { say } from '../../../words/say.ts';
import { PersonForm } from '../../profiles/person-form.tsx';
import { OpenDoors } from '../open-doors-panel.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import styles from './people-part.module.css';
import { PersonCard } from './person-card.tsx';
import { PinChangeDialog } from './pin-change-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { PlansPanel } from './plans-panel.tsx';
import { RemovePersonDialog } from './remove-person-dialog.tsx';

type Open = { readonly dialog: 'edit' | 'pin' | 'remove' | 'plan'; readonly profile: Profile } | { readonly dialog: 'add' };

/** Shows who lives here, one card per person; people can be added, changed and removed. */
export function People() {
  const profiles = useProfiles();
  const own = useActiveProfile();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const afterAdding = (_profileId: string, person: NewPerson) => {
    close();
    if (person.role !== 'child' || own === undefined || own.role !== 'adult' || own.hasPin) return;
    showToast({
      level: 'warning',
      text: say('openDoor.ownPinMissing'),
      action: { label: say('pin.setOne'), run: () => setOpen({ dialog: 'pin', profile: own }) },
    });
  };
  return (
    <>
      <OpenDoors />
      <PlansPanel />
      <ul className={styles['people']} aria-label={say('person.people')}>
        {profiles.map((profile) => (
          <li key={profile.id}>
            <PersonCard
              profile={profile}
              onEdit={() => setOpen({ dialog: 'edit', profile })}
              more={cardActions(profile, own, (dialog) => setOpen({ dialog, profile }))}
            />
          </li>
        ))}
        <li>
          <button type="button" className={styles['add']} onClick={() => setOpen({ dialog: 'add' })}>
            <Plus aria-hidden />
            {say('person.add')}
          </button>
        </li>
      </ul>
      {open?.dialog === 'add' && (
        <Dialog title={say('person.add')} onClose={close}>
          <PersonForm peopleBefore={profiles.length} submitLabel={say('button.add')} onAdded={afterAdding} />
        </Dialog>
      )}
      {open?.dialog === 'edit' && <EditPersonDialog profile={open.profile} onClose={close} />}
      {open?.dialog === 'pin' && (
        <PinChangeDialog profile={open.profile} asksOldPin={open.profile.id === own?.id && open.profile.hasPin} onClose={close} />
      )}
      {open?.dialog === 'plan' && <PlanDialog profile={open.profile} onClose={close} />}
      {open?.dialog === 'remove' && (
        <RemovePersonDialog profile={open.profile} others={profiles.filter(({ id }) => id !== open.profile.id)} onClose={close} />
      )}
    </>
  );
}

/** Lists what can be done about a person beside editing: another adult's PIN is that adult's own affair, unless it is lost. */
function cardActions(profile: Profile, own: Profile | undefined, open: (dialog: 'pin' | 'plan' | 'remove') => void) {
  const mayChangePin = profile.role === 'child' || profile.id === own?.id;
  return [
    ...(mayChangePin
      ? [{ label: say(profile.hasPin ? 'pin.change' : 'pin.setOne'), icon: KeyRound, run: () => open('pin') }]
      : []),
    ...(!mayChangePin && profile.hasPin ? [{ label: say('plan.without'), icon: KeyRound, run: () => open('plan') }] : []),
    { label: say('button.remove'), icon: UserMinus, run: () => open('remove') },
  ];
}

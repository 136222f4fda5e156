import { type FormEvent, useState } from 'react';
import type { ProfileLimits } from '../../../../preload/contract/household.ts';
import type { Profile } from '../../../../preload/contract/types.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { updatePerson } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Problem } from '../../../ui/controls/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { say } from '../../../words/say.ts';
import { type PersonDraft, PersonFields } from '../../profiles/person-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { OwnerPinField, useNeedsOwnerPin } from './owner-pin-field.tsx';
import styles from './people-part.module.css';

/** Edits the name, face, role and limits of a person, and saves them together. */
export function EditPersonDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const [draft, setDraft] = useState<PersonDraft>(profile);
  const [changed, setChanged] = useState<Partial<ProfileLimits>>({});
  const [ownerPin, setOwnerPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { value } = useAnswer('profiles:limits', { profileId: profile.id }, []);

  const asksOwner = useNeedsOwnerPin(profile) && draft.role === 'child';

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (draft.name.trim() === '') return setProblem(say('person.enterName'));
    setBusy(true);
    const { avatar, colour, role } = draft;
    const answer = await updatePerson({
      profileId: profile.id,
      name: draft.name.trim(),
      avatar,
      colour,
      role,
      ...(asksOwner && ownerPin !== '' ? { ownerPin } : {}),
      ...(Object.keys(changed).length === 0 ? {} : { limits: changed }),
    });
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(sentenceFor(answer));
  };

  return (
    <Dialog
      title={<bdi>{profile.name}</bdi>}
      onClose={onClose}
      foot={
        <>
          <Button variant="quiet" onClick={onClose}>
            {say('button.cancel')}
          </Button>
          <Button type="submit" form={FORM_ID} variant="primary" disabled={busy}>
            {say('button.save')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className={styles['form']} onSubmit={save} noValidate>
        <PersonFields
          draft={draft}
          withRole
          onChange={(patch) => {
            setProblem(undefined);
            setDraft((before) => ({ ...before, ...patch }));
          }}
        />
        {value && (
          <LimitFields
            limits={{ ...value.limits, ...changed }}
            role={draft.role}
            onChange={(patch) => setChanged((before) => ({ ...before, ...patch }))}
          />
        )}
        {asksOwner && <OwnerPinField owner={profile} value={ownerPin} onValue={setOwnerPin} />}
        {problem && <Problem>{problem}</Problem>}
      </form>
    </Dialog>
  );
}

/** There is one such dialog at a time; its buttons stand outside the form. */
const FORM_ID = 'edit-person';

import { type FormEvent, useState } from 'react';
import type { ProfileLimits } from '../../../../preload/contract/household.ts';
import type { Profile } from '../../../../preload/contract/types.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { updatePerson } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Problem } from '../../../ui/controls/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { PersonFields, type PersonLooks } from '../../profiles/person-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import styles from './people-part.module.css';

/** Name, looks, role and limits of a person, all saved together. */
export function EditPersonDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const [looks, setLooks] = useState<PersonLooks>(profile);
  const [changed, setChanged] = useState<Partial<ProfileLimits>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { value } = useAnswer('profiles:limits', { profileId: profile.id }, []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (looks.name.trim() === '') return setProblem('Write a name first.');
    setBusy(true);
    const { avatar, colour, role } = looks;
    const answer = await updatePerson({
      profileId: profile.id,
      name: looks.name.trim(),
      avatar,
      colour,
      role,
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
          <Button look="quiet" onClick={onClose}>
            Leave as it was
          </Button>
          <Button type="submit" form={FORM_ID} look="primary" disabled={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className={styles['form']} onSubmit={save} noValidate>
        <PersonFields
          looks={looks}
          withRole
          onChange={(patch) => {
            setProblem(undefined);
            setLooks((before) => ({ ...before, ...patch }));
          }}
        />
        {value && (
          <LimitFields
            limits={{ ...value.limits, ...changed }}
            role={looks.role}
            onChange={(patch) => setChanged((before) => ({ ...before, ...patch }))}
          />
        )}
        {problem && <Problem>{problem}</Problem>}
      </form>
    </Dialog>
  );
}

/** There is one such dialog at a time; its buttons stand outside the form. */
const FORM_ID = 'edit-person';

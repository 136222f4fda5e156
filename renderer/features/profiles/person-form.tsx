import { type FormEvent, useState } from 'react';
import { PROFILE_AVATARS, PROFILE_COLOURS } from '../../../preload/contract/profile-tokens.ts';
import { addPerson, type NewPerson } from '../../store/window/acting-profile.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { PinField } from '../../ui/controls/pin-field.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { type PersonDraft, PersonFields } from './person-fields.tsx';
import styles from './person-form.module.css';
import { PIN_PATTERN } from './pin-rule.ts';
import { RecoveryCodeNote } from './recovery-code-note.tsx';

interface PersonFormProps {
  /** The first person of a household is always an adult, so it is not asked. */
  readonly first?: boolean;
  /** How many people there are already: the suggested face and colour differ from theirs. */
  readonly peopleBefore: number;
  readonly submitLabel: string;
  /** Called with what was entered, after the person exists. */
  readonly onAdded: (profileId: string, person: NewPerson) => void;
  /** Called just before the person is made. */
  readonly onSubmitting?: () => void;
}

/** Adds a person: name, face, role, and a PIN if they want one. */
export function PersonForm({ first = false, peopleBefore, submitLabel, onSubmitting, onAdded }: PersonFormProps) {
  const [draft, setDraft] = useState<PersonDraft>({
    name: '',
    avatar: PROFILE_AVATARS[peopleBefore % PROFILE_AVATARS.length] ?? 'fox',
    colour: PROFILE_COLOURS[peopleBefore % PROFILE_COLOURS.length] ?? 'violet',
    role: 'adult',
  });
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<{ readonly field: 'name' | 'pin' | 'form'; readonly text: string }>();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ readonly code: string; readonly tell: () => void }>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (draft.name.trim() === '') return setProblem({ field: 'name', text: say('person.enterName') });
    if (pin !== '' && !PIN_PATTERN.test(pin)) return setProblem({ field: 'pin', text: say('pin.rule') });
    setBusy(true);
    onSubmitting?.();
    const person: NewPerson = { ...draft, name: draft.name.trim(), ...(pin === '' ? {} : { pin }) };
    const answer = await addPerson(person);
    setBusy(false);
    if (!answer.ok) return setProblem({ field: 'form', text: sentenceFor(answer) });
    const { profile, recoveryCode } = answer.value;
    const tell = () => onAdded(profile.id, person);
    if (recoveryCode === undefined) tell();
    else setMade({ code: recoveryCode, tell });
  };

  if (made !== undefined) return <RecoveryCodeNote name={draft.name.trim()} code={made.code} onDone={made.tell} />;

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <PersonFields
        draft={draft}
        withRole={!first}
        nameProblem={problem?.field === 'name' ? problem.text : undefined}
        onChange={(patch) => {
          setProblem(undefined);
          setDraft((before) => ({ ...before, ...patch }));
        }}
      />
      <PinField
        label={say('pin.optional')}
        hint={say('pin.optionalHint')}
        isNew
        value={pin}
        problem={problem?.field === 'pin' ? problem.text : undefined}
        onValue={(value) => {
          setProblem(undefined);
          setPin(value);
        }}
      />
      {problem?.field === 'form' && <Problem>{problem.text}</Problem>}
      <div className={styles['foot']}>
        <Button type="submit" variant="primary" size="large" disabled={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

import { RadioGroup } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import type { Role } from '../../../preload/contract/types.ts';
import { addPerson, type NewPerson } from '../../store/session.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Face } from '../../ui/faces/face.tsx';
import { AVATARS, COLOURS, titleOf } from '../../ui/faces/names.ts';
import { Problem, TextField } from '../../ui/field.tsx';
import { sentenceFor } from '../../ui/sentences.ts';
import styles from './person-form.module.css';

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

const PIN = /^\d{4,12}$/;

/** Name, face, colour, grown-up or child, and a PIN for who wants one. */
export function PersonForm({ first = false, peopleBefore, submitLabel, onSubmitting, onAdded }: PersonFormProps) {
  const [name, setName] = useState('');
  const [avatar, setAvatar] = useState<string>(AVATARS[peopleBefore % AVATARS.length] ?? 'fox');
  const [colour, setColour] = useState<string>(COLOURS[peopleBefore % COLOURS.length] ?? 'violet');
  const [role, setRole] = useState<Role>('adult');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<{ readonly field: 'name' | 'pin' | 'form'; readonly text: string }>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === '') return setProblem({ field: 'name', text: 'Write a name first.' });
    if (pin !== '' && !PIN.test(pin)) return setProblem({ field: 'pin', text: 'A PIN has 4 to 12 digits, and nothing else.' });
    setBusy(true);
    onSubmitting?.();
    const person: NewPerson = { name: name.trim(), avatar, colour, role, ...(pin === '' ? {} : { pin }) };
    const answer = await addPerson(person);
    setBusy(false);
    if (answer.ok) onAdded(answer.value.profile.id, person);
    else setProblem({ field: 'form', text: sentenceFor(answer) });
  };

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextField
        label="Name"
        value={name}
        maxLength={60}
        autoComplete="off"
        dir="auto"
        problem={problem?.field === 'name' ? problem.text : undefined}
        onChange={(event) => {
          setProblem(undefined);
          setName(event.target.value);
        }}
      />
      <div>
        <p className={styles['legend']}>Face</p>
        <RadioGroup.Root className={styles['faces']} aria-label="Face" value={avatar} onValueChange={setAvatar}>
          {AVATARS.map((option) => (
            <RadioGroup.Item key={option} value={option} aria-label={titleOf(option)} className={styles['faceOption']}>
              <Face avatar={option} colour={colour} size="inherit" />
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      <div>
        <p className={styles['legend']}>Colour</p>
        <RadioGroup.Root className={styles['colours']} aria-label="Colour" value={colour} onValueChange={setColour}>
          {COLOURS.map((option) => (
            <RadioGroup.Item
              key={option}
              value={option}
              aria-label={titleOf(option)}
              data-colour={option}
              className={styles['colourOption']}
            >
              <span className={styles['dot']} />
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      {!first && (
        <div>
          <p className={styles['legend']}>Grown-up or child?</p>
          <Choice
            name="Grown-up or child?"
            value={role}
            options={[
              { value: 'adult', label: 'Grown-up' },
              { value: 'child', label: 'Child' },
            ]}
            onChange={setRole}
          />
          <p className={styles['hint']}>Children see their own queue and the library, not the household and the settings.</p>
        </div>
      )}
      <TextField
        label="PIN (only if you want one)"
        hint="4 to 12 digits. It keeps others at home from using this person by mistake."
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        value={pin}
        problem={problem?.field === 'pin' ? problem.text : undefined}
        onChange={(event) => {
          setProblem(undefined);
          setPin(event.target.value);
        }}
      />
      {problem?.field === 'form' && <Problem>{problem.text}</Problem>}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" size="large" disabled={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

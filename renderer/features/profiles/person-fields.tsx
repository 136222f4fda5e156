import { RadioGroup } from 'radix-ui';
import { PROFILE_AVATARS, PROFILE_COLOURS } from '../../../preload/contract/profile-tokens.ts';
import type { Role } from '../../../preload/contract/types.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { Face } from '../../ui/faces/face.tsx';
import { say } from '../../words/say.ts';
import styles from './person-form.module.css';

/** What a person is called and looks like, and whether they are an adult. */
export interface PersonDraft {
  readonly name: string;
  readonly avatar: string;
  readonly colour: string;
  readonly role: Role;
}

interface PersonFieldsProps {
  readonly draft: PersonDraft;
  readonly onChange: (patch: Partial<PersonDraft>) => void;
  readonly nameProblem?: string | undefined;
  /** The first person of a household is always an adult, so it is not asked. */
  readonly withRole: boolean;
}

/** Edits a person's name, face, colour and role. */
export function PersonFields({ draft, onChange, nameProblem, withRole }: PersonFieldsProps) {
  const { name, avatar, colour, role } = draft;
  return (
    <>
      <TextField
        label={say('person.name')}
        value={name}
        maxLength={60}
        autoComplete="off"
        dir="auto"
        problem={nameProblem}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div>
        <p className={styles['legend']}>{say('person.face')}</p>
        <RadioGroup.Root
          className={styles['faces']}
          aria-label={say('person.face')}
          value={avatar}
          onValueChange={(picked) => onChange({ avatar: picked })}
        >
          {PROFILE_AVATARS.map((option) => (
            <RadioGroup.Item key={option} value={option} aria-label={say(`face.${option}`)} className={styles['faceOption']}>
              <Face avatar={option} colour={colour} size="inherit" />
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      <div>
        <p className={styles['legend']}>{say('person.colour')}</p>
        <RadioGroup.Root
          className={styles['colours']}
          aria-label={say('person.colour')}
          value={colour}
          onValueChange={(picked) => onChange({ colour: picked })}
        >
          {PROFILE_COLOURS.map((option) => (
            <RadioGroup.Item
              key={option}
              value={option}
              aria-label={say(`colour.${option}`)}
              data-colour={option}
              className={styles['colourOption']}
            >
              <span className={styles['dot']} />
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </div>
      {withRole && (
        <div>
          <p className={styles['legend']}>{say('person.adultOrChild')}</p>
          <Choice
            name={say('person.adultOrChild')}
            value={role}
            options={[
              { value: 'adult', label: say('person.adult') },
              { value: 'child', label: say('person.child') },
            ]}
            onChange={(picked) => onChange({ role: picked })}
          />
          <p className={styles['hint']}>{say('person.childrenAsk')}</p>
        </div>
      )}
    </>
  );
}

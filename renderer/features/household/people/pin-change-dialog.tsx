import { type FormEvent, useState } from 'react';
import type { Profile } from '../../../../preload/contract/types.ts';
import { setPin } from '../../../store/window/acting-profile.ts';
import { showToast } from '../../../store/window/messages.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { PinField } from '../../../ui/controls/pin-field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { isolated } from '../../../words/format.ts';
import { PIN_PATTERN, PIN_RULE } from '../../profiles/pin-rule.ts';
import styles from './people-part.module.css';

interface PinChangeDialogProps {
  readonly profile: Profile;
  /** One's own PIN is changed with the old one; a child's is reset without. */
  readonly asksOldPin: boolean;
  readonly onClose: () => void;
}

/** Sets, changes or removes a PIN. */
export function PinChangeDialog({ profile, asksOldPin, onClose }: PinChangeDialogProps) {
  const [oldPin, setOldPin] = useState('');
  const [pin, setNewPin] = useState('');
  const [problem, setProblem] = useState<{ readonly field: 'old' | 'new'; readonly text: string }>();

  const change = async (next: string | null) => {
    const answer = await setPin({ profileId: profile.id, pin: next, ...(asksOldPin ? { oldPin } : {}) });
    if (!answer.ok) {
      const aboutOld = answer.code === 'wrong-pin' || answer.code === 'locked-out';
      return setProblem({ field: aboutOld && asksOldPin ? 'old' : 'new', text: sentenceFor(answer) });
    }
    const name = isolated(profile.name);
    showToast({ level: 'success', text: next === null ? `${name} no longer has a PIN.` : `${name} has a new PIN.` });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!PIN_PATTERN.test(pin)) return setProblem({ field: 'new', text: PIN_RULE });
    void change(pin);
  };

  return (
    <Dialog
      title={
        <>
          <bdi>{profile.name}</bdi>’s PIN
        </>
      }
      description="Whoever picks this person on the first screen has to enter it."
      onClose={onClose}
      foot={
        <>
          {profile.hasPin && (
            <Button variant="quiet" onClick={() => void change(null)}>
              Remove PIN
            </Button>
          )}
          <Button type="submit" form={FORM_ID} variant="primary">
            {profile.hasPin ? 'Change PIN' : 'Set PIN'}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className={styles['form']} onSubmit={submit} noValidate>
        {asksOldPin && (
          <PinField
            label="Current PIN"
            value={oldPin}
            problem={problem?.field === 'old' ? problem.text : undefined}
            onValue={(value) => {
              setProblem(undefined);
              setOldPin(value);
            }}
          />
        )}
        <PinField
          label="New PIN"
          hint="4 to 12 digits."
          isNew
          value={pin}
          problem={problem?.field === 'new' ? problem.text : undefined}
          onValue={(value) => {
            setProblem(undefined);
            setNewPin(value);
          }}
        />
      </form>
    </Dialog>
  );
}

/** There is one such dialog at a time; its buttons stand outside the form. */
const FORM_ID = 'change-pin';

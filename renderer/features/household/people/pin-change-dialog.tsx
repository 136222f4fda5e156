import { type FormEvent, useState } from 'react';
import type { Profile } from '../../../../preload/contract/types.ts';
import { setPin } from '../../../store/window/acting-profile.ts';
import { showToast } from '../../../store/window/messages.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { PinField } from '../../../ui/controls/pin-field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { isolated } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { PIN_PATTERN } from '../../profiles/pin-rule.ts';
import { RecoveryCodeNote } from '../../profiles/recovery-code-note.tsx';
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
  const [code, setCode] = useState<string>();
  const [problem, setProblem] = useState<{ readonly field: 'old' | 'new'; readonly text: string }>();

  const change = async (next: string | null) => {
    const answer = await setPin({ profileId: profile.id, pin: next, ...(asksOldPin ? { oldPin } : {}) });
    if (!answer.ok) {
      const aboutOld = answer.code === 'wrong-pin' || answer.code === 'locked-out';
      return setProblem({ field: aboutOld && asksOldPin ? 'old' : 'new', text: sentenceFor(answer) });
    }
    const name = isolated(profile.name);
    showToast({ level: 'success', text: say(next === null ? 'pin.isRemoved' : 'pin.isSaved', { name }) });
    if (answer.value.recoveryCode === undefined) onClose();
    else setCode(answer.value.recoveryCode);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!PIN_PATTERN.test(pin)) return setProblem({ field: 'new', text: say('pin.rule') });
    void change(pin);
  };

  if (code !== undefined) {
    return (
      <Dialog title={say('recovery.yours')} onClose={onClose}>
        <RecoveryCodeNote name={profile.name} code={code} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={say('pin.of', { name: isolated(profile.name) })}
      description={say('pin.neededToPick', { name: isolated(profile.name) })}
      onClose={onClose}
      foot={
        <>
          {profile.hasPin && (
            <Button variant="quiet" onClick={() => void change(null)}>
              {say('pin.remove')}
            </Button>
          )}
          <Button type="submit" form={FORM_ID} variant="primary">
            {say(profile.hasPin ? 'pin.change' : 'pin.set')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} className={styles['form']} onSubmit={submit} noValidate>
        {asksOldPin && (
          <PinField
            label={say('pin.current')}
            value={oldPin}
            problem={problem?.field === 'old' ? problem.text : undefined}
            onValue={(value) => {
              setProblem(undefined);
              setOldPin(value);
            }}
          />
        )}
        <PinField
          label={say('pin.new')}
          hint={say('pin.digits')}
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

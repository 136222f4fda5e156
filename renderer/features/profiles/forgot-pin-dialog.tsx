import { type FormEvent, useState } from 'react';
import type { Profile } from '../../../preload/contract/types.ts';
import { recoverPin } from '../../store/window/acting-profile.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/controls/field.tsx';
import { PinField } from '../../ui/controls/pin-field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { PIN_PATTERN } from './pin-rule.ts';
import styles from './recovery-code.module.css';
import { RecoveryCodeNote } from './recovery-code-note.tsx';

interface ForgotPinDialogProps {
  readonly profile: Profile;
  /** Called with the new PIN once the person has seen the next code. */
  readonly onRecovered: (pin: string) => void;
  readonly onClose: () => void;
}

/** Helps whoever has forgotten a PIN, or was locked out by somebody’s guesses: an adult by the recovery code, a child by an adult. */
export function ForgotPinDialog({ profile, onRecovered, onClose }: ForgotPinDialogProps) {
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<{ readonly field: 'code' | 'pin'; readonly text: string }>();
  const [nextCode, setNextCode] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === '') return setProblem({ field: 'code', text: say('recovery.enterCode') });
    if (!PIN_PATTERN.test(pin)) return setProblem({ field: 'pin', text: say('pin.rule') });
    setBusy(true);
    const answer = await recoverPin({ profileId: profile.id, code, pin });
    setBusy(false);
    if (answer.ok) setNextCode(answer.value.recoveryCode);
    else setProblem({ field: 'code', text: sentenceFor(answer) });
  };

  if (nextCode !== undefined) {
    return (
      <Dialog title={say('recovery.next')} onClose={() => onRecovered(pin)}>
        <RecoveryCodeNote name={profile.name} code={nextCode} onDone={() => onRecovered(pin)} />
      </Dialog>
    );
  }
  if (profile.role === 'child') {
    return (
      <Dialog title={say('recovery.forgotten')} onClose={onClose}>
        <p>{say('recovery.askAdult')}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={say('recovery.forgotten')}
      description={say('recovery.forgottenHint')}
      onClose={onClose}
      foot={
        <Button type="submit" form={FORM_ID} variant="primary" disabled={busy}>
          {say('recovery.setPin')}
        </Button>
      }
    >
      <form id={FORM_ID} className={styles['form']} onSubmit={submit} noValidate>
        <TextField
          label={say('recovery.code')}
          hint={say('recovery.codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          value={code}
          problem={problem?.field === 'code' ? problem.text : undefined}
          onChange={(event) => {
            setProblem(undefined);
            setCode(event.target.value);
          }}
        />
        <PinField
          label={say('pin.new')}
          hint={say('pin.digits')}
          isNew
          value={pin}
          problem={problem?.field === 'pin' ? problem.text : undefined}
          onValue={(value) => {
            setProblem(undefined);
            setPin(value);
          }}
        />
      </form>
    </Dialog>
  );
}

/** There is one such dialog at a time; its button stands outside the form. */
const FORM_ID = 'forgot-pin';

import { Check, Delete } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Result } from '../../../preload/contract/errors.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { useNow } from '../../store/border/use-now.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { lockedOutSentence, sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { ForgotPinDialog } from './forgot-pin-dialog.tsx';
import styles from './pin-pad.module.css';

const LEAST_DIGITS = 4;
const MOST_DIGITS = 12;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface PinDialogProps {
  /** Whose PIN it is. */
  readonly profile: Profile;
  readonly title: ReactNode;
  readonly description: string;
  /** Checks the PIN. When it is right, whoever checks it closes the dialog. */
  readonly check: (pin: string) => Promise<Result<unknown>>;
  readonly onClose: () => void;
}

/** Asks for a person's PIN, by keys on the screen or the keyboard. After too many wrong ones it counts the wait down. */
export function PinDialog({ profile, title, description, check, onClose }: PinDialogProps) {
  const now = useNow();
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [lockedUntil, setLockedUntil] = useState(0);
  const [isForgotten, setForgotten] = useState(false);
  const secondsLeft = Math.ceil((lockedUntil - now) / 1000);
  const locked = secondsLeft > 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (locked || pin.length < LEAST_DIGITS) return;
    const answer = await check(pin);
    if (answer.ok) return;
    setPin('');
    const wait = answer.detail?.retryAfterSeconds;
    if (answer.code === 'locked-out' && wait !== undefined) setLockedUntil(Date.now() + wait * 1000);
    setProblem(sentenceFor(answer));
  };

  if (isForgotten) {
    const enter = async (newPin: string) => {
      setForgotten(false);
      setLockedUntil(0);
      const answer = await check(newPin);
      if (!answer.ok) setProblem(sentenceFor(answer));
    };
    return <ForgotPinDialog profile={profile} onRecovered={(newPin) => void enter(newPin)} onClose={() => setForgotten(false)} />;
  }
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <form className={styles['pad']} onSubmit={submit}>
        <input
          className={styles['input']}
          aria-label={say('pin.name')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          disabled={locked}
          onChange={(event) => {
            setProblem(undefined);
            setPin(digitsOf(event.target.value));
          }}
        />
        <div className={styles['message']}>
          {locked ? (
            <Problem>{lockedOutSentence(secondsLeft)}</Problem>
          ) : (
            problem && lockedUntil === 0 && <Problem>{problem}</Problem>
          )}
          {!locked && lockedUntil > 0 && <p>{say('pin.canTryAgain')}</p>}
        </div>
        <Keys pin={pin} isLocked={locked} onPin={setPin} />
        <Button variant="plain" onClick={() => setForgotten(true)}>
          {say('recovery.forgotten')}
        </Button>
      </form>
    </Dialog>
  );
}

interface KeysProps {
  readonly pin: string;
  readonly isLocked: boolean;
  readonly onPin: (pin: string) => void;
}

/** Shows the keys: digits, delete and enter. */
function Keys({ pin, isLocked, onPin }: KeysProps) {
  const type = (digit: string) => onPin(digitsOf(pin + digit));
  return (
    <div className={styles['keys']}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className={styles['key']} disabled={isLocked} onClick={() => type(digit)}>
          {digit}
        </button>
      ))}
      <button
        type="button"
        className={styles['key']}
        aria-label={say('pin.deleteDigit')}
        disabled={isLocked || pin === ''}
        onClick={() => onPin(pin.slice(0, -1))}
      >
        <Delete aria-hidden />
      </button>
      <button type="button" className={styles['key']} disabled={isLocked} onClick={() => type('0')}>
        0
      </button>
      <button
        type="submit"
        className={classNames(styles['key'], styles['enter'])}
        aria-label={say('pin.enter')}
        disabled={isLocked || pin.length < LEAST_DIGITS}
      >
        <Check aria-hidden />
      </button>
    </div>
  );
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(0, MOST_DIGITS);

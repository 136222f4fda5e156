import { useEffect, useRef } from 'react';
import { Button } from '../../ui/controls/button.tsx';
import { isolated } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import styles from './recovery-code.module.css';

interface RecoveryCodeNoteProps {
  /** Whose PIN it came with. */
  readonly name: string;
  readonly code: string;
  readonly onDone: () => void;
}

/** Shows the recovery code that came with a PIN, the one time that there is to see it. */
export function RecoveryCodeNote({ name, code, onDone }: RecoveryCodeNoteProps) {
  const shown = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is gone; the button must not take it, or a second Enter would send the code away unread.
  useEffect(() => shown.current?.focus(), []);
  return (
    <div className={styles['note']}>
      <p>{say('recovery.write', { name: isolated(name) })}</p>
      <p ref={shown} className={styles['code']} tabIndex={-1}>
        {code}
      </p>
      <p>{say('recovery.keep')}</p>
      <div className={styles['foot']}>
        <Button variant="primary" size="large" onClick={onDone}>
          {say('recovery.written')}
        </Button>
      </div>
    </div>
  );
}

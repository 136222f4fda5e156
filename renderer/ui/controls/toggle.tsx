import { Switch } from 'radix-ui';
import { useId } from 'react';
import styles from './toggle.module.css';

interface ToggleProps {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Switches something on or off, with its name beside the switch and what it means below. */
export function Toggle({ name, hint, on, onChange }: ToggleProps) {
  const nameId = useId();
  const hintId = useId();
  return (
    <div className={styles['toggle']}>
      <div className={styles['line']}>
        <span id={nameId} className={styles['name']}>
          {name}
        </span>
        <Switch.Root
          className={styles['switch']}
          aria-labelledby={nameId}
          aria-describedby={hint === undefined ? undefined : hintId}
          checked={on}
          onCheckedChange={onChange}
        >
          <Switch.Thumb className={styles['thumb']} />
        </Switch.Root>
      </div>
      {hint !== undefined && (
        <p id={hintId} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  );
}

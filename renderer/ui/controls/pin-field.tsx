import type { ComponentProps } from 'react';
import { TextField } from './field.tsx';

interface PinFieldProps extends Pick<ComponentProps<typeof TextField>, 'label' | 'hint' | 'problem'> {
  readonly value: string;
  /** A PIN that is being chosen: the system may offer to remember it. */
  readonly isNew?: boolean;
  /** The field was typed in. */
  readonly onValue: (value: string) => void;
}

/** Takes a PIN: hidden, with the number keys on a touch screen. */
export function PinField({ isNew = false, onValue, ...field }: PinFieldProps) {
  return (
    <TextField
      {...field}
      type="password"
      inputMode="numeric"
      autoComplete={isNew ? 'new-password' : 'off'}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}

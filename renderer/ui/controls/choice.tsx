import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import styles from './choice.module.css';

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }[];
  readonly onChange: (value: Value) => void;
}

/** Offers one of a few, all visible: a row of radio buttons drawn as one control. */
export function Choice<Value extends string>({ name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup.Root
      className={styles['group']}
      aria-label={name}
      value={value}
      orientation="horizontal"
      onValueChange={(picked) => {
        const option = options.find((candidate) => candidate.value === picked);
        if (option) onChange(option.value);
      }}
    >
      {options.map(({ value: option, label, icon: Icon }) => (
        <RadioGroup.Item key={option} value={option} className={styles['option']}>
          {Icon && <Icon aria-hidden />}
          {label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

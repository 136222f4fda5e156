import { Progress } from 'radix-ui';
import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  /** What is progressing, for screen readers. */
  readonly name: string;
  /** 0 to 100; absent while nobody can say how far it is. */
  readonly percent: number | undefined;
  /** Drawn grey: it stands still on purpose. */
  readonly isStill?: boolean;
}

/** Shows how far something is. */
export function ProgressBar({ name, percent, isStill = false }: ProgressBarProps) {
  const value = percent === undefined ? null : Math.min(100, Math.max(0, percent));
  return (
    <Progress.Root
      aria-label={name}
      value={value}
      max={100}
      getValueLabel={(at) => `${Math.floor(at)}%`}
      className={classNames(styles['track'], value === null && styles['unknown'], isStill && styles['still'])}
    >
      <Progress.Indicator className={styles['fill']} {...(value === null ? {} : { style: { translate: `${value - 100}% 0` } })} />
    </Progress.Root>
  );
}

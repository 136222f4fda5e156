import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './check-line.module.css';

interface CheckLineProps {
  readonly ticked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
  /** A short fact at the end of the line. */
  readonly fact?: ReactNode;
  readonly disabled?: boolean;
  readonly strong?: boolean;
}

/** Draws one line of a list with a box to tick; the whole line is the target. */
export function CheckLine({ ticked, onChange, children, fact, disabled = false, strong = false }: CheckLineProps) {
  return (
    <label className={classNames(styles['line'], strong && styles['strong'], disabled && styles['off'])}>
      <input type="checkbox" checked={ticked} disabled={disabled} onChange={onChange} />
      <span className={styles['name']}>{children}</span>
      <span className={styles['fact']}>{fact}</span>
    </label>
  );
}

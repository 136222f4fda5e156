import { type ReactNode, useId } from 'react';
import { locale } from '../../words/say.ts';
import styles from './queue-page.module.css';

/** Shows one part of the queue under its name. */
export function Section({
  name,
  count,
  children,
}: {
  readonly name: string;
  readonly count?: number;
  readonly children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section className={styles['section']} aria-labelledby={headingId}>
      <div className={styles['heading']}>
        <h2 id={headingId}>{name}</h2>
        {count !== undefined && count > 0 && <span className={styles['count']}>{count.toLocaleString(locale())}</span>}
      </div>
      {children}
    </section>
  );
}

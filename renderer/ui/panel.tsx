import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Draws a named block of a page. */
export function Panel({ title, children, className }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classNames(styles['panel'], className)} aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </section>
  );
}

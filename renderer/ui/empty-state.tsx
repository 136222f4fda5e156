import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Fills a page with nothing on it yet: says what it is for and what to do. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <svg viewBox="0 0 240 130" className={styles['art']} aria-hidden>
        <ellipse cx="120" cy="118" rx="104" ry="8" fill="var(--line)" />
        <path d="M70 62 L120 22 L170 62 V112 a4 4 0 0 1-4 4 H74 a4 4 0 0 1-4-4Z" fill="var(--accent-soft)" />
        <path
          d="M60 66 L120 18 L180 66"
          fill="none"
          stroke="var(--vivid)"
          strokeWidth="9"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path d="M103 116 V84 a17 17 0 0 1 34 0 V116Z" fill="var(--surface)" />
        <circle cx="120" cy="86" r="9" fill="var(--pastel)" />
        <circle cx="36" cy="100" r="15" fill="var(--pastel)" />
        <path d="M36 88 V116" stroke="var(--vivid)" strokeWidth="4" strokeLinecap="round" />
        <circle cx="206" cy="96" r="19" fill="var(--pastel)" />
        <path d="M206 82 V116" stroke="var(--vivid)" strokeWidth="4" strokeLinecap="round" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
